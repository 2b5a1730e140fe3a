/** Sort, more comments, more replies: links that the script takes over. */

import { type Answer, ask } from "./http.ts";
import { clean } from "./clean.ts";
import { now } from "./clock.ts";
import { merge } from "./merge.ts";
import { focus, item, type Thread } from "./thread.ts";

const SPOKEN = "en"; // by the server, when no language is asked for
const JUST = 60_000; // ms in which a page that somebody keeps may not have a comment yet
const PARTS = [".ct-head", ".ct-pinned", ".ct-list", ".ct-list ~ .ct-more"];

/** The address of the thread's HTML, in the one spelling under which it is kept. */
export function view(thread: Thread, part: Record<string, string> = {}): string {
  const lang = thread.host.getAttribute("lang") ?? thread.section?.lang ?? SPOKEN;
  const spoken = lang === SPOKEN ? {} : { lang };
  const query = new URLSearchParams({ site: thread.site, article: thread.article, ...spoken, ...part });
  return `${thread.door("thread")}?${query}`;
}

/** Take an answer's section, cleaned while it is still in a document in which nothing runs. */
export const taken = ({ section }: Answer): HTMLElement | null =>
  section && document.adoptNode(clean(section));

/** Fetch a part of the thread; `null` when there was none to be had. */
async function fetched(url: string): Promise<HTMLElement | null> {
  const answer = await ask(url).catch(() => null);
  return answer?.status === 200 ? taken(answer) : null;
}

/** The same, while a control shows that it is at work. */
async function busy(control: HTMLElement, url: string): Promise<HTMLElement | null> {
  control.ariaBusy = "true";
  const came = await fetched(url);
  control.ariaBusy = null;
  return came;
}

/** Where a link of ours leads, as the thread alone. */
const behind = (thread: Thread, { href }: HTMLAnchorElement): string =>
  thread.door("thread") + new URL(href).search;

export async function more(thread: Thread, link: HTMLAnchorElement): Promise<boolean> {
  const came = await busy(link, behind(thread, link));
  if (!came) return false;
  const last = link.closest("li") ?? link.parentElement?.previousElementSibling?.lastElementChild;
  const added = merge(thread.section, came);
  follow(link, came, added.length);
  thread.shown(thread.section);
  thread.say(came.dataset["say"] ?? "");
  // All that came may have been there before: then the focus stays about where it was.
  focus((added[0] ?? last)?.querySelector<HTMLElement>("article") ?? null);
  return true;
}

/** The link leads to the next part, or goes when there is none. */
function follow(link: HTMLAnchorElement, came: HTMLElement, added: number): void {
  const next = came.querySelector<HTMLAnchorElement>(`a[data-do="${link.dataset["do"]}"][data-next]`);
  if (!next) return link.parentElement?.remove();
  link.href = next.href;
  link.textContent = next.textContent;
  if (link.dataset["left"]) link.dataset["left"] = String(Number(link.dataset["left"]) - added);
}

/** Fetch a comment that is linked to and not on the page, with what it answers, and put it first. */
export async function bring(thread: Thread, id: string): Promise<void> {
  const { section } = thread;
  const came = await fetched(view(thread, { comment: id }));
  // The page may hold several threads, and the comment may be another one's.
  if (!came || came.dataset["article"] !== section.dataset["article"]) return;
  merge(section, came, true);
  thread.shown(section);
}

export async function sort(thread: Thread, link: HTMLAnchorElement): Promise<boolean> {
  const came = await busy(link, behind(thread, link));
  if (!came) return false;
  renew(thread, came);
  thread.section.querySelector<HTMLElement>(".ct-sort [aria-current]")?.focus();
  return true;
}

/** Fetch the thread as it is now, newest first, and show that.

Whoever keeps pages may have an older one still: under an address with the version nobody has. */
export async function latest(thread: Thread, control: HTMLElement, version: string): Promise<boolean> {
  const came = await busy(control, view(thread, { version }));
  if (came) renew(thread, came);
  return came !== null;
}

/** Show other comments in the place of those that stand; what the reader writes and wrote stays. */
function renew(thread: Thread, came: HTMLElement): void {
  const { section } = thread;
  const [open, own] = [composers(section), lately(section)];
  for (const part of PARTS) swap(section, came, part);
  section.dataset["count"] = came.dataset["count"];
  const kept = document.createDocumentFragment();
  kept.append(...own);
  merge(section, kept, true);
  for (const [id, composer] of open) place(section, id, composer);
  thread.shown(section);
}

function swap(section: HTMLElement, came: HTMLElement, part: string): void {
  const [old, fresh] = [section.querySelector(part), came.querySelector(part)];
  const list = section.querySelector(".ct-list");
  if (old && fresh) old.replaceWith(fresh);
  else if (old) old.remove();
  else if (fresh?.matches(".ct-pinned")) list?.before(fresh);
  else if (fresh) list?.after(fresh);
}

/** The reader's own comments that a page need not have: held ones, and those of the last minute. */
function lately(section: HTMLElement): HTMLElement[] {
  const own = section.querySelectorAll<HTMLElement>(`.ct-list [data-by="${section.dataset["me"]}"]`);
  const since = now() - JUST;
  const young = (article: HTMLElement): boolean =>
    Date.parse(article.querySelector("time")?.dateTime ?? "") > since;
  return [...own]
    .filter((article) => article.querySelector(".ct-note") || young(article))
    .map((article) => article.closest("li") as HTMLElement);
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
