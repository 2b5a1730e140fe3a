/** How many comments each article has, written beside its link: one call for the whole page. */

import { counts } from "./calls.ts";
import { type Place, places } from "./places.ts";
import { said } from "./said.ts";

const asked = new URL(import.meta.url).searchParams;
const DOOR = new URL("../../api/v1/counts", import.meta.url).href;

/** Write the numbers in. Call it again when articles have come onto the page. */
export async function count(root: ParentNode = document): Promise<void> {
  const bySite = new Map<string, Place[]>();
  for (const place of places(root, asked.get("site") ?? "")) {
    bySite.set(place.site, [...(bySite.get(place.site) ?? []), place]);
  }
  await Promise.all([...bySite].map(([site, wanted]) => fill(site, wanted)));
}

async function fill(site: string, wanted: Place[]): Promise<void> {
  const found = await counts(DOOR, site, new Set(wanted.map(({ key }) => key)));
  for (const { element, key } of wanted) {
    const number = found.get(key);
    // What stands there already is better than nothing.
    if (number !== undefined) element.textContent = said(number, language(element), element.dataset["commentFormat"]);
  }
}

const language = (element: HTMLElement): string =>
  asked.get("lang") ?? element.closest<HTMLElement>("[lang]")?.lang ?? "";

if (document.readyState === "loading") addEventListener("DOMContentLoaded", () => void count(), { once: true });
else void count();
