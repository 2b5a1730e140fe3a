/** Where a comment or a reply is written: opened, filled again with what was left, closed. */

import { commentOf, item, type Thread } from "../thread.ts";
import { forget, restore, save, waiting } from "./drafts.ts";
import { close, copy, find, place } from "./kit.ts";
import { panelOf } from "./panel.ts";

let nick = "";

/** What the reader is called, as the server knows it: then there is no need to ask. */
export const know = (name: string): void => {
  nick = name;
};

export const known = (): string => nick;

export function write(thread: Thread, link: HTMLElement): void {
  focus(compose(thread, link));
}

export function reply(thread: Thread, link: HTMLElement): void {
  focus(replyTo(thread, link));
}

const focus = (composer: HTMLElement): void => find(composer, "textarea").focus();

function compose(thread: Thread, link: HTMLElement): HTMLElement {
  const composer = copy(thread, "composer");
  composer.setAttribute("aria-label", link.innerText);
  composer.dataset["opener"] = "write";
  const start = link.parentElement as HTMLElement;
  start.hidden = true;
  start.after(composer);
  return begun(thread, composer, "");
}

function replyTo(thread: Thread, link: HTMLElement): HTMLElement {
  const composer = place(thread, "composer", link);
  find(composer, ".ct-to").textContent = link.ariaLabel;
  return begun(thread, composer, commentOf(link).dataset["id"] as string);
}

function begun(thread: Thread, composer: HTMLElement, about: string): HTMLElement {
  if (nick) composer.querySelector(".ct-nick")?.remove();
  if (composer.dataset["draft"] === undefined) {
    composer.dataset["draft"] = about;
    restore(thread, composer);
  }
  return composer;
}

/** Open again what was being written when the page was left, where it can be; without the focus. */
export function resume(thread: Thread): void {
  for (const form of thread.section.querySelectorAll<HTMLElement>("form.ct-write")) {
    begun(thread, form, form.dataset["of"] ?? "");
  }
  for (const about of waiting(thread)) {
    const start = about ? item(thread.section, about)?.querySelector(":scope > article") : thread.section;
    const link = start?.querySelector<HTMLElement>(about ? "[data-do=reply]" : "[data-do=write]");
    if (link && !link.closest("[hidden]")) (about ? replyTo : compose)(thread, link);
  }
}

/** Keep what is typed. A preview of it is of yesterday. */
export function typed(thread: Thread, event: Event): void {
  const panel = (event.target as Element).closest<HTMLElement>(".ct-write[data-draft]");
  if (!panel) return;
  save(thread, panel);
  const preview = panel.querySelector<HTMLElement>(".ct-preview");
  if (preview) preview.hidden = true;
}

/** Close a panel. What is new stays a draft; a change that was given up is forgotten. */
export function cancel(thread: Thread, button: HTMLElement): void {
  const panel = panelOf(button);
  const start = panel.previousElementSibling as HTMLElement | null;
  if (start?.matches(".ct-start")) start.hidden = false;
  const hidden = panel.parentElement?.querySelectorAll<HTMLElement>(":scope > article > [hidden]");
  for (const part of hidden ?? []) part.hidden = false;
  if (panel.dataset["kit"] === "editor") forget(thread, panel);
  close(thread, panel);
}
