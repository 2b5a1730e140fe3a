/** The words for a number of things; which form a number takes the browser knows by itself. */

import { once } from "./once.ts";

export type Forms = Readonly<Record<string, string>>;
export type Words = Readonly<Record<string, string | Forms>>;

const rules = once((lang) => new Intl.PluralRules(lang));
// In the digits that the server writes, so that one thread does not have two kinds.
const digits = once((lang) => new Intl.NumberFormat(lang, { numberingSystem: "latn" }));
// A formatter takes longer to make than all the rest of a thread: small numbers need none.
const GROUPED = 1_000;

/** Say one of these words; one that counts takes the number. */
export function said(words: Words, key: string, n: number, lang: string): string {
  const found = words[key] ?? "";
  return typeof found === "string" ? found : counted(found, n, lang);
}

export function counted(forms: Forms, n: number, lang: string): string {
  const form = forms[rules(lang).select(n)] ?? forms["other"] ?? "";
  return form.replace("{n}", n < GROUPED ? String(n) : digits(lang).format(n));
}
