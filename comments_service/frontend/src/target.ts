/** A link to one comment: `#c-12` marks it and keeps it where the browser had put it. */

import { folds, unfold } from "./fold.ts";
import { item, type Thread } from "./thread.ts";

const FRAMES = 12;
const ABOVE = 80; // px, when nothing says where it should stand

export const targeted = (): string | undefined => /^#c-(\d+)$/.exec(location.hash)?.[1];

/** What the link leads to: the comment itself, which stands at some distance in its list item. */
function comment(place: ParentNode): HTMLElement | null {
  const id = targeted();
  return (id && item(place, id)?.querySelector<HTMLElement>("article")) || null;
}

/** Where the target stands now, before the shadow root hides it: px from the top of the view. */
export const measure = (place: ParentNode): number | undefined => comment(place)?.getBoundingClientRect().top;

export function mark(section: HTMLElement): HTMLElement | null {
  for (const old of section.querySelectorAll(".ct-target")) old.classList.remove("ct-target");
  const target = comment(section);
  target?.classList.add("ct-target");
  section.classList.toggle("ct-linked", Boolean(target));
  return target;
}

/** Go to the comment that is linked to, wherever it is folded away, and stay there. */
export function arrive(thread: Thread): HTMLElement | null {
  const target = mark(thread.section);
  if (!target) return null;
  unfold(target);
  folds(thread);
  target.scrollIntoView();
  hold(target, target.getBoundingClientRect().top);
  return target;
}

/** Hold an element in its place while fonts and pictures around it still move.

Without a `place` (px) it has stood nowhere yet. */
export function hold(element: HTMLElement, place?: number): void {
  let left = FRAMES;
  const reader = new AbortController(); // Who begins to scroll is not held.
  for (const act of ["wheel", "touchstart", "keydown"]) {
    addEventListener(act, () => reader.abort(), { signal: reader.signal, passive: true });
  }
  const step = () => {
    if (reader.signal.aborted || !left--) return reader.abort();
    if (move(element, place ?? ABOVE) && place !== undefined) lengthen(element, place);
    requestAnimationFrame(step);
  };
  step();
}

function move(element: HTMLElement, place: number): boolean {
  const moved = element.getBoundingClientRect().top - place;
  if (Math.abs(moved) > 1) scrollBy({ top: moved, behavior: "instant" });
  return moved > 1;
}

/** The page has become shorter, and may end too early to be scrolled so far. */
function lengthen(element: HTMLElement, place: number): void {
  const section = element.closest<HTMLElement>(".ct");
  const missing = element.getBoundingClientRect().top - place;
  if (!section || missing <= 1) return;
  section.style.setProperty("padding-block-end", `${missing}px`);
  move(element, place);
}
