/** Branches fold behind a button that says how many comments it hides. */

import type { Thread } from "./thread.ts";

/** Give every comment that is answered its button, and say on it what is there now. */
export function folds(thread: Thread): void {
  for (const list of thread.section.querySelectorAll<HTMLElement>(".ct-replies")) {
    const comment = list.parentElement as HTMLElement;
    const button = comment.querySelector<HTMLElement>(":scope > article .ct-fold") ?? made(comment);
    button.hidden = !list.childElementCount; // The only reply may have been taken back.
    button.ariaExpanded = String(!list.hidden);
    button.textContent = thread.word("replies", hidden(comment));
  }
}

function made(comment: HTMLElement): HTMLElement {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "ct-fold" });
  button.dataset["do"] = "fold";
  button.setAttribute("part", "fold");
  const article = comment.querySelector(":scope > article") as Element;
  const row = article.querySelector(".ct-do") ?? article;
  row.insertBefore(button, row.querySelector(":scope > .ct-quiet"));
  return button;
}

/** What stands below a comment, and what could be fetched; a removed one is none. */
function hidden(comment: HTMLElement): number {
  const here = comment.querySelectorAll(":scope > .ct-replies article:not(.ct-gone)").length;
  return here + Number(below(comment, ".ct-more > a")?.dataset["left"] ?? 0);
}

export function fold(thread: Thread, button: HTMLElement): boolean {
  turn(button.closest("li") as HTMLElement, button.ariaExpanded === "true");
  folds(thread);
  return true;
}

/** Open whatever a comment is folded into; `folds` then says so on the buttons. */
export function unfold(comment: Element): void {
  for (let list = around(comment); list; list = around(list)) turn(list.parentElement as HTMLElement, false);
}

const around = (inside: Element): HTMLElement | null | undefined =>
  inside.parentElement?.closest<HTMLElement>(".ct-replies");

function turn(comment: HTMLElement, folded: boolean): void {
  for (const part of [".ct-replies", ".ct-more"]) {
    const found = below(comment, part);
    if (found) found.hidden = folded;
  }
}

const below = (comment: HTMLElement, part: string): HTMLElement | null =>
  comment.querySelector<HTMLElement>(`:scope > ${part}`);
