/** `<comment-thread site article>`: adopts the comments that came with the page, else fetches them. */

import { ask } from "./http.ts";
import { clean } from "./clean.ts";
import { fold, folds } from "./fold.ts";
import { included, near, parsed } from "./included.ts";
import { mute, mutes } from "./mute.ts";
import { listen, news } from "./news.ts";
import { said, type Words } from "./plural.ts";
import { bring, more, sort, taken, view } from "./reading.ts";
import { drafts, kept, names } from "./store.ts";
import { soon } from "./soon.ts";
import { arrive, hold, mark, measure, targeted } from "./target.ts";
import { focus, type Host, item, type Provider, type Thread } from "./thread.ts";
import { forget, watch } from "./times.ts";
import style from "./thread.css";
import type * as Writing from "./write/write.ts";
import { isolating, writing } from "./parts.ts";

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);

// Said when no answer of ours has come, so that no words of ours are there either.
const UNANSWERED: Words = {
  failed: "The comments could not be loaded.",
  retry: "Try again",
  slow: "The comments are slow to load.",
};
const OK = 200;
const SLOW = 6_000; // ms, after which a reader wonders

/** Says whether it was done; if not, a link is better followed. */
type Act = (thread: Thread, control: HTMLAnchorElement) => boolean | Promise<boolean>;

const ACTS: Record<string, Act> = {
  branch: more,
  fold,
  more,
  mute,
  news: (thread, control) => news(thread, control as HTMLElement as HTMLButtonElement),
  sort,
};

export class CommentThread extends HTMLElement implements Host, Thread {
  static readonly observedAttributes = ["site", "article", "lang"];
  static readonly ofComments = true; // Another version of this script knows us by it.

  readonly host = this;
  section!: HTMLElement;
  shown: (comments: ParentNode) => void = () => undefined;
  #work = new AbortController();
  #words: Words = UNANSWERED;
  #standing = ""; // what is shown, as it was asked for
  #provider: Provider | undefined;

  constructor() {
    super();
    // What a page has set before the script came hides the one that stands below.
    const early = Object.getOwnPropertyDescriptor(this, "tokenProvider");
    if (early && Reflect.deleteProperty(this, "tokenProvider")) this.tokenProvider = early.value as Provider;
  }

  get tokenProvider(): Provider | undefined {
    return this.#provider;
  }

  // Frameworks set it when they are ready themselves: the comments may stand long before.
  set tokenProvider(provider: Provider | undefined) {
    this.#provider = provider;
    if (this.#standing) this.#know();
  }

  get site(): string {
    return this.getAttribute("site") ?? "";
  }

  // Frameworks set a property where an element has one by that name.
  set site(value: string) {
    this.setAttribute("site", value);
  }

  get article(): string {
    return this.getAttribute("article") ?? "";
  }

  set article(value: string) {
    this.setAttribute("article", value);
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
    if (old !== value && this.isConnected) void this.#begin();
  }

  door(name: string): string {
    return new URL(name, import.meta.url).href;
  }

  word(key: string, n = 0): string {
    return said(this.#words, key, n, this.section?.lang);
  }

  say(text: string): void {
    const status = this.section.querySelector("[role=status]");
    if (status) status.textContent = text;
  }

  /** Go to the comment that the address names; the focus goes along when the reader went. */
  readonly #arrive = async (went?: Event): Promise<void> => {
    const id = targeted();
    if (!id || !this.#standing) return;
    if (!item(this.section, id)) await bring(this, id);
    const comment = arrive(this);
    if (went) focus(comment);
  };

  async #begin(): Promise<void> {
    this.#work.abort();
    const { signal } = (this.#work = new AbortController());
    await Promise.resolve(); // several attributes that change at once are one change
    if (signal.aborted || !this.#complete()) return;
    // The element was moved: what it shows is what it should show.
    if (this.#standing === this.#asked()) return this.#stay(signal);
    const top = measure(this);
    this.#clear();
    await parsed(this, included(this, this.site, this.article) !== null);
    const found = included(this, this.site, this.article);
    if (signal.aborted) return;
    if (!found) return this.#fetch(signal);
    this.#show(clean(found), top);
    listen(this, 0, signal); // Nobody knows how old it is.
  }

  #stay(signal: AbortSignal): void {
    watch(this.section);
    listen(this, Date.now(), signal);
  }

  #complete(): boolean {
    if (this.site && this.article) return true;
    console.error("comment-thread needs the attributes `site` and `article`");
    return false;
  }

  #asked(): string {
    return JSON.stringify([this.site, this.article, this.getAttribute("lang")]);
  }

  /** The page's own children show until ours do; another article's comments do not. */
  #clear(): void {
    this.#standing = "";
    forget(this.section ?? null);
    this.#root().replaceChildren(document.createElement("slot"));
  }

