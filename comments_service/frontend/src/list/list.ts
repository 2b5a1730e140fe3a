/** `<comment-list site>`: the most discussed articles, or named ones, as the server made the list. */

import { clean } from "../clean.ts";
import { ask } from "../http.ts";
import { near, parsed } from "../included.ts";
import { forget, watch } from "../times.ts";
import { address } from "./address.ts";
import style from "./list.css";

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);

class CommentList extends HTMLElement {
  static readonly observedAttributes = ["site", "articles", "days", "limit", "lang"];

  #section: HTMLElement | null = null;
  #shown = "";
  #work = new AbortController();

  connectedCallback(): void {
    void this.#begin();
  }

  disconnectedCallback(): void {
    this.#work.abort();
    forget(this.#section);
  }

  attributeChangedCallback(_name: string, old: string | null, value: string | null): void {
    if (old !== value && this.isConnected && this.shadowRoot) void this.#begin();
  }

  async #begin(): Promise<void> {
    this.#work.abort();
    const { signal } = (this.#work = new AbortController());
    await Promise.resolve(); // several attributes that change at once are one change
    if (signal.aborted) return;
    if (this.#section && this.#shown === this.#asked()) return watch(this.#section); // it was moved
    this.#root();
    await parsed(this, this.#included() !== null);
    const section = this.#included() ?? (await this.#fetched(signal));
    // Without an answer the page's own links stay.
    if (section && !signal.aborted) this.#show(section);
  }

  #asked(): string {
    return JSON.stringify(CommentList.observedAttributes.map((name) => this.getAttribute(name)));
  }

  #included(): HTMLElement | null {
    return this.querySelector<HTMLElement>("section[data-list]");
  }

  async #fetched(signal: AbortSignal): Promise<HTMLElement | null> {
    const wanted = address(this, import.meta.url);
    if (!wanted) return null;
    await near(this, signal);
    const answer = await ask(wanted, undefined, signal).catch(() => null);
    return answer?.status === 200 ? answer.section : null;
  }

  #root(): ShadowRoot {
    if (this.shadowRoot) return this.shadowRoot;
    const root = this.attachShadow({ mode: "open" });
    root.append(document.createElement("slot")); // the page's own children show until the list does
    return root;
  }

  #show(section: HTMLElement): void {
    forget(this.#section);
    this.#section = document.adoptNode(clean(section));
    this.#shown = this.#asked();
    const root = this.#root();
    root.adoptedStyleSheets = [sheet];
    root.replaceChildren(this.#section);
    watch(this.#section);
  }
}

// The script may stand on a page twice, or the name may be taken: the first one serves.
if (!customElements.get("comment-list")) customElements.define("comment-list", CommentList);
