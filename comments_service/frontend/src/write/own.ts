/** The reader's own comments: known again, changed, deleted. */

import { now, span } from "../clock.ts";
import { merge } from "../merge.ts";
import { focus, commentOf, item, type Thread } from "../thread.ts";
import { know } from "./compose.ts";
import { close, copy, find, open } from "./kit.ts";
import { identity, send } from "./send.ts";
import { mark } from "./votes.ts";

/** Ask once who the reader is here, and show what only they see: held comments, their votes. */
export async function begin(thread: Thread): Promise<void> {
  const shown = thread.shown;
  thread.shown = (comments) => {
    shown(comments);
    tools(thread);
    mark(thread);
  };
  if (await identity(thread)) await ask(thread);
}

async function ask(thread: Thread): Promise<void> {
  const me = await send(thread, "me", {}, document.createElement("p"));
  if (!me) return;
  const { dataset } = thread.section;
  const { by = "", seconds = "", votes = "{}", gone = "", name = "", title } = me.dataset;
  Object.assign(dataset, { me: by, seconds, votes });
  know(name);
  for (const id of gone.split(" ").filter(Boolean)) vanish(thread, id);
  for (const own of me.querySelectorAll<HTMLElement>("li[id^='c-']")) replace(thread, own);
  merge(thread.section, me, true);
  if (title) find(thread.section, ".ct-title").textContent = title;
  thread.shown(thread.section);
}

/** Put the newer version of a comment in the place of the one that stands there. */
function replace(thread: Thread, fresh: HTMLElement): HTMLElement | null {
  const old = item(thread.section, fresh.id.slice(2))?.querySelector(":scope > article");
  const article = fresh.querySelector("article");
  if (!old || !article) return null;
  old.replaceWith(article);
  return article;
}

/** Offer to edit and delete while the window is open, with what is left of it. */
function tools(thread: Thread): void {
  const { me, seconds } = thread.section.dataset;
  if (!me) return;
  for (const article of thread.section.querySelectorAll<HTMLElement>(`.ct-list [data-by="${me}"]`)) {
    for (const vote of article.querySelectorAll<HTMLButtonElement>(".ct-vote")) vote.disabled = true;
    const end = Date.parse(find<HTMLTimeElement>(article, "time").dateTime) + Number(seconds) * 1000;
    if (end > now() && !article.querySelector(".ct-tools")) offer(thread, article, end);
  }
}

function offer(thread: Thread, article: HTMLElement, end: number): void {
  const shown = copy(thread, "tools");
  article.querySelector("[data-do=report]")?.remove();
  find(article, ".ct-do").append(shown);
  const step = () => {
    const left = (end - now()) / 1000;
    find(shown, ".ct-left").textContent = thread.word("edit_left").replace("{time}", span(left, thread.section.lang));
    if (left <= 0) shown.remove();
    else if (shown.isConnected) setTimeout(step, (left > 60 ? left % 60 || 60 : 1) * 1000);
  };
  step();
}

export async function edit(thread: Thread, button: HTMLElement): Promise<void> {
  const article = commentOf(button);
  const id = article.dataset["id"] as string;
  const came = await send(thread, "act", { act: "text", id }, alertOf(article));
  const editor = came?.querySelector<HTMLElement>("[data-kit]");
  if (!editor) return;
  Object.assign(editor.dataset, { of: id, opener: "edit" });
  for (const part of article.querySelectorAll<HTMLElement>(".ct-text, .ct-do")) part.hidden = true;
  article.after(editor);
  find(editor, "textarea").focus();
}

/** Where a refusal is said that no panel is open for. */
function alertOf(article: HTMLElement): HTMLElement {
  const there = article.querySelector<HTMLElement>(":scope > .ct-alert");
  if (there) return there;
  const alert = document.createElement("p");
  alert.className = "ct-alert";
  alert.setAttribute("role", "alert");
  article.append(alert);
  return alert;
}

export async function save(thread: Thread, button: HTMLButtonElement): Promise<void> {
  const editor = button.closest<HTMLElement>("[data-kit]") as HTMLElement;
  const text = find<HTMLTextAreaElement>(editor, "textarea").value;
  const fields = { act: "edit", id: editor.dataset["of"] as string, version: button.value, text };
  const came = await send(thread, "act", fields, find(editor, ".ct-alert"));
  if (!came) return;
  editor.remove();
  changed(thread, came);
}

export function ask_delete(thread: Thread, button: HTMLElement): void {
  open(thread, "delete", button);
}

export async function remove(thread: Thread, button: HTMLElement): Promise<void> {
  const panel = button.closest<HTMLElement>("[data-kit]") as HTMLElement;
  const id = panel.dataset["of"] as string;
  const came = await send(thread, "act", { act: "delete", id }, find(panel, ".ct-alert"));
  if (!came) return;
  close(thread, panel);
  if (came.querySelector("article")) changed(thread, came);
  else vanish(thread, id);
  if (came.dataset["title"]) find(thread.section, ".ct-title").textContent = came.dataset["title"];
  thread.say(came.dataset["say"] ?? "");
}

/** Take a comment away; the focus goes to the heading, since its place is gone. */
function vanish(thread: Thread, id: string): void {
  const comment = item(thread.section, id);
  // What others have answered stays: as a tombstone, above their answers.
  if (!comment || comment.querySelector(":scope > .ct-replies")) return;
  const had = comment.contains((comment.getRootNode() as ShadowRoot).activeElement);
  comment.remove();
  if (had) focus(find(thread.section, ".ct-title"));
}

function changed(thread: Thread, came: HTMLElement): void {
  const fresh = came.querySelector<HTMLElement>("li");
  const article = fresh && replace(thread, fresh);
  thread.shown(thread.section);
  thread.say(came.dataset["say"] ?? "");
  focus(article);
}
