/** Copies of what the server sent for writing; they stand hidden at the end of the thread. */

import { commentOf, item, type Thread } from "../thread.ts";

export type Part = "composer" | "delete" | "report" | "tools";

export function copy(thread: Thread, part: Part): HTMLElement {
  const original = thread.section.querySelector(`.ct-kit > [data-kit="${part}"]`) as HTMLElement;
  return original.cloneNode(true) as HTMLElement;
}

export const find = <T extends HTMLElement = HTMLElement>(inside: ParentNode, what: string): T =>
  inside.querySelector<T>(what) as T;

/** Put a copy behind a comment, or find the one that is there already. It is named by what opens it. */
export function place(thread: Thread, part: Part, opener: HTMLElement): HTMLElement {
  const comment = commentOf(opener);
  const there = comment.parentElement?.querySelector<HTMLElement>(`:scope > [data-kit="${part}"]`);
  const panel = there ?? copy(thread, part);
  panel.setAttribute("aria-label", opener.ariaLabel ?? opener.innerText);
  panel.dataset["of"] = comment.dataset["id"] ?? "";
  panel.dataset["opener"] = opener.dataset["do"] ?? "";
  // Moved, it would lose the focus.
  if (!there) comment.after(panel);
  return panel;
}

export function open(thread: Thread, part: Part, opener: HTMLElement): void {
  find(place(thread, part, opener), "input, button").focus();
}

/** Close a panel, and give the focus back to what opened it. */
export function close(thread: Thread, panel: HTMLElement): void {
  const { of = "", opener } = panel.dataset;
  const place = item(thread.section, of) ?? thread.section;
  panel.remove();
  place.querySelector<HTMLElement>(`[data-do="${opener}"]`)?.focus();
}
