/** Comments that came later, put into the thread: each under its parent, none twice. */

import { unfold } from "./fold.ts";
import { item } from "./thread.ts";

/** Return what is new, in reading order. What stands on the page already stays as it is. */
export function merge(section: HTMLElement, answer: ParentNode, first = false): HTMLElement[] {
  const added: HTMLElement[] = [];
  const top = (first && section.querySelector(".ct-list")?.firstElementChild) || null;
  for (const comment of [...answer.querySelectorAll<HTMLElement>("li[id^='c-']")]) {
    const list = item(section, comment.id.slice(2)) ? null : listFor(section, comment);
    if (!list) continue;
    // Its replies are on our own list of what to put in: each goes to its own parent.
    comment.querySelector(":scope > .ct-replies")?.remove();
    list.insertBefore(comment, comment.dataset["under"] ? younger(list, comment) : top);
    unfold(comment);
    added.push(comment);
  }
  return added;
}

function listFor(section: HTMLElement, { dataset }: HTMLElement): Element | null {
  if (!dataset["under"]) return section.querySelector(".ct-list");
  const parent = item(section, dataset["under"]);
  return parent && (parent.querySelector(":scope > .ct-replies") ?? replies(parent));
}

function replies(parent: HTMLElement): Element {
  const list = document.createElement("ol");
  list.className = "ct-replies";
  list.setAttribute("role", "list");
  parent.querySelector(":scope > article")?.after(list);
  return list;
}

/** Replies stand oldest first, and ids grow. */
function younger(list: Element, comment: HTMLElement): Element | null {
  const id = number(comment);
  return [...list.children].find((sibling) => number(sibling) > id) ?? null;
}

const number = (comment: Element): number => Number(comment.id.slice(2));
