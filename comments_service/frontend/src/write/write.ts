/** The writing part: fetched when a reader first does something, or is known from before. */

import type { Thread } from "../thread.ts";
import { askToDelete, edit, remove, save } from "./change.ts";
import { cancel, reply, resume, typed, write } from "./compose.ts";
import { sweep } from "./drafts.ts";
import { begin as known } from "./own.ts";
import { post } from "./post.ts";
import { preview } from "./preview.ts";
import { report, sendReport } from "./report.ts";
import { vote } from "./votes.ts";

type Act = (thread: Thread, control: HTMLButtonElement) => void | Promise<void>;

const ACTS: Record<string, Act> = {
  cancel,
  delete: askToDelete,
  "delete-yes": remove,
  edit,
  preview,
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
  const ready = begun.get(thread.section) ?? prepare(thread);
  begun.set(thread.section, ready);
  return ready;
}

async function prepare(thread: Thread): Promise<void> {
  thread.section.addEventListener("input", (event) => typed(thread, event));
  sweep();
  await known(thread);
  resume(thread);
}

export async function act(thread: Thread, name: string, control: HTMLElement): Promise<boolean> {
  const found = ACTS[name];
  if (!found) return false;
  void begin(thread);
  await found(thread, control as HTMLButtonElement);
  return true;
}
