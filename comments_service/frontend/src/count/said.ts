/** A number in words, in the language of the page. */

interface Words {
  empty: string;
  count: Record<string, string>;
}

// Languages of which we have no words, and the nearest that their readers read without effort.
const NEAREST: Record<string, string> = { bs: "hr", nn: "nb", no: "nb", yue: "zh-Hant" };
const DEFAULT = "en";

export function said(count: number, tag: string, format?: string): string {
  const lang = language(tag);
  // The digits that the service writes everywhere, where Intl would choose the language's own.
  const number = count.toLocaleString(lang, { numberingSystem: "latn" });
  if (format === "number") return number;
  const { empty, count: forms } = COUNTED[lang] as Words;
  const form = forms[new Intl.PluralRules(lang).select(count)] ?? forms["other"] ?? "";
  return count ? form.replace("{n}", number) : empty;
}

/** Find the words for a language tag: its own, else the nearest, else English. */
export function language(tag: string): string {
  return candidates(tag).find((name) => name in COUNTED) ?? DEFAULT;
}

function candidates(tag: string): string[] {
  try {
    const { language, region } = new Intl.Locale(tag);
    // Chinese says the country more often than the script that it is read by.
    const { script } = new Intl.Locale(tag).maximize();
    return [`${language}-${region}`, `${language}-${script}`, language, NEAREST[language] ?? DEFAULT];
  } catch {
    return [DEFAULT]; // no tag, or none that is one
  }
}
