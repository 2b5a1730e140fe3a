/** `<comment-thread site article>`: adopts the comments that came with the page, else fetches them. */

import { ask } from "./http.ts";
import { clean } from "./clean.ts";
import { correct } from "./clock.ts";
import { included, near, parsed } from "./included.ts";
import { bring, more, sort, taken } from "./reading.ts";
import { kept } from "./store.ts";
import { arrive, hold, mark, measure, targeted } from "./target.ts";
import { type Host, item, type Thread } from "./thread.ts";
import { forget, watch } from "./times.ts";
import style from "./thread.css";
import type * as Writing from "./write/write.ts";

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);

// Said when no answer of ours has come, so that no words of ours are there either.
const UNANSWERED: Record<string, string> = {
  failed: "The comments could not be loaded.",
  retry: "Try again",
};

const ACTS: Record<string, (thread: Thread, link: HTMLAnchorElement) => Promise<boolean>> = {
  branch: more,
  more,
  sort,
};

export class CommentThread extends HTMLElement implements Host, Thread {
  static readonly observedAttributes = ["site", "article", "lang"];

  // A page may have set it before the script came: declaring it must not overwrite that.
  declare tokenProvider?: () => Promise<string | null>;
  readonly host = this;
  section!: HTMLElement;
  shown: (comments: ParentNode) => void = () => undefined;
  #work = new AbortController();
  #words: Record<string, string> = UNANSWERED;

  get site(): string {
    return this.getAttribute("site") ?? "";
  }

  get article(): string {
    return this.getAttribute("article") ?? "";
  }

  connectedCallback(): void {
    addEventListener("hashchange", this.#arrive);
    void this.#begin();
  }

  disconnectedCallback(): void {
    removeEventListener("hashchange", this.#arrive);
    this.#work.abort();
    forget(this.section ?? null);
  }

  attributeChangedCallback(_name: string, old: string | null, value: string | null): void {
    if (old !== value && this.isConnected && this.shadowRoot) void this.#begin();
  }

  door(name: string): string {
    return new URL(name, import.meta.url).href;
  }

  word(key: string): string {
    return this.#words[key] ?? "";
  }

  say(text: string): void {
    const status = this.section.querySelector("[role=status]");
    if (status) status.textContent = text;
  }

  readonly #arrive = async (): Promise<void> => {
    const id = targeted();
    if (!id || !this.section) return;
    if (!item(this.section, id)) await bring(this, id);
    arrive(this.section);
  };

  async #begin(): Promise<void> {
    this.#work.abort();
    const work = (this.#work = new AbortController());
    await Promise.resolve(); // several attributes that change at once are one change
    if (work.signal.aborted || !this.#complete()) return;
    if (this.#stands()) return watch(this.section);
    const top = measure(this);
    this.#root();
    await parsed(this, included(this, this.site, this.article) !== null);
    const found = included(this, this.site, this.article);
    if (work.signal.aborted) return;
    if (found) this.#show(clean(found), top);
    else await this.#fetch(work.signal);
  }

  #complete(): boolean {
    if (this.site && this.article) return true;
    console.error("comment-thread needs the attributes `site` and `article`");
    return false;
  }

  /** The element was moved: what it shows is what it should show. */
  #stands(): boolean {
    const { dataset } = this.section ?? document.createElement("p");
    return this.site === dataset["site"] && this.article === dataset["article"] && !this.#relanguaged();
  }

  #relanguaged(): boolean {
    return this.hasAttribute("lang") && this.lang !== this.section.dataset["asked"];
  }

  #root(): ShadowRoot {
    if (this.shadowRoot) return this.shadowRoot;
    const root = this.attachShadow({ mode: "open" });
    root.append(document.createElement("slot")); // the page's own children show until ours do
    root.addEventListener("click", (event) => this.#click(event as MouseEvent));
    return root;
  }

  async #fetch(signal: AbortSignal): Promise<void> {
    await near(this, signal);
    const query = new URLSearchParams({ site: this.site, article: this.article });
    if (this.hasAttribute("lang")) query.set("lang", this.lang);
    const answer = await ask(`${this.door("thread")}?${query}`, undefined, signal).catch(() => null);
    if (signal.aborted) return;
    correct(answer?.header("Date") ?? null);
    const section = answer && taken(answer);
    if (section) this.#show(section);
    else this.#fail();
  }

  #show(section: HTMLElement, top?: number): void {
    const focused = section.contains(document.activeElement) ? document.activeElement : null;
    const root = this.#root();
    forget(this.section ?? null);
    this.section = section;
    section.dataset["asked"] = this.getAttribute("lang") ?? "";
    this.#words = JSON.parse(section.dataset["words"] ?? "{}") as Record<string, string>;
    root.adoptedStyleSheets = [sheet];
    root.replaceChildren(section);
    (focused as HTMLElement | null)?.focus({ preventScroll: true });
    const target = mark(section);
    this.#came();
    if (target) hold(target, top);
    else void this.#arrive();
  }

  #came(): void {
    this.shown = (comments) => {
      for (const vote of comments.querySelectorAll<HTMLButtonElement>(".ct-vote")) vote.disabled = false;
      watch(this.section);
    };
    this.shown(this.section);
    if (this.tokenProvider || kept(this.site)) void this.#writing().then((part) => part.begin(this));
  }

  #fail(): void {
    const [row, button] = [document.createElement("div"), document.createElement("button")];
    row.className = "ct ct-failed";
    button.dataset["do"] = "retry";
    button.textContent = this.word("retry");
    row.append(this.word("failed"), button);
    this.#root().adoptedStyleSheets = [sheet];
    this.#root().replaceChildren(document.createElement("slot"), row);
  }

  #click(event: MouseEvent): void {
    const control = (event.target as Element).closest<HTMLElement>("[data-do]");
    if (!control || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (control.ariaBusy !== "true") void this.#act(control.dataset["do"] as string, control);
  }

  async #act(name: string, control: HTMLElement): Promise<void> {
    if (name === "retry") return this.#fetch(this.#work.signal);
    const reading = ACTS[name];
    const done = reading
      ? await reading(this, control as HTMLAnchorElement)
      : await this.#writing().then((part) => part.act(this, name, control), () => false);
    // A link still leads where it says, also when a part of the script is refused.
    if (!done && control instanceof HTMLAnchorElement) location.assign(control.href);
  }

  #writing(): Promise<typeof Writing> {
    return import(this.door(WRITING)) as Promise<typeof Writing>;
  }
}
