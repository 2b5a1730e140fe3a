/** What is being written, kept for a week: neither a reload nor a failure costs a text.

A panel's `data-draft` says what it is about: the comment that is answered, or nothing, or
`edit-…` of one's own. */

import { DRAFTS, drafts, forget as remove, names, recall, remember } from "../store.ts";
import type { Thread } from "../thread.ts";

const WEEK = 7 * 24 * 60 * 60 * 1000; // ms

interface Draft {
  text: string;
  name: string;
  at: number;
  /** What was sent last, with its key: sent again after a reload it makes no second comment. */
  sent: string | undefined;
  key: string | undefined;
}

const nameOf = ({ site, article }: Thread, about: string): string => `${drafts(site, article)}${JSON.stringify(about)}]`;

const fieldsOf = (panel: HTMLElement) => [
  panel.querySelector<HTMLTextAreaElement>("[name=text]"),
  panel.querySelector<HTMLInputElement>("[name=name]"),
];

export function save(thread: Thread, panel: HTMLElement): void {
  const { draft = "", sent, key } = panel.dataset;
  const [text = "", name = ""] = fieldsOf(panel).map((field) => field?.value);
  if (!text.trim()) return forget(thread, panel);
  remember(nameOf(thread, draft), JSON.stringify({ text, name, at: Date.now(), sent, key } satisfies Draft));
}

/** Fill a panel that has just been opened with what was left in it, and say so quietly. */
export function restore(thread: Thread, panel: HTMLElement): void {
  const left = read(nameOf(thread, panel.dataset["draft"] ?? ""));
  const [text, name] = fieldsOf(panel);
  if (!left || !text || text.value === left.text) return;
  text.value = left.text;
  if (name) name.value = left.name;
  if (left.sent && left.key) Object.assign(panel.dataset, { sent: left.sent, key: left.key });
  const note = document.createElement("p");
  note.className = "ct-hint";
  note.textContent = thread.word("draft_back");
  panel.querySelector(".ct-row")?.before(note);
  thread.say(note.textContent);
}

export const forget = (thread: Thread, { dataset }: HTMLElement): void => remove(nameOf(thread, dataset["draft"] ?? ""));

/** What there are drafts about on this article. */
export const waiting = ({ site, article }: Thread): string[] => {
  const start = drafts(site, article);
  return names(start).map((name) => JSON.parse(`[${name.slice(start.length)}`)[0] as string);
};

/** Remove what has lain for a week, of every article. */
export function sweep(): void {
  for (const name of names(DRAFTS)) if (!read(name)) remove(name);
}

/** Return a draft that still holds; other scripts may write into the same storage. */
function read(name: string): Draft | null {
  try {
    const draft = JSON.parse(recall(name)) as Draft;
    return draft.at > Date.now() - WEEK && draft.text ? draft : null;
  } catch {
    return null;
  }
}
