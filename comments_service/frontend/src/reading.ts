/** Sort, more comments, more replies: links that the script takes over. */

import { type Answer, ask } from "./http.ts";
import { clean } from "./clean.ts";
import { merge } from "./merge.ts";
import { focus, item, type Thread } from "./thread.ts";

/** Fetch what a link of ours leads to, as the thread alone. `null`: it is better followed. */
async function behind(thread: Thread, link: HTMLAnchorElement): Promise<HTMLElement | null> {
  link.setAttribute("aria-busy", "true");
  const answer = await ask(thread.door("thread") + new URL(link.href).search).catch(() => null);
  link.removeAttribute("aria-busy");
  return answer?.status === 200 ? taken(answer) : null;
}

/** Take an answer's section, cleaned while it is still in a document in which nothing runs. */
export const taken = ({ section }: Answer): HTMLElement | null =>
  section && document.adoptNode(clean(section));

export async function more(thread: Thread, link: HTMLAnchorElement): Promise<boolean> {
  const came = await behind(thread, link);
  if (!came) return false;
  const added = merge(thread.section, came);
  follow(link, came);
  thread.shown(thread.section);
  thread.say(came.dataset["say"] ?? "");
  focus(added[0]?.querySelector("article") ?? null);
  return true;
}

/** Fetch a comment that is linked to and not on the page, with what it answers, and put it first. */
export async function bring(thread: Thread, id: string): Promise<void> {
  const query = new URLSearchParams({ site: thread.site, article: thread.article, comment: id });
  const answer = await ask(`${thread.door("thread")}?${query}`).catch(() => null);
  const came = answer?.status === 200 ? taken(answer) : null;
  if (!came) return;
  merge(thread.section, came, true);
  thread.shown(thread.section);
}

/** The link leads to the next part, or goes when there is none. */
function follow(link: HTMLAnchorElement, came: HTMLElement): void {
  const next = came.querySelector<HTMLAnchorElement>(`a[data-do="${link.dataset["do"]}"][data-next]`);
  if (next) link.href = next.href;
  else link.parentElement?.remove();
}

export async function sort(thread: Thread, link: HTMLAnchorElement): Promise<boolean> {
  const came = await behind(thread, link);
  if (!came) return false;
  const open = composers(thread.section);
  for (const part of [".ct-sort", ".ct-list", ".ct-list ~ .ct-more"]) swap(thread.section, came, part);
  for (const [id, composer] of open) place(thread.section, id, composer);
  thread.shown(thread.section);
  thread.section.querySelector<HTMLElement>(".ct-sort [aria-current]")?.focus();
  return true;
}

function swap(section: HTMLElement, came: HTMLElement, part: string): void {
  const [old, fresh] = [section.querySelector(part), came.querySelector(part)];
  if (old && fresh) old.replaceWith(fresh);
  else if (old) old.remove();
  else if (fresh) section.querySelector(".ct-list")?.after(fresh);
}

/** What is being written inside the list, with the comment that it answers. */
const composers = (section: HTMLElement): [string, Element][] =>
  [...section.querySelectorAll(".ct-list .ct-write")].map((one) => [
    one.closest("li")?.id.slice(2) ?? "",
    one,
  ]);

function place(section: HTMLElement, id: string, composer: Element): void {
  const answered = item(section, id)?.querySelector("article") ?? section.querySelector(".ct-start");
  answered?.after(composer);
}
