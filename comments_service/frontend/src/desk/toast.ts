/** What was done just now, and its undo for ten seconds; in the one status region of the page. */

import { find, make } from "./page.ts";

const SECONDS = 10;

let last: ReturnType<typeof setTimeout> | undefined;

export function say(words: string, undo?: () => void): void {
  const place = find(document, "#said");
  clearTimeout(last);
  place.classList.add("said", "toast");
  place.replaceChildren(make("p", words));
  if (undo) {
    const button = make("button", "Undo", { type: "button" });
    button.addEventListener("click", undo);
    place.append(button);
  }
  last = setTimeout(() => hush(place), SECONDS * 1000);
}

function hush(place: HTMLElement): void {
  if (place.contains(document.activeElement)) return;
  place.classList.remove("said", "toast");
  place.replaceChildren();
}
