/** Decisions: sent while one goes on, shown where they were taken, taken back in their order. */

import { entered, find, make, post, token, type Refused } from "./page.ts";
import type { Queue } from "./queue.ts";
import { say } from "./toast.ts";

interface Done {
  readonly said: string;
  readonly decision: number;
}

interface Taken {
  readonly article: HTMLElement;
  readonly decision: number;
  /** Which deed it was: answers may come in another order than they were asked for. */
  readonly number: number;
}

export class Deeds {
  readonly #queue: Queue;
  readonly #undo: HTMLButtonElement;
  readonly #taken: Taken[] = [];
  #deeds = 0;
  #told = 0;

  constructor(queue: Queue, undo: HTMLButtonElement) {
    this.#queue = queue;
    this.#undo = undo;
  }

  /** Send a decision and go on at once; what is refused comes back to life, and says why. */
  async decide(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
    const article = form.closest<HTMLElement>("[data-comment]");
    if (!article || article.classList.contains("done")) return;
    const fields = entered(form, button);
    const number = ++this.#deeds;
    this.#queue.shut();
    close(article, "Sending …");
    const going = this.#queue.go(1);
    const answer = await post<Done>(form.getAttribute("action") ?? "", fields);
    await going;
    if (!answer.ok) return refused(article, answer.refused);
    const taken = { article, decision: answer.value.decision, number };
    this.#taken.push(taken);
    this.#taken.sort((one, other) => one.number - other.number);
    this.#undo.disabled = false;
    close(article, answer.value.said, () => this.takeBack(taken));
    this.#tell(number, `${author(article)}: ${answer.value.said}`, () => this.takeBack(taken));
  }

  /** Say what was done, unless something later was told already. */
  #tell(number: number, words: string, undo?: () => void): void {
    if (number < this.#told) return;
    this.#told = number;
    say(words, undo);
  }

  async takeBack(taken = this.#taken.at(-1)): Promise<void> {
    if (!taken || !this.#taken.includes(taken)) return;
    this.#taken.splice(this.#taken.indexOf(taken), 1);
    this.#undo.disabled = this.#taken.length === 0;
    const { article, decision } = taken;
    const number = ++this.#deeds;
    const url = (find(article, "form.decide").getAttribute("action") ?? "").replace(/decision$/, "undo");
    const answer = await post<Done>(url, new URLSearchParams({ token: token(), seen: String(decision) }));
    if (!answer.ok) return refused(article, answer.refused);
    reopen(article);
    this.#queue.to(article);
    this.#tell(number, `${author(article)}: ${answer.value.said}`);
  }
}

function author(article: HTMLElement): string {
  return find(article, "h2").textContent ?? "";
}

/** Say over a comment what became of it. It stays as high as it was. */
function close(article: HTMLElement, words: string, undo?: () => void): void {
  reopen(article);
  article.style.blockSize = `${article.getBoundingClientRect().height}px`;
  const outcome = make("p", words, { className: "outcome" });
  if (undo) {
    const button = make("button", "Undo", { type: "button" });
    button.addEventListener("click", undo);
    outcome.append(button);
  }
  find(article, "header").after(outcome);
  article.classList.add("done");
}

function reopen(article: HTMLElement): void {
  article.classList.remove("done", "skipped");
  article.querySelector(":scope > .outcome")?.remove();
  article.style.blockSize = "";
}

function refused(article: HTMLElement, { code, title, detail }: Refused): void {
  reopen(article);
  const outcome = make("p", detail === title ? title : `${title}. ${detail}.`, { className: "outcome bad" });
  if (code !== "offline") outcome.append(make("a", "Look at it as it is now", { href: find<HTMLAnchorElement>(article, "h2 a").href }));
  find(article, "header").after(outcome);
  say(`${author(article)}: ${outcome.firstChild?.textContent ?? title}`);
}
