/** Sending a comment: once, however often it is tried, and again by itself without a connection. */

import { merge } from "../merge.ts";
import { lasting } from "../store.ts";
import { focus, item, type Thread } from "../thread.ts";
import { know, known } from "./compose.ts";
import { forget, save } from "./drafts.ts";
import { find } from "./kit.ts";
import { panelOf, sending, textOf } from "./panel.ts";
import { type Fields, OFFLINE, type Refusal, send } from "./send.ts";

const FIRST = 5_000; // ms; each further try waits twice as long
const TRIES = 7;
const PARENT_GONE = ["parent_gone", "parent_unknown"];

const waiting = new WeakMap<HTMLElement, AbortController>();

export async function post(thread: Thread, button: HTMLElement): Promise<void> {
  const composer = panelOf(button);
  find(composer, ".ct-alert").textContent = "";
  if (!(await attempt(thread, composer))) find(composer, "textarea").focus();
}

async function attempt(thread: Thread, composer: HTMLElement, tries = 0): Promise<boolean> {
  waiting.get(composer)?.abort();
  const refused = sending(thread, composer);
  const came = await send(thread, "comments", fieldsOf(thread, composer), (why) => {
    refused(why.code === OFFLINE ? { ...why, text: thread.word("unsent") } : why);
    mend(thread, composer, why, tries);
  });
  if (!came) return false;
  // Who has gone on reading in the meantime is left where they are.
  const lead = !tries || composer.contains((composer.getRootNode() as ShadowRoot).activeElement);
  forget(thread, composer);
  restart(thread, composer);
  posted(thread, came, lead);
  return true;
}

function fieldsOf(thread: Thread, composer: HTMLElement): Fields {
  const text = textOf(composer);
  const name = composer.querySelector<HTMLInputElement>("[name=name]")?.value ?? "";
  const parent = composer.dataset["of"] ?? "";
  const key = keyFor(composer, JSON.stringify([text, name, parent]));
  save(thread, composer);
  return { text, name, parent_id: parent, key, ...page(thread) };
}

/** A key for what is sent: the same for the same text, so that a second press makes no second comment. */
function keyFor({ dataset }: HTMLElement, sent: string): string {
  if (dataset["sent"] !== sent) Object.assign(dataset, { sent, key: key() });
  return dataset["key"] as string;
}

// Not randomUUID, which pages without https lack.
const key = (): string => [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("");

/** Where this is, for moderators; our own pages are no article's. */
const page = ({ host }: Thread): Fields =>
  host.dataset["own"] === undefined ? { title: document.title.slice(0, 300), url: location.href } : {};

function mend(thread: Thread, composer: HTMLElement, { code }: Refusal, tries: number): void {
  if (code === OFFLINE) again(thread, composer, tries);
  if (PARENT_GONE.includes(code)) alone(thread, composer);
}

/** Send again as soon as there may be a connection, unless the reader changes the text or gives it up. */
function again(thread: Thread, composer: HTMLElement, tries: number): void {
  const wait = new AbortController();
  const { signal } = wait;
  waiting.set(composer, wait);
  const go = () => {
    if (!signal.aborted && composer.isConnected) void attempt(thread, composer, tries + 1);
    wait.abort();
  };
  const stop = () => {
    wait.abort();
    find(composer, ".ct-alert").textContent = "";
  };
  addEventListener("online", go, { signal });
  composer.addEventListener("input", stop, { signal });
  if (navigator.onLine && tries < TRIES) setTimeout(go, FIRST * 2 ** tries);
}

/** What it answers is gone: the text may still stand by itself. */
function alone(thread: Thread, composer: HTMLElement): void {
  const label = thread.section.querySelector<HTMLElement>("[data-do=write]")?.textContent ?? "";
  composer.dataset["of"] = "";
  composer.setAttribute("aria-label", label);
  find(composer, ".ct-to").textContent = label;
}

function restart(thread: Thread, composer: HTMLElement): void {
  composer.remove();
  const start = thread.section.querySelector<HTMLElement>(".ct-start");
  if (start) start.hidden = false;
}

function posted(thread: Thread, came: HTMLElement, lead: boolean): void {
  know(came.dataset["name"] ?? known());
  const { id = "", title, by, seconds = "" } = came.dataset;
  merge(thread.section, came, true);
  if (title) find(thread.section, ".ct-title").textContent = title;
  if (by) Object.assign(thread.section.dataset, { me: by, seconds });
  thread.shown(thread.section);
  thread.say(came.dataset["say"] ?? "");
  const comment = item(thread.section, id)?.querySelector<HTMLElement>("article") ?? null;
  comment?.parentElement?.classList.add("ct-new");
  // Where nothing can be kept, the code alone leads back to what was written.
  const code = came.querySelector("[data-kit=code]");
  if (code && !lasting(thread.site)) comment?.after(code);
  if (lead) focus(comment);
}
