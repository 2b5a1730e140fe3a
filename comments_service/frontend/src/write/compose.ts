/** Writing a comment or a reply, in its place. */

import { merge } from "../merge.ts";
import { focus, item, type Thread } from "../thread.ts";
import { close, copy, find, open } from "./kit.ts";
import { keyFor, send } from "./send.ts";

let nick = "";

/** What the reader is called, as the server knows it: then there is no need to ask. */
export const know = (name: string): void => {
  nick = name;
};

export function write(thread: Thread, link: HTMLElement): void {
  const composer = copy(thread, "composer");
  composer.setAttribute("aria-label", link.innerText);
  composer.dataset["opener"] = "write";
  const start = link.parentElement as HTMLElement;
  start.hidden = true;
  start.after(composer);
  begin(composer);
}

export function reply(thread: Thread, link: HTMLElement): void {
  const composer = open(thread, "composer", link);
  find(composer, ".ct-to").textContent = link.ariaLabel;
  begin(composer);
}

function begin(composer: HTMLElement): void {
  const name = composer.querySelector<HTMLElement>(".ct-nick");
  if (nick) name?.remove();
  find(composer, "textarea").focus();
}

export function cancel(thread: Thread, button: HTMLElement): void {
  const panel = button.closest<HTMLElement>("[data-kit]") as HTMLElement;
  const start = panel.previousElementSibling as HTMLElement | null;
  if (start?.matches(".ct-start")) start.hidden = false;
  const hidden = panel.parentElement?.querySelectorAll<HTMLElement>(":scope > article > [hidden]");
  for (const part of hidden ?? []) part.hidden = false;
  close(thread, panel);
}

export async function post(thread: Thread, button: HTMLButtonElement): Promise<void> {
  const composer = button.closest<HTMLElement>(".ct-write") as HTMLElement;
  const text = find<HTMLTextAreaElement>(composer, "textarea").value;
  const name = composer.querySelector<HTMLInputElement>("[name=name]")?.value ?? "";
  const parent = composer.dataset["of"] ?? composer.querySelector<HTMLInputElement>("[name=parent_id]")?.value ?? "";
  button.disabled = true;
  const fields = { text, name, parent_id: parent, key: keyFor(composer, text + name), ...page(thread) };
  const came = await send(thread, "comments", fields, find(composer, ".ct-alert"));
  button.disabled = button.hasAttribute("data-resting");
  if (!came) return find(composer, "textarea").focus();
  restart(thread, composer);
  posted(thread, came);
}

/** Where this is, for moderators; our own pages are no article's. */
const page = ({ host }: Thread): Record<string, string> =>
  host.dataset["own"] === undefined ? { title: document.title.slice(0, 300), url: location.href } : {};

function restart(thread: Thread, composer: HTMLElement): void {
  composer.remove();
  const start = thread.section.querySelector<HTMLElement>(".ct-start");
  if (start) start.hidden = false;
}

function posted(thread: Thread, came: HTMLElement): void {
  know(came.dataset["name"] ?? nick);
  const { id = "", title, by, seconds = "" } = came.dataset;
  merge(thread.section, came, true);
  if (title) find(thread.section, ".ct-title").textContent = title;
  if (by) Object.assign(thread.section.dataset, { me: by, seconds });
  thread.shown(thread.section);
  thread.say(came.dataset["say"] ?? "");
  const comment = item(thread.section, id);
  comment?.classList.add("ct-new");
  focus(comment?.querySelector("article") ?? null);
}
