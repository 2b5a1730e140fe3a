/** "18 minutes ago": one timer a minute for every thread on the page, at rest while hidden. */

import { now } from "./clock.ts";
import { once } from "./once.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;

const agoIn = once((lang) => new Intl.RelativeTimeFormat(lang, { numeric: "auto" }));
const dayIn = once((lang) => new Intl.DateTimeFormat(lang, { dateStyle: "medium" }));
const places = new Set<HTMLElement>();
let timer = 0;

/** Tell the times of a section, which may have more of them than it had, and go on doing it. */
export function watch(section: HTMLElement): void {
  places.add(section);
  if (timer) show(section);
  else run();
}

export function forget(section: HTMLElement | null): void {
  if (section && places.delete(section) && !places.size) run();
}

function run(): void {
  clearInterval(timer);
  timer = 0;
  if (document.hidden || !places.size) return;
  tick();
  timer = window.setInterval(tick, MINUTE * 1000);
}

const tick = (): void => places.forEach(show);

document.addEventListener("visibilitychange", run);

function show(place: HTMLElement): void {
  for (const time of place.querySelectorAll<HTMLTimeElement>("time[datetime]")) {
    time.title ||= time.textContent ?? "";
    const said = words(Date.parse(time.dateTime), now(), place.lang);
    if (time.textContent !== said) time.textContent = said;
  }
}

/** Say a moment (ms) as one reads it from another; older than a month is a date. */
export function words(moment: number, from: number, lang: string): string {
  const seconds = Math.max(0, (from - moment) / 1000);
  if (seconds >= MONTH) return dayIn(lang).format(moment);
  const [unit, size] = step(seconds);
  return agoIn(lang).format(-Math.floor(seconds / size) || 0, unit);
}

function step(seconds: number): [Intl.RelativeTimeFormatUnit, number] {
  if (seconds < MINUTE) return ["second", MINUTE];
  if (seconds < HOUR) return ["minute", MINUTE];
  return seconds < DAY ? ["hour", HOUR] : ["day", DAY];
}
