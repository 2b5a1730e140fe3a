/** "18 minutes ago": one timer a minute for every thread on the page, at rest while hidden. */

import { now } from "./clock.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;

const agoIn = once((lang) => new Intl.RelativeTimeFormat(lang, { numeric: "auto" }));
const dayIn = once((lang) => new Intl.DateTimeFormat(lang, { dateStyle: "medium" }));
const places = new Set<HTMLElement>();
let timer = 0;

export function watch(section: HTMLElement): void {
  places.add(section);
  run();
}

export function forget(section: HTMLElement | null): void {
  if (section) places.delete(section);
  run();
}

function run(): void {
  clearInterval(timer);
  if (document.hidden || !places.size) return;
  tick();
  timer = window.setInterval(tick, MINUTE * 1000);
}

function tick(): void {
  for (const place of places) show(place, place.lang);
}

document.addEventListener("visibilitychange", run);

function show(place: HTMLElement, lang: string): void {
  for (const time of place.querySelectorAll<HTMLTimeElement>("time[datetime]")) {
    time.title ||= time.textContent ?? "";
    time.textContent = words(Date.parse(time.dateTime), now(), lang);
  }
}

/** Say a moment (ms) as one reads it from another; older than a month is a date. */
export function words(moment: number, from: number, lang: string): string {
  const seconds = Math.max(0, (from - moment) / 1000);
  if (seconds >= MONTH) return dayIn(lang).format(moment);
  const [unit, size] = step(seconds);
  return agoIn(lang).format(-Math.floor(seconds / size) || 0, unit);
}

/** To make a formatter costs more than to write all the times of a page with it. */
function once<F>(make: (lang: string) => F): (lang: string) => F {
  const made = new Map<string, F>();
  return (lang) => {
    const found = made.get(lang) ?? make(lang);
    made.set(lang, found);
    return found;
  };
}

function step(seconds: number): [Intl.RelativeTimeFormatUnit, number] {
  if (seconds < MINUTE) return ["second", MINUTE];
  if (seconds < HOUR) return ["minute", MINUTE];
  return seconds < DAY ? ["hour", HOUR] : ["day", DAY];
}
