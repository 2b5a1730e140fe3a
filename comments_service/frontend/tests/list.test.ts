import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { address } from "../src/list/address.ts";

const SCRIPT = "https://comments.example.org/embed/v1/list.js";
const { error } = console;
afterEach(() => Object.assign(console, { error }));

const of = (attributes: Record<string, string>): string | null =>
  address({ getAttribute: (name: string) => attributes[name] ?? null } as Element, SCRIPT);

test("without articles it is what is discussed most, in the service's own spelling", () => {
  assert.equal(of({ site: "daily" }), "https://comments.example.org/embed/v1/discussed?site=daily");
  assert.equal(
    of({ limit: "3", days: "30", lang: "de", site: "daily" }),
    "https://comments.example.org/embed/v1/discussed?site=daily&lang=de&days=30&limit=3",
  );
});

test("named articles may be called anything", () => {
  assert.equal(
    of({ site: "daily", articles: '["a b", "https://x.example.org/?c=d", 42]', days: "30" }),
    "https://comments.example.org/embed/v1/related?site=daily&article=a+b" +
      "&article=https%3A%2F%2Fx.example.org%2F%3Fc%3Dd&article=42",
  );
});

test("what nobody could list is said and not asked for", () => {
  const told: string[] = [];
  console.error = (words: string) => void told.push(words);

  assert.equal(of({}), null);
  for (const articles of ["budget-2026", '{"a": 1}', '"a"']) assert.equal(of({ site: "daily", articles }), null);

  assert.equal(told.length, 4);
});

test("no articles are no list", () => {
  assert.equal(of({ site: "daily", articles: "[]" }), null);
});
