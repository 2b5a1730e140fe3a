/** "18 minutes ago": one timer a minute for every thread on the page, at rest while hidden.

In words that came with the thread: the browser's own formatter takes longer to make than a thread
to show. */

import { now } from "./clock.ts";
import { said, type Words } from "./plural.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONTH = 30 * DAY;
const STEPS: readonly [string, number][] = [
  ["ago_day", DAY],
  ["ago_hour", HOUR],
  ["ago_minute", MINUTE],
];

const places = new Map<HTMLElement, Words>();
let timer = 0;

/** Tell the times of a section, which may have more of them than it had, and go on doing it. */
export function watch(section: HTMLElement): void {
  const words = places.get(section) ?? (JSON.parse(section.dataset["words"] ?? "{}") as Words);
  places.set(section, words);
  if (timer) show(words, section);
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

function show(words: Words, place: HTMLElement): void {
  for (const time of place.querySelectorAll<HTMLTimeElement>("time[datetime]")) {
    time.title ||= time.textContent ?? "";
    const told = age(words, Date.parse(time.dateTime), now(), place.lang) ?? time.title;
    if (time.textContent !== told) time.textContent = told;
  }
}

/** Say how long before another a moment (ms) was; of more than a month its date says more. */
export function age(words: Words, moment: number, from: number, lang: string): string | undefined {
  const seconds = Math.max(0, (from - moment) / 1000);
  if (seconds >= MONTH) return undefined;
  const [key, size] = STEPS.find(([, size]) => seconds >= size) ?? ["now", 1];
  return said(words, key, Math.floor(seconds / size), lang);
}
