/** The desk by keyboard: every key presses a button of the page, which works without it too. */

import { Deeds } from "./deeds.ts";
import { Help } from "./help.ts";
import { deed, digit } from "./keys.ts";
import { more } from "./more.ts";
import { Others } from "./others.ts";
import { find } from "./page.ts";
import { Queue } from "./queue.ts";

const FIELDS = "input:not([type=checkbox]), textarea, select, [contenteditable]";

const list = document.querySelector<HTMLElement>("ol.items");
if (list) begin(list);

function begin(list: HTMLElement): void {
  const queue = new Queue(list);
  const help = new Help(find<HTMLDialogElement>(document, "#keys"));
  const deeds = new Deeds(queue, find<HTMLButtonElement>(document, "[data-key=undo]"));
  const others = new Others(queue, find(document, ".bar .new"));
  queue.moved = () => others.soon();
  const reveal = () => {
    for (const part of document.querySelectorAll<HTMLElement>("[data-script]")) part.hidden = false;
    help.show();
  };
  reveal();
  list.addEventListener("grown", reveal);

  const deedsOf: Record<string, (button: HTMLElement) => unknown> = {
    next: () => queue.go(1),
    previous: () => queue.go(-1),
    undo: () => deeds.takeBack(),
    help: () => help.open(),
    skip: (button) => skip(queue, button),
    more: (button) => more(button),
  };
  document.addEventListener("click", ({ target }) => {
    const button = (target as Element).closest<HTMLElement>("[data-key]");
    if (button) deedsOf[button.dataset["key"] ?? ""]?.(button);
  });
  list.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.matches(".decide")) return;
    event.preventDefault();
    // Enter in a note is what was begun by key, and never an approval that nobody pressed.
    const typed = document.activeElement?.matches(FIELDS) ? form.querySelector<HTMLElement>(`[value="${form.dataset["enter"] ?? "none"}"]`) : event.submitter;
    if (typed) void deeds.decide(form, typed);
  });
  list.addEventListener("toggle", ({ target }) => (target as Element).querySelector(":scope[open] > .buttons")?.scrollIntoView({ block: "nearest" }), true);
  document.addEventListener("keydown", (event) => {
    if (help.isOpen || event.defaultPrevented) return;
    if ((event.target as Element).matches(FIELDS)) {
      if (event.key === "Escape") leave(queue);
      return;
    }
    if (event.key === "Escape" && queue.shut()) return leave(queue);
    const does = deed(help.keys, event);
    const reason = digit(help.keys, event);
    if (does ? press(queue, does) : reason !== undefined && choose(queue, reason)) event.preventDefault();
  });
}

/** Press the button of a deed: that of the comment one is at, else that of the page. */
function press(queue: Queue, does: string): boolean {
  const button = queue.open?.querySelector<HTMLElement>(`[data-key=${does}]`) ?? document.querySelector<HTMLElement>(`:not([data-comment] *)[data-key=${does}]`);
  if (!button) return false;
  if (does === "hold") note(button);
  else if (button.matches(FIELDS)) button.focus();
  else button.click();
  return true;
}

/** A hold by key asks for a note first; Enter sends both. */
function note(button: HTMLElement): void {
  const form = button.closest("form") as HTMLFormElement;
  form.dataset["enter"] = "hold";
  find(form, "[name=reason]").focus();
}

function choose(queue: Queue, reason: number): boolean {
  const menu = queue.open?.querySelector<HTMLDetailsElement>("details.reject[open]");
  const button = menu?.querySelectorAll<HTMLElement>("button")[reason];
  button?.click();
  return button !== undefined;
}

function skip(queue: Queue, button: HTMLElement): void {
  button.closest("[data-comment]")?.classList.add("skipped");
  void queue.go(1);
}

function leave(queue: Queue): void {
  const article = (document.activeElement?.closest<HTMLElement>("[data-comment]") ?? queue.current);
  if (article) queue.to(article);
}
