/** What the time is by the server's clock: many readers' clocks are wrong by minutes. */

let ahead = 0; // ms by which this computer's clock is behind the server's

/** Believe the Date of an answer that has just come. */
export function correct(date: string | null): void {
  const now = Date.parse(date ?? "");
  if (now) ahead = now - Date.now();
}

export const now = (): number => Date.now() + ahead;

/** "14 minutes", for what is still to come; under a minute "40 seconds". */
export function span(seconds: number, lang: string): string {
  const [value, unit] = seconds < 60 ? [seconds, "second"] : [seconds / 60, "minute"];
  return Math.ceil(value).toLocaleString(lang, { style: "unit", unit, unitDisplay: "long" });
}
