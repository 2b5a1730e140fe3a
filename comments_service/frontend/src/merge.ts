/** Comments that came later, put into the thread: each under its parent, none twice. */

import { item } from "./thread.ts";

/** Return what is new, in reading order. What stands on the page already stays as it is. */
export function merge(section: HTMLElement, answer: ParentNode, first = false): HTMLElement[] {
  const added: HTMLElement[] = [];
  for (const comment of [...answer.querySelectorAll<HTMLElement>("li[id^='c-']")]) {
    const list = item(section, comment.id.slice(2)) ? null : listFor(section, comment);
    if (!list) continue;
    // Its replies are on our own list of what to put in: each goes to its own parent.
    comment.querySelector(":scope > .ct-replies")?.remove();
    list.insertBefore(comment, successor(list, comment, first));
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

/** Replies stand oldest first, and ids grow; top-level comments come in the order asked for. */
function successor(list: Element, comment: HTMLElement, first: boolean): Element | null {
  if (!comment.dataset["under"]) return first ? list.firstElementChild : null;
  const id = number(comment);
  return [...list.children].find((sibling) => number(sibling) > id) ?? null;
}

const number = (comment: Element): number => Number(comment.id.slice(2));
