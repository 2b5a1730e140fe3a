/** What is below the first comments is laid out in a frame of its own, right after the first. */

const LATER = "ct-later";

/** A thread that is laid out at once would keep the reader from scrolling for that long. */
export function soon(section: HTMLElement): void {
  section.classList.add(LATER);
  // A frame's callbacks run before it is painted, and a timer of theirs behind it.
  requestAnimationFrame(() => setTimeout(() => section.classList.remove(LATER)));
}
