/** The words for a number of things; which form a number takes the browser knows by itself. */

import { once } from "./once.ts";

export type Forms = Readonly<Record<string, string>>;

const rules = once((lang) => new Intl.PluralRules(lang));
// In the digits that the server writes, so that one thread does not have two kinds.
const digits = once((lang) => new Intl.NumberFormat(lang, { numberingSystem: "latn" }));

export function counted(forms: Forms, n: number, lang: string): string {
  const form = forms[rules(lang).select(n)] ?? forms["other"] ?? "";
  return form.replace("{n}", digits(lang).format(n));
}
