import assert from "node:assert/strict";
import { test } from "node:test";
import { clashes, deed, digit, read } from "../src/desk/keys.ts";

const DELIVERED = { next: "j", approve: "a", help: "?" };
const pressed = (key: string, more = {}) => ({ key, ctrlKey: false, altKey: false, metaKey: false, isComposing: false, ...more });

test("as delivered until it is told otherwise", () => {
  const keys = read(DELIVERED, null);
  assert.equal(deed(keys, pressed("j")), "next");
  assert.equal(deed(keys, pressed("?")), "help");
  assert.equal(deed(keys, pressed("q")), undefined);
});

test("a key that was given to something else does that", () => {
  const keys = read(DELIVERED, '{"on":true,"of":{"next":"w","gone":"g"}}');
  assert.equal(deed(keys, pressed("w")), "next");
  assert.equal(deed(keys, pressed("j")), undefined);
  assert.equal(deed(keys, pressed("g")), undefined);
});

test("a deed without a key has none", () => assert.equal(deed(read(DELIVERED, '{"of":{"next":""}}'), pressed("")), undefined));

test("keys that are switched off do nothing", () => {
  const keys = read(DELIVERED, '{"on":false}');
  assert.equal(deed(keys, pressed("j")), undefined);
  assert.equal(digit(keys, pressed("1")), undefined);
});

for (const modifier of ["ctrlKey", "altKey", "metaKey", "isComposing"])
  test(`with ${modifier} a key is somebody else's`, () => {
    assert.equal(deed(read(DELIVERED, null), pressed("a", { [modifier]: true })), undefined);
    assert.equal(digit(read(DELIVERED, null), pressed("1", { [modifier]: true })), undefined);
  });

for (const kept of ["", "null", "7", "{", '{"of":{"next":7}}'])
  test(`${JSON.stringify(kept)} was not kept by us`, () => assert.equal(deed(read(DELIVERED, kept), pressed("j")), "next"));

test("digits stand for reasons", () => {
  const keys = read(DELIVERED, null);
  assert.deepEqual(["1", "6", "0", "x"].map((key) => digit(keys, pressed(key))), [0, 5, undefined, undefined]);
});

test("one key for two deeds is noticed", () => assert.deepEqual(clashes({ on: true, of: { a: "j", b: "j", c: "", d: "" } }), ["j"]));
