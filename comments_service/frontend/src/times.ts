/** "18 minutes ago": one timer a minute for every thread on the page, at rest while hidden. */

import { now } from "./clock.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;

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
    const moment = Date.parse(time.dateTime);
    time.textContent = words(moment, now(), lang);
    time.title ||= new Date(moment).toLocaleString(lang, { dateStyle: "full", timeStyle: "short" });
  }
}

/** Say a moment (ms) as one reads it from another; older than a month is a date. */
export function words(moment: number, from: number, lang: string): string {
  const seconds = Math.max(0, (from - moment) / 1000);
  if (seconds >= MONTH) return new Date(moment).toLocaleDateString(lang, { dateStyle: "medium" });
  const [unit, size] = step(seconds);
  const ago = new Intl.RelativeTimeFormat(lang, { numeric: "auto" });
  return ago.format(-Math.floor(seconds / size) || 0, unit);
}

function step(seconds: number): [Intl.RelativeTimeFormatUnit, number] {
  if (seconds < MINUTE) return ["second", MINUTE];
  if (seconds < HOUR) return ["minute", MINUTE];
  return seconds < DAY ? ["hour", HOUR] : ["day", DAY];
}
