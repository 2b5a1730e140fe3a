import assert from "node:assert/strict";
import { test } from "node:test";
import { correct, now, span } from "../src/clock.ts";

test("the server's clock is believed", () => {
  const hour = 3_600_000;

  correct(new Date(Date.now() + hour).toUTCString());

  assert.ok(Math.abs(now() - Date.now() - hour) < 2_000);
});

test("an answer without a date changes nothing", () => {
  const before = now();

  correct(null);
  correct("not a date");

  assert.ok(now() - before < 1_000);
});

test("what is left is told in minutes, the last of them in seconds", () => {
  assert.equal(span(839, "en"), "14 minutes");
  assert.equal(span(60, "en"), "1 minute");
  assert.equal(span(39.2, "en"), "40 seconds");
});
