/** A link to one comment: `#c-12` marks it and keeps it where the browser had put it. */

import { focus, item } from "./thread.ts";

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

export function arrive(section: HTMLElement): void {
  const comment = mark(section);
  if (!comment) return;
  comment.scrollIntoView();
  focus(comment);
}

/** Hold an element in its place while fonts and pictures around it still move. */
export function hold(element: HTMLElement, top = ABOVE): void {
  let left = FRAMES;
  const stop = () => (left = 0);
  for (const act of ["wheel", "touchstart", "keydown"]) {
    addEventListener(act, stop, { once: true, passive: true });
  }
  const step = () => {
    if (left-- <= 0) return;
    const moved = element.getBoundingClientRect().top - top;
    if (Math.abs(moved) > 1) scrollBy({ top: moved, behavior: "instant" });
    requestAnimationFrame(step);
  };
  step();
}
