/** Simple form posts to the service's fixed URLs, and what is said when they fail. */

import { span } from "../clock.ts";
import { type Answer, ask } from "../http.ts";
import { taken } from "../reading.ts";
import { drop, keep, kept } from "../store.ts";
import type { Thread } from "../thread.ts";

export type Door = "act" | "comments" | "me";
export type Fields = Record<string, string>;

const UNKNOWN_READER = 401;
const TOO_MANY = 429;

/** Send, and return the server's section; `null` when it was refused, which `alert` then says. */
export async function send(
  thread: Thread,
  door: Door,
  fields: Fields,
  alert: HTMLElement,
): Promise<HTMLElement | null> {
  alert.textContent = "";
  const answer = await post(thread, door, fields).catch(() => null);
  const section = answer && taken(answer);
  if (answer && answer.status < 400 && section) return section;
  alert.textContent = section?.innerText.trim() || thread.word("offline");
  if (answer?.status === TOO_MANY) wait(thread, alert, Number(answer.header("Retry-After")));
  return null;
}

/** A token that has run out is renewed once, by the page or by being a new guest. */
async function post(thread: Thread, door: Door, fields: Fields): Promise<Answer> {
  const answer = await once(thread, door, fields);
  if (answer.status !== UNKNOWN_READER) return answer;
  if (!thread.host.tokenProvider) drop(thread.site);
  return once(thread, door, fields);
}

async function once(thread: Thread, door: Door, fields: Fields): Promise<Answer> {
  const { site, article } = thread;
  const body = new URLSearchParams({ site, article, lang: thread.section.lang, ...fields });
  const token = await identity(thread);
  if (token) body.set("token", token);
  const answer = await ask(thread.door(door), body);
  const { count, token: made } = (answer.section?.dataset ?? {}) as DOMStringMap;
  if (count) recount(thread, Number(count));
  if (made && !thread.host.tokenProvider) keep(site, made);
  return answer;
}

/** What the reader did is no news; what others wrote meanwhile still is. */
function recount({ section }: Thread, count: number): void {
  section.dataset["count"] = String(Math.min(count, Number(section.dataset["count"]) + 1));
}

export const identity = async (thread: Thread): Promise<string> =>
  (thread.host.tokenProvider ? await thread.host.tokenProvider() : kept(thread.site)) ?? "";

/** Count down beside the words, with the button at rest, so that nobody has to guess. */
function wait(thread: Thread, alert: HTMLElement, seconds: number): void {
  const button = alert.parentElement?.querySelector<HTMLButtonElement>(".ct-go");
  const until = Date.now() + (seconds || 1) * 1000;
  // Read out once, not every second.
  const clock = document.createElement("span");
  clock.ariaHidden = "true";
  alert.after(clock);
  const step = () => {
    const left = (until - Date.now()) / 1000;
    if (button) rest(button, left > 0);
    clock.textContent = thread.word("wait").replace("{time}", span(left, thread.section.lang));
    if (left > 0) setTimeout(step, 1000);
    else clock.remove();
  };
  step();
}

function rest(button: HTMLButtonElement, resting: boolean): void {
  button.disabled = resting;
  button.toggleAttribute("data-resting", resting);
}

/** A key for what is sent: the same for the same text, so that a second press makes no second comment. */
export function keyFor(panel: HTMLElement, text: string): string {
  if (panel.dataset["sent"] !== text) {
    panel.dataset["sent"] = text;
    panel.dataset["key"] = key();
  }
  return panel.dataset["key"] as string;
}

// Not randomUUID, which pages without https lack.
const key = (): string => [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("");
