/** Simple form posts to the service's fixed URLs, and why one was refused. */

import { type Answer, ask, Offline } from "../http.ts";
import { taken } from "../reading.ts";
import { drop, keep, kept } from "../store.ts";
import type { Thread } from "../thread.ts";

export type Door = "act" | "comments" | "me" | "preview";
export type Fields = Record<string, string>;

/** What did not work: its code (the status, if the answer was not ours), in the reader's words. */
export interface Refusal {
  readonly code: string;
  readonly text: string;
  /** Seconds until it is worth trying again. */
  readonly wait: number;
}

export const OFFLINE = "offline";
const LONGEST = 10_000; // characters of a comment
const UNKNOWN_READER = 401;
const TOO_MANY = 429;
const ERRORS = 400;
const BUSY = 500;
// What stands between us and the service says in its own words; these are the reader's.
const WORDS: Record<number, string> = { 413: "error_text_too_long", 429: "error_rate_limited" };

/** Send, and return the server's section; `null` when it was refused, which `refuse` is told. */
export async function send(
  thread: Thread,
  door: Door,
  fields: Fields,
  refuse: (why: Refusal) => void = () => undefined,
): Promise<HTMLElement | null> {
  const { site, article, section } = thread;
  const body = { site, article, lang: section.lang, ...fields };
  const [came, refusal] = await post(thread, door, body).then(
    (answer) => judged(thread, answer),
    (error: unknown) => [null, unanswered(thread, error)] as const,
  );
  // The page may have gone on to another thread: this answer is none of its business.
  if (thread.section !== section) return null;
  if (refusal) refuse(refusal);
  if (came?.dataset["count"]) recount(section, Number(came.dataset["count"]));
  return came;
}

/** What the reader did is no news; what others wrote meanwhile still is. */
function recount({ dataset }: HTMLElement, count: number): void {
  dataset["count"] = String(Math.min(count, Number(dataset["count"]) + 1));
}

/** The connection failed, or else the page's own `tokenProvider`. */
function unanswered(thread: Thread, error: unknown): Refusal {
  const code = error instanceof Offline ? OFFLINE : "error_token_invalid";
  return { code, text: thread.word(code), wait: 0 };
}

function judged(thread: Thread, answer: Answer): [HTMLElement | null, Refusal | null] {
  const { status, header } = answer;
  const section = taken(answer);
  if (section && status < ERRORS) return [section, null];
  const word = thread.word(WORDS[status] ?? (status < BUSY ? OFFLINE : "error_busy"));
  const refusal = {
    code: section?.dataset["code"] ?? String(status),
    text: section?.innerText.trim() || word.replace("{max}", LONGEST.toLocaleString(thread.section.lang)),
    wait: Number(header("Retry-After")) || Number(status === TOO_MANY),
  };
  return [null, refusal];
}

/** A token that has run out is renewed once, by the page or by being a new guest. */
async function post(thread: Thread, door: Door, body: Fields): Promise<Answer> {
  const answer = await once(thread, door, body);
  const { status, section } = answer;
  // Where no guest may write, being another one would not help.
  if (status !== UNKNOWN_READER || section?.dataset["code"] === "guests_refused") return answer;
  if (!thread.host.tokenProvider) drop(thread.site);
  return once(thread, door, body);
}

const once = (thread: Thread, door: Door, body: Fields): Promise<Answer> =>
  door === "act" || door === "comments" ? inTurn(() => request(thread, door, body)) : request(thread, door, body);

let last: Promise<unknown> = Promise.resolve();

/** One after the other: the first act makes the guest that the second one acts as. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work, work);
  last = turn;
  return turn;
}

async function request(thread: Thread, door: Door, body: Fields): Promise<Answer> {
  const token = await identity(thread);
  const answer = await ask(thread.door(door), new URLSearchParams(token ? { ...body, token } : body));
  const made = answer.section?.dataset["token"];
  if (made && !thread.host.tokenProvider) keep(thread.site, made);
  return answer;
}

export const identity = async ({ host, site }: Thread): Promise<string> =>
  (host.tokenProvider ? await host.tokenProvider() : kept(site)) ?? "";
