/** The words for a number of things; which form a number takes the browser knows by itself. */

export type Forms = Readonly<Record<string, string>>;

export function counted(forms: Forms, n: number, lang: string): string {
  const form = forms[new Intl.PluralRules(lang).select(n)] ?? forms["other"] ?? "";
  // In the digits that the server writes, so that one thread does not have two kinds.
  return form.replace("{n}", n.toLocaleString(`${lang}-u-nu-latn`));
}
