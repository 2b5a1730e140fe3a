/** For publishers: says on the page itself why the comments are not there, or that all is well.

It is a script of its own, which stands on a page for as long as somebody looks for what is
wrong: readers pay nothing for it. */

import { ask } from "../http.ts";
import { clean } from "../clean.ts";
import { type Finding, wrong } from "./findings.ts";
import { elements, script, threads } from "./page.ts";
import { show } from "./panel.ts";
import { parts, Refusals, reported, storage } from "./policy.ts";

const BASE = new URL(".", import.meta.url).href;
const refusals = new Refusals(BASE);

void examine();

async function examine(): Promise<void> {
  await loaded();
  const told = [...elements(), ...script(BASE), ...storage()];
  told.push(...(await parts(BASE, refusals)));
  for (const thread of threads()) told.push(...(await service(thread)));
  await reported();
  show(unique([...told, ...refusals.findings()]), threads()[0]);
}

/** Until then the comments' own script may still be under way. */
async function loaded(): Promise<void> {
  if (document.readyState === "complete") return;
  await new Promise((ready) => addEventListener("load", ready, { once: true }));
}

/** Ask the service what it knows of this page; it answers in HTML, as always. */
async function service(thread: HTMLElement): Promise<Finding[]> {
  const [site, article] = ["site", "article"].map((name) => thread.getAttribute(name) ?? "");
  const query = new URLSearchParams({ site: site ?? "", article: article ?? "", origin: self.origin });
  try {
    const { section } = await ask(`${new URL("../doctor", BASE)}?${query}`);
    return section ? [...clean(section).querySelectorAll("li")].map(finding) : [];
  } catch {
    await reported();
    return refusals.has("connect-src") ? [] : [wrong("unreachable", `The service does not answer: ${BASE}`)];
  }
}

function finding(item: HTMLElement): Finding {
  const said = (part: string): string => item.querySelector(part)?.textContent ?? "";
  const { level, code } = item.dataset;
  return { level: level ?? "", code: code ?? "", text: said("span"), remedy: said("code") };
}

const unique = (all: Finding[]): Finding[] => [...new Map(all.map((one) => [one.code + one.text, one])).values()];
