import assert from "node:assert/strict";
import { test } from "node:test";
import { safe } from "../src/clean.ts";

const SAFE = ["https://a.example/", "http://a.example", "mailto:a@b.example", "#c-1", "/t?a=b:c", "?x=javascript:1", ""];
const NOT = ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:1", "java\nscript:1", "\u0001javascript:1", "data:text/html,x", "vbscript:x", "blob:x"];

for (const address of SAFE) test(`${JSON.stringify(address)} may be linked to`, () => assert.ok(safe(address)));
for (const address of NOT) test(`${JSON.stringify(address)} may not`, () => assert.ok(!safe(address)));
