/** A link to one comment: `#c-12` marks it and keeps it where the browser had put it. */

import { folds, unfold } from "./fold.ts";
import { item, type Thread } from "./thread.ts";

const FRAMES = 12;
const ABOVE = 80; // px, when nothing says where it should stand

export const targeted = (): string | undefined => /^#c-(\d+)$/.exec(location.hash)?.[1];

/** Where the target stands now, before the shadow root hides it: px from the top of the view. */
export function measure(place: ParentNode): number | undefined {
  const id = targeted();
  return id ? item(place, id)?.getBoundingClientRect().top : undefined;
}

export function mark(section: HTMLElement): HTMLElement | null {
  for (const old of section.querySelectorAll(".ct-target")) old.classList.remove("ct-target");
  const id = targeted();
  const comment = (id && item(section, id)?.querySelector<HTMLElement>("article")) || null;
  comment?.classList.add("ct-target");
  return comment;
}

/** Go to the comment that is linked to, wherever it is folded away, and stay there. */
export function arrive(thread: Thread): HTMLElement | null {
  const comment = mark(thread.section);
  if (!comment) return null;
  unfold(comment);
  folds(thread);
  comment.scrollIntoView();
  hold(comment, comment.getBoundingClientRect().top);
  return comment;
}

/** Hold an element in its place while fonts and pictures around it still move. */
export function hold(element: HTMLElement, top = ABOVE): void {
  let left = FRAMES;
  const reader = new AbortController(); // Who begins to scroll is not held.
  for (const act of ["wheel", "touchstart", "keydown"]) {
    addEventListener(act, () => reader.abort(), { signal: reader.signal, passive: true });
  }
  const step = () => {
    if (reader.signal.aborted || !left--) return reader.abort();
    const moved = element.getBoundingClientRect().top - top;
    if (Math.abs(moved) > 1) scrollBy({ top: moved, behavior: "instant" });
    requestAnimationFrame(step);
  };
  step();
}
