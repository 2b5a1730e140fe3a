import assert from "node:assert/strict";
import { test } from "node:test";
import { view } from "../src/reading.ts";
import type { Thread } from "../src/thread.ts";

const thread = (asked: string | null, spoken?: string): Thread =>
  ({
    site: "paper",
    article: "a/1 b",
    host: { getAttribute: () => asked },
    section: spoken && { lang: spoken },
    door: (name: string) => `https://c.example/embed/v1/${name}`,
  }) as unknown as Thread;

const PLAIN = "https://c.example/embed/v1/thread?site=paper&article=a%2F1+b";

test("a thread is asked for by the address under which it is kept", () => {
  assert.equal(view(thread(null)), PLAIN);
  assert.equal(view(thread("en")), PLAIN);
});

test("what comes later is in the language of what stands", () => {
  assert.equal(view(thread(null, "ar"), { comment: "7" }), `${PLAIN}&lang=ar&comment=7`);
});

test("the page's own wish goes before", () => {
  assert.equal(view(thread("de", "ar")), `${PLAIN}&lang=de`);
});
