/** What colleagues do meanwhile: where they look, and how many have come into the queue. */

import { find, post, token } from "./page.ts";
import type { Queue } from "./queue.ts";

const EVERY = 20_000; // ms
// Who runs through a list by key looks at nothing yet.
const RESTS = 700; // ms

interface Seen {
  readonly new: number;
  readonly looking: Readonly<Record<string, string>>;
}

export class Others {
  readonly #queue: Queue;
  readonly #link: HTMLElement;
  #next: ReturnType<typeof setTimeout> | undefined;

  constructor(queue: Queue, link: HTMLElement) {
    this.#queue = queue;
    this.#link = link;
    document.addEventListener("visibilitychange", () => this.soon());
    this.soon();
  }

  soon(): void {
    clearTimeout(this.#next);
    this.#next = setTimeout(() => void this.#ask(), RESTS);
  }

  async #ask(): Promise<void> {
    if (!document.hidden) {
      const { site = "", queue = "", since = "", looking = "" } = this.#queue.list.dataset;
      const comment = this.#queue.open?.dataset["comment"] ?? "0";
      const answer = await post<Seen>(looking, new URLSearchParams({ token: token(), site, queue, since, comment }));
      if (answer.ok) this.#show(answer.value);
    }
    clearTimeout(this.#next);
    this.#next = setTimeout(() => void this.#ask(), EVERY);
  }

  #show(seen: Seen): void {
    for (const article of this.#queue.all) {
      const who = seen.looking[article.dataset["comment"] ?? ""];
      find(article, "[data-others]").textContent = who ? `${who} is looking` : "";
    }
    this.#link.hidden = seen.new === 0;
    this.#link.textContent = `${seen.new} new`;
  }
}
