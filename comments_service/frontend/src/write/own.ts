/** The reader's own comments: known again, and what may be done with them. */

import { now, span } from "../clock.ts";
import { merge } from "../merge.ts";
import { focus, item, type Thread } from "../thread.ts";
import { know } from "./compose.ts";
import { copy, find } from "./kit.ts";
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
  if (await identity(thread).catch(() => "")) await ask(thread);
}

async function ask(thread: Thread): Promise<void> {
  const me = await send(thread, "me", {});
  if (!me) return;
  const { dataset } = thread.section;
  const { by = "", seconds = "", votes = "{}", gone = "", name = "", title } = me.dataset;
  Object.assign(dataset, { me: by, seconds, votes });
  know(name);
  for (const id of gone.split(" ").filter(Boolean)) vanish(thread, id);
  for (const own of me.querySelectorAll<HTMLElement>("li[id^='c-']")) replace(thread, own);
  place(thread, me);
  if (title) find(thread.section, ".ct-title").textContent = title;
  thread.shown(thread.section);
}

/** Put in what is not on the page; what is held is shown also when the page lacks what it answers. */
function place(thread: Thread, me: HTMLElement): void {
  merge(thread.section, me, true);
  for (const own of me.querySelectorAll<HTMLElement>("li")) {
    if (own.querySelector(".ct-note") && !item(thread.section, own.id.slice(2))) delete own.dataset["under"];
  }
  merge(thread.section, me, true);
}

/** Put the newer version of a comment in the place of the one that stands there. */
export function replace(thread: Thread, fresh: HTMLElement): HTMLElement | null {
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

/** Take a comment away; the focus goes to the heading, since its place is gone. */
export function vanish(thread: Thread, id: string): void {
  const comment = item(thread.section, id);
  // What others have answered stays: as a tombstone, above their answers.
  if (!comment || comment.querySelector(":scope > .ct-replies")) return;
  const had = comment.contains((comment.getRootNode() as ShadowRoot).activeElement);
  comment.remove();
  if (had) focus(find(thread.section, ".ct-title"));
}
