import assert from "node:assert/strict";
import { test } from "node:test";
import { counted } from "../src/plural.ts";

test("a number takes the form that the language gives it", () => {
  const forms = { one: "{n} odpowiedź", few: "{n} odpowiedzi", many: "{n} odpowiedzi wiele", other: "?" };

  assert.equal(counted(forms, 1, "pl"), "1 odpowiedź");
  assert.equal(counted(forms, 3, "pl"), "3 odpowiedzi");
  assert.equal(counted(forms, 12, "pl"), "12 odpowiedzi wiele");
});

test("a form that is missing is the usual one", () => {
  assert.equal(counted({ other: "{n}件" }, 1, "en"), "1件");
});

test("numbers are written in the digits and groups that the server writes", () => {
  assert.equal(counted({ other: "{n}" }, 1234, "fa"), "1,234");
  assert.equal(counted({ other: "{n}" }, 1234, "de"), "1.234");
});
