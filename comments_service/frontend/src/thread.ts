/** A thread on the page, as reading and writing share it. */

/** Says who the reader is, for sites that know it; null is a guest. */
export type Provider = () => Promise<string | null>;

export interface Host extends HTMLElement {
  tokenProvider: Provider | undefined;
}

export interface Thread {
  readonly host: Host;
  readonly site: string;
  readonly article: string;
  readonly section: HTMLElement;
  /** Called whenever comments came onto the page: the writing part marks the reader's own. */
  shown: (comments: ParentNode) => void;
  /** The address of one of the service's fixed URLs. */
  door(name: string): string;
  /** A string of the reader's language; one that counts takes the number. */
  word(key: string, n?: number): string;
  /** Tell screen readers what has happened; it is visible where it happened. */
  say(text: string): void;
}

/** A comment's list item, wherever it stands. */
export const item = (section: ParentNode, id: string): HTMLElement | null =>
  section.querySelector<HTMLElement>(`#c-${CSS.escape(id)}`);

export const commentOf = (inside: Element): HTMLElement =>
  inside.closest<HTMLElement>("[data-id]") as HTMLElement;

/** Move the focus to a comment, which is no control of itself. */
export function focus(comment: HTMLElement | null): void {
  if (!comment) return;
  comment.tabIndex = -1;
  comment.focus({ preventScroll: true });
  comment.scrollIntoView({ block: "nearest" });
}
