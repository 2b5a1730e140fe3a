/** "3 new comments": asked for while the thread can be seen, shown when the reader says so. */

import { correct } from "./clock.ts";
import { latest } from "./reading.ts";
import { focus, type Thread } from "./thread.ts";

const EVERY = 60_000; // ms
const NEAR = { rootMargin: "400px" };

interface Head {
  readonly count: number;
  readonly version: number;
}

/** Ask again and again until `signal`, at rest while nobody could see the answer.

`known` is when the thread was read (ms): one that came with its page may be hours old. */
export function listen(thread: Thread, known: number, signal: AbortSignal): void {
  let [near, timer, asked] = [false, 0, known];
  const look = async () => {
    asked = Date.now();
    const head = await ask(thread, signal);
    if (head) tell(thread, head.count - Number(thread.section.dataset["count"]), head.version);
  };
  const run = () => {
    clearTimeout(timer);
    if (!near || document.hidden || signal.aborted) return;
    timer = window.setTimeout(() => void look().finally(run), Math.max(0, asked + EVERY - Date.now()));
  };
  const watcher = new IntersectionObserver((seen) => {
    near = seen.some((one) => one.isIntersecting);
    run();
  }, NEAR);
  watcher.observe(thread.host);
  document.addEventListener("visibilitychange", run, { signal });
  signal.addEventListener("abort", () => {
    watcher.disconnect();
    run();
  });
}

/** A plain GET that every page may read, so it costs no preflight. */
async function ask(thread: Thread, signal: AbortSignal): Promise<Head | null> {
  const query = new URLSearchParams({ site: thread.site, article: thread.article });
  const url = thread.door(`../../api/v1/head?${query}`);
  try {
    const answer = await fetch(url, { credentials: "omit", signal });
    correct(answer.headers.get("Date"));
    return answer.ok ? ((await answer.json()) as Head) : null;
  } catch {
    return null; // The next one may come.
  }
}

/** Say it above the list and in nobody's way: nothing moves. */
function tell(thread: Thread, fresh: number, version: number): void {
  const { section } = thread;
  const there = section.querySelector<HTMLButtonElement>(".ct-news > button");
  if (!(fresh > 0)) return there?.parentElement?.remove();
  const button = there ?? made(section);
  const label = button.firstElementChild as HTMLElement;
  const words = thread.word("new_comments", fresh);
  button.value = String(version);
  if (label.textContent === words) return;
  label.textContent = words;
  thread.say(words);
}

function made(section: HTMLElement): HTMLButtonElement {
  const [row, button] = [document.createElement("div"), document.createElement("button")];
  row.className = "ct-news";
  Object.assign(button, { type: "button", className: "ct-go" });
  button.dataset["do"] = "news";
  button.setAttribute("part", "news");
  button.append(document.createElement("span"));
  row.append(button);
  section.querySelector(".ct-pinned, .ct-list")?.before(row);
  return button;
}

/** Show the thread as it is now, from the first comment that was not there. */
export async function news(thread: Thread, button: HTMLButtonElement): Promise<boolean> {
  const before = Math.max(0, ...articles(thread.section).map(idOf));
  if (!(await latest(thread, button, button.value))) return false;
  button.closest(".ct-news")?.remove();
  const all = articles(thread.section);
  const fresh = all.filter((one) => idOf(one) > before);
  for (const one of fresh) one.classList.add("ct-new");
  focus(fresh[0] ?? all[0] ?? null);
  return true;
}

const articles = (section: HTMLElement): HTMLElement[] => [
  ...section.querySelectorAll<HTMLElement>(".ct-list article"),
];
const idOf = (article: HTMLElement): number => Number(article.dataset["id"]);
