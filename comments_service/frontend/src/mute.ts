/** Authors whom the reader has muted: their names stand, what they say does not. */

import { recall, remember } from "./store.ts";
import { commentOf, type Thread } from "./thread.ts";

const MOST = 500; // authors, so that no storage fills up

const key = (site: string): string => `ct:muted:${site}`;
const muted = (site: string): string[] => recall(key(site)).split(" ").filter(Boolean);

/** Give every comment its button, and hide what the reader does not want to read. */
export function mutes(thread: Thread): void {
  const unheard = new Set(muted(thread.site));
  for (const row of thread.section.querySelectorAll<HTMLElement>("[data-by] > .ct-do")) {
    const { by = "" } = commentOf(row).dataset;
    const button = row.querySelector<HTMLElement>(".ct-mute") ?? made(row);
    show(thread, button, unheard.has(by));
    button.hidden = by === thread.section.dataset["me"]; // Nobody mutes themselves.
  }
}

function made(row: HTMLElement): HTMLElement {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "ct-mute ct-quiet" });
  button.dataset["do"] = "mute";
  row.append(button);
  return button;
}

/** It is the same button that takes it back, so the focus stays where it was. */
function show(thread: Thread, button: HTMLElement, silent: boolean): void {
  const comment = commentOf(button);
  const name = comment.querySelector(".ct-name")?.textContent ?? "";
  const named = (key: string): string => thread.word(key).replace("{name}", () => name);
  comment.classList.toggle("ct-muted", silent);
  button.textContent = silent ? named("unmute") : thread.word("mute");
  button.ariaLabel = silent ? null : named("mute_of");
}

export function mute(thread: Thread, button: HTMLElement): boolean {
  const { by = "" } = commentOf(button).dataset;
  const before = muted(thread.site);
  const others = before.filter((author) => author !== by);
  const after = others.length < before.length ? others : [...others, by].slice(-MOST);
  remember(key(thread.site), after.join(" "));
  mutes(thread);
  return true;
}
