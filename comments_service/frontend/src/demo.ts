/** The demo's own script: ages of articles, and how many comments each has, in one call. */

import { words } from "./times.ts";

for (const time of document.querySelectorAll<HTMLTimeElement>("time[datetime]")) {
  time.title = time.textContent ?? "";
  time.textContent = words(Date.parse(time.dateTime), Date.now(), document.documentElement.lang);
}

const list = document.querySelector<HTMLElement>("[data-counts]");
if (list) void count(list);

async function count({ dataset }: HTMLElement): Promise<void> {
  const places = [...document.querySelectorAll<HTMLElement>("[data-article]")];
  const query = new URLSearchParams({ site: dataset["site"] ?? "" });
  for (const place of places) query.append("article", place.dataset["article"] ?? "");
  const answer = await fetch(`${dataset["counts"]}?${query}`);
  const { counts } = (await answer.json()) as { counts: Record<string, number> };
  for (const place of places) place.textContent = said(counts[place.dataset["article"] ?? ""] ?? 0);
}

function said(count: number): string {
  if (count === 0) return "No comments yet";
  return count === 1 ? "1 comment" : `${count} comments`;
}
