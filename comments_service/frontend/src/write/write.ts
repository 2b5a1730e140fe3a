/** The writing part: fetched when a reader first does something, or is known from before. */

import type { Thread } from "../thread.ts";
import { cancel, post, reply, write } from "./compose.ts";
import { ask_delete, begin as ask, edit, remove, save } from "./own.ts";
import { report, sendReport } from "./report.ts";
import { vote } from "./votes.ts";

type Act = (thread: Thread, control: HTMLButtonElement) => void | Promise<void>;

const ACTS: Record<string, Act> = {
  cancel,
  delete: ask_delete,
  "delete-yes": remove,
  edit,
  reply,
  report,
  save,
  send: post,
  "send-report": sendReport,
  vote,
  write,
};

const begun = new WeakMap<HTMLElement, Promise<void>>();

/** Make ready for writing, once for a section: whoever comes later waits for the first. */
export function begin(thread: Thread): Promise<void> {
  const ready = begun.get(thread.section) ?? ask(thread);
  begun.set(thread.section, ready);
  return ready;
}

export async function act(thread: Thread, name: string, control: HTMLElement): Promise<boolean> {
  const found = ACTS[name];
  if (!found) return false;
  void begin(thread);
  await found(thread, control as HTMLButtonElement);
  return true;
}
