/** Changing and deleting one's own comment. */

import { commentOf, focus, type Thread } from "../thread.ts";
import { forget, restore } from "./drafts.ts";
import { close, find, open } from "./kit.ts";
import { replace, vanish } from "./own.ts";
import { panelOf, sending, textOf } from "./panel.ts";
import { send } from "./send.ts";

export async function edit(thread: Thread, button: HTMLElement): Promise<void> {
  const article = commentOf(button);
  const alert = alertOf(article);
  alert.textContent = "";
  button.ariaBusy = "true";
  const editor = await editorOf(thread, article.dataset["id"] as string, ({ text }) => (alert.textContent = text));
  button.ariaBusy = null;
  if (!editor) return;
  for (const part of article.querySelectorAll<HTMLElement>(".ct-text, .ct-do")) part.hidden = true;
  article.after(editor);
  restore(thread, editor);
  find(editor, "textarea").focus();
}

/** Ask for a form with the newest version in it, as it was typed. */
async function editorOf(
  thread: Thread,
  id: string,
  refuse?: Parameters<typeof send>[3],
): Promise<HTMLElement | null> {
  const came = await send(thread, "act", { act: "text", id }, refuse);
  const editor = came?.querySelector<HTMLElement>("[data-kit]") ?? null;
  if (editor) Object.assign(editor.dataset, { of: id, opener: "edit", draft: `edit-${id}` });
  return editor;
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
  const editor = panelOf(button);
  const fields = { act: "edit", id: editor.dataset["of"] as string, version: button.value, text: textOf(editor) };
  find(editor, ".ct-alert").textContent = "";
  const refused = sending(thread, editor);
  const came = await send(thread, "act", fields, (why) => {
    refused(why);
    if (why.code === "version_stale") void compare(thread, editor, why.text);
  });
  if (!came) return;
  forget(thread, editor);
  editor.remove();
  changed(thread, came);
}

/** It was changed elsewhere: show the newest version beside what was typed, which may replace it. */
async function compare(thread: Thread, editor: HTMLElement, problem: string): Promise<void> {
  const newest = await editorOf(thread, editor.dataset["of"] as string);
  if (!newest) return;
  const field = find<HTMLTextAreaElement>(newest, "textarea");
  field.value = textOf(editor);
  find(newest, ".ct-newest").hidden = false;
  editor.replaceWith(newest);
  find(newest, ".ct-alert").textContent = problem;
  field.focus();
}

export function askToDelete(thread: Thread, button: HTMLElement): void {
  open(thread, "delete", button);
}

export async function remove(thread: Thread, button: HTMLElement): Promise<void> {
  const panel = panelOf(button);
  const id = panel.dataset["of"] as string;
  find(panel, ".ct-alert").textContent = "";
  const came = await send(thread, "act", { act: "delete", id }, sending(thread, panel));
  if (!came) return;
  close(thread, panel);
  if (came.querySelector("article")) changed(thread, came);
  else vanish(thread, id);
  if (came.dataset["title"]) find(thread.section, ".ct-title").textContent = came.dataset["title"];
  thread.say(came.dataset["say"] ?? "");
}

function changed(thread: Thread, came: HTMLElement): void {
  const fresh = came.querySelector<HTMLElement>("li");
  const article = fresh && replace(thread, fresh);
  thread.shown(thread.section);
  thread.say(came.dataset["say"] ?? "");
  focus(article);
}
