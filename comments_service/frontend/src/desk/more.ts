/** All that is known of a comment, fetched from its own page and shown below it: nobody leaves. */

import { find, make } from "./page.ts";

export async function more(button: HTMLElement): Promise<void> {
  const article = button.closest<HTMLElement>("[data-comment]");
  if (!article) return;
  const place = find(article, "[data-more]");
  const open = button.getAttribute("aria-expanded") !== "true";
  button.setAttribute("aria-expanded", String(open));
  if (!open) return place.replaceChildren();
  place.replaceChildren(make("p", "Loading …", { className: "soft" }));
  const about = await fetched(find<HTMLAnchorElement>(article, "h2 a").href);
  if (button.getAttribute("aria-expanded") === "true") place.replaceChildren(about);
}

async function fetched(address: string): Promise<HTMLElement> {
  try {
    const answer = await fetch(address);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return document.adoptNode(find(page, "aside"));
  } catch {
    return make("a", "It cannot be loaded. Open its own page", { href: address });
  }
}
