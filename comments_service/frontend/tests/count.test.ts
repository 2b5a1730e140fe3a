import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { calls, counts } from "../src/count/calls.ts";
import { language, said } from "../src/count/said.ts";

const DOOR = "https://comments.example.org/api/v1/counts";
const keys = (count: number, stem = "a"): string[] => Array.from({ length: count }, (_, at) => `${stem}-${at}`);
const written = (some: string[]): string =>
  `${DOOR}?${new URLSearchParams([["site", "daily"], ...some.map((key) => ["article", key])])}`;

test("a page's articles are asked for in one call", () => {
  assert.deepEqual(calls(DOOR, "daily", keys(100)), [keys(100)]);
});

test("more than a hundred take another call, in the same order", () => {
  const shared = calls(DOOR, "daily", keys(250));

  assert.deepEqual(shared.map((some) => some.length), [100, 100, 50]);
  assert.deepEqual(shared.flat(), keys(250));
});

test("no call's address is longer than 8,000 bytes, and none could be left out", () => {
  const long = keys(60, "https://paper.example.org/über/\u{1f4f0}/".repeat(4));
  const shared = calls(DOOR, "daily", long);

  assert.deepEqual(shared.flat(), long);
  for (const some of shared) assert.ok(written(some).length <= 8_000);
  for (const [at, some] of shared.slice(1).entries()) assert.ok(written([...shared[at], some[0]]).length > 8_000);
});

test("the longest article ID that there is fits a call", () => {
  const [some] = calls(DOOR, "daily", ["\u{1f4f0}".repeat(512)]);
  assert.ok(written(some).length <= 8_000);
});

const { fetch } = globalThis;
const { error } = console;
afterEach(() => Object.assign(globalThis, { fetch }) && Object.assign(console, { error }));

function service(refused: string): string[][] {
  const asked: string[][] = [];
  const answer = async (address: string) => {
    const some = new URL(address).searchParams.getAll("article");
    asked.push(some);
    if (some.includes(refused)) return new Response("{}", { status: 400 });
    return new Response(JSON.stringify({ counts: Object.fromEntries(some.map((key, at) => [key, at])) }));
  };
  Object.assign(globalThis, { fetch: answer });
  return asked;
}

test("a key that is none is named, and costs the others nothing", async () => {
  const asked = service("undefined");
  const told: string[] = [];
  console.error = (words: string) => void told.push(words);

  const found = await counts(DOOR, "daily", ["a", "b", "undefined", "c", "d"]);

  assert.deepEqual([...found.keys()], ["a", "b", "c", "d"]);
  assert.equal(asked.length, 5);
  assert.match(told[0], /"undefined"/);
});

test("what is no answer of ours gives no numbers", async () => {
  for (const answer of ["<h1>Bad Gateway", "null", '{"counts":{"a":"many"}}']) {
    Object.assign(globalThis, { fetch: async () => new Response(answer) });
    assert.equal((await counts(DOOR, "daily", ["a"])).size, 0);
  }
  Object.assign(globalThis, { fetch: () => Promise.reject(new TypeError()) });
  assert.equal((await counts(DOOR, "daily", ["a"])).size, 0);
});

test("a number is said with the plural of its language", () => {
  assert.equal(said(0, "en"), "No comments yet");
  assert.equal(said(1, "en"), "1 comment");
  assert.equal(said(1234, "en"), "1,234 comments");
  assert.equal(said(3, "ru"), "3 комментария");
  assert.equal(said(5, "ru"), "5 комментариев");
  assert.equal(said(2, "ar"), "تعليقان");
});

test("digits are those of the service, and can stand alone", () => {
  assert.equal(said(12, "fa", "number"), "12");
  assert.equal(said(0, "en", "number"), "0");
});

test("a tag finds its language, or the nearest", () => {
  const found = ["de-AT", "pt", "pt-br", "pt-AO", "zh-TW", "zh-CN", "zh", "no", "nn-NO", "iw", "eo", "", "x y"].map(language);
  assert.deepEqual(found, ["de", "pt", "pt-BR", "pt", "zh-Hant", "zh-Hans", "zh-Hans", "nb", "nb", "he", "en", "en", "en"]);
});
