/** The list of a queue: where one is in it, and its next pages, which are put below. */

import { find } from "./page.ts";

// So many before the end the next page is asked for, so that nobody waits for it.
const AHEAD = 6;

export class Queue {
  readonly list: HTMLElement;
  /** Called with the comment that one is at now. */
  moved: (article: HTMLElement) => void = () => {};
  #coming: Promise<void> | undefined;

  constructor(list: HTMLElement) {
    this.list = list;
    list.addEventListener("focusin", ({ target }) => {
      const article = (target as Element).closest<HTMLElement>("[data-comment]");
      if (article) this.#mark(article);
    });
  }

  get all(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>("[data-comment]")];
  }

  get current(): HTMLElement | null {
    return this.list.querySelector("[data-comment][aria-current]");
  }

  get open(): HTMLElement | null {
    const { current } = this;
    return current?.classList.contains("done") ? null : current;
  }

  article(id: string): HTMLElement | null {
    return this.list.querySelector(`[data-comment="${CSS.escape(id)}"]`);
  }

  /** Go to the next comment, or the previous one: what is decided is passed by. */
  async go(by: 1 | -1): Promise<void> {
    const left = this.#beyond(by);
    if (by === 1 && left.length < AHEAD) {
      const more = this.#more();
      if (left.length === 0) await more;
    }
    // With nothing left, where one was has lost what was in focus.
    const [next = this.current] = this.#beyond(by);
    if (next) this.to(next);
  }

  to(article: HTMLElement): void {
    article.tabIndex = -1;
    article.focus({ preventScroll: true });
    article.scrollIntoView({ block: "nearest" });
  }

  /** Close the menus of reasons; answers whether one was open. */
  shut(): boolean {
    const menus = this.list.querySelectorAll<HTMLDetailsElement>("details.reject[open]");
    for (const menu of menus) menu.open = false;
    return menus.length > 0;
  }

  #beyond(by: 1 | -1): HTMLElement[] {
    const { all, current } = this;
    const at = current ? all.indexOf(current) : by === 1 ? -1 : all.length;
    const there = by === 1 ? all.slice(at + 1) : all.slice(0, Math.max(at, 0)).reverse();
    return there.filter((article) => !article.classList.contains("done"));
  }

  #mark(article: HTMLElement): void {
    if (article === this.current) return;
    this.shut();
    this.current?.removeAttribute("aria-current");
    article.setAttribute("aria-current", "true");
    this.moved(article);
  }

  #more(): Promise<void> {
    this.#coming ??= this.#fetch().finally(() => (this.#coming = undefined));
    return this.#coming;
  }

  async #fetch(): Promise<void> {
    const link = document.querySelector<HTMLAnchorElement>("a[rel=next]");
    if (!link) return;
    const answer = await fetch(link.href);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const article of page.querySelectorAll<HTMLElement>("[data-comment]")) {
      // What came into the queue meanwhile may have pushed something to a second page.
      if (!this.article(article.dataset["comment"] ?? "")) this.list.append(article.closest("li") ?? article);
    }
    const following = page.querySelector<HTMLAnchorElement>("a[rel=next]");
    if (following) link.href = following.href;
    else find(document, ".more").remove();
    this.list.dispatchEvent(new Event("grown"));
  }
}
