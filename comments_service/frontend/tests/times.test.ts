import assert from "node:assert/strict";
import { before, test } from "node:test";

type Times = typeof import("../src/times.ts");
let times: Times;
let turn = (): void => undefined;

// All that the module asks of a page.
const page = { hidden: false, addEventListener: (_: string, heard: () => void) => (turn = heard) };

before(async () => {
  Object.assign(globalThis, { document: page, window: globalThis });
  times = await import("../src/times.ts");
});

const NOON = Date.parse("2026-11-25T12:00:00Z");
const WORDS = {
  now: "now",
  ago_minute: { one: "{n} minute ago", other: "{n} minutes ago" },
  ago_hour: { one: "{n} hour ago", other: "{n} hours ago" },
  ago_day: { one: "{n} day ago", other: "{n} days ago" },
};
const ago = (seconds: number): string | undefined => times.age(WORDS, NOON - seconds * 1000, NOON, "en");

test("a moment is told in the largest unit that fits", () => {
  assert.equal(ago(59), "now");
  assert.equal(ago(60), "1 minute ago");
  assert.equal(ago(18 * 60 + 59), "18 minutes ago");
  assert.equal(ago(3600), "1 hour ago");
  assert.equal(ago(24 * 3600), "1 day ago");
  assert.equal(ago(29 * 86400), "29 days ago");
});

test("of more than a month the date says more", () => {
  assert.equal(ago(31 * 86400), undefined);
});

test("a moment in the future is now: a clock is wrong", () => {
  assert.equal(ago(-300), "now");
});

test("times go on once a minute, at rest while the page is hidden", ({ mock }) => {
  mock.timers.enable({ apis: ["setInterval"] });
  const asked = mock.fn(() => []);
  const section = { querySelectorAll: asked, dataset: {}, lang: "en" } as unknown as HTMLElement;
  const told = (): number => asked.mock.callCount();

  times.watch(section);
  mock.timers.tick(60_000);
  assert.equal(told(), 2);
  page.hidden = true;
  turn();
  mock.timers.tick(600_000);
  assert.equal(told(), 2);
  page.hidden = false;
  turn();
  assert.equal(told(), 3);
  times.forget(section);
  mock.timers.tick(600_000);
  assert.equal(told(), 3);
});