  #root(): ShadowRoot {
    if (this.shadowRoot) return this.shadowRoot;
    const root = this.attachShadow({ mode: "open" });
    root.addEventListener("click", (event) => this.#click(event as MouseEvent));
    return root;
  }

  async #fetch(signal: AbortSignal): Promise<void> {
    await near(this, signal);
    if (this.hasAttribute("isolate")) return this.#isolate(signal);
    const slow = setTimeout(() => signal.aborted || this.#offer(this.word("slow")), SLOW);
    const answer = await ask(view(this), undefined, signal).catch(() => null);
    clearTimeout(slow);
    if (signal.aborted) return;
    const section = answer && taken(answer);
    if (!section || answer.status !== OK) return this.#fail(section, signal);
    if (!targeted()) soon(section);
    this.#show(section);
    listen(this, Date.now(), signal);
  }

  async #isolate(signal: AbortSignal): Promise<void> {
    const root = this.#root();
    root.adoptedStyleSheets = [sheet];
    const part = await isolating((name) => this.door(name)).catch(() => null);
    const came = await part?.isolate(this, root, signal);
    if (!came && !signal.aborted) this.#fail(null, signal);
  }

  #show(section: HTMLElement, top?: number): void {
    const place = this.getRootNode() as Document | ShadowRoot;
    const inside = section.contains(place.activeElement) ? place.activeElement : null;
    const root = this.#root();
    const waiting = root.activeElement;
    forget(this.section ?? null);
    this.section = section;
    this.#standing = this.#asked();
    this.#words = { ...UNANSWERED, ...(JSON.parse(section.dataset["words"] ?? "{}") as object) };
    root.adoptedStyleSheets = [sheet];
    section.classList.toggle("ct-next", this.previousElementSibling?.localName === this.localName);
    root.replaceChildren(section);
    (inside as HTMLElement | null)?.focus({ preventScroll: true });
    if (waiting) focus(section.querySelector(".ct-title")); // It was on "Try again".
    this.#came(top);
  }

  #came(top?: number): void {
    this.shown = (comments) => {
      for (const vote of comments.querySelectorAll<HTMLButtonElement>(".ct-vote")) vote.disabled = false;
      folds(this);
      mutes(this);
      watch(this.section);
    };
    this.shown(this.section);
    const target = mark(this.section);
    if (target) hold(target, top);
    else void this.#arrive();
    this.#know();
  }

  /** Show a reader who is known what is theirs. */
  #know(): void {
    if (this.#writes()) void this.#writing().then((part) => part.begin(this), () => undefined);
  }

  /** Whether the reader is known here, or was writing when they left. */
  #writes(): boolean {
    const drafted = names(drafts(this.site, this.article)).length > 0;
    return Boolean(this.tokenProvider || kept(this.site) || drafted || this.section.querySelector("form"));
  }

  #fail(section: HTMLElement | null, signal: AbortSignal): void {
    this.#offer(section?.querySelector("p")?.textContent ?? this.word("failed"));
    addEventListener("online", () => void this.#begin(), { once: true, signal });
  }

  /** Offer to try again, below what the page itself has put into the element. */
  #offer(text: string): void {
    const [row, button] = [document.createElement("div"), document.createElement("button")];
    row.className = "ct ct-failed";
    row.setAttribute("role", "status");
    button.dataset["do"] = "retry";
    button.textContent = this.word("retry");
    row.append(text, button);
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
    if (name === "retry") return this.#begin();
    const reading = ACTS[name];
    const done = reading
      ? await reading(this, control as HTMLAnchorElement)
      : await this.#writing().then((part) => part.act(this, name, control), () => false);
    if (done) return;
    const { form } = control as HTMLButtonElement;
    // A link still leads where it says, and a form is sent, also when a part of the script is refused.
    if (control instanceof HTMLAnchorElement) location.assign(control.href);
    else if (form) form.submit();
    else this.say(this.word("failed"));
  }

  #writing(): Promise<typeof Writing> {
    return writing((name) => this.door(name));
  }
}
