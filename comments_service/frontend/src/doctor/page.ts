/** What stands on the page: the element, its attributes, the script. */

import { type Finding, wrong } from "./findings.ts";

const SCRIPT = /\/embed\/v1\/embed(\.[0-9a-f]+)?\.js(\?|$)/;

export const threads = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>("comment-thread")];

export function elements(): Finding[] {
  const all = threads();
  if (!all.length) {
    return [wrong("element_missing", "There is no <comment-thread> on this page.", "<comment-thread site=… article=…>")];
  }
  const bare = all.filter((one) => !one.getAttribute("site") || !one.getAttribute("article"));
  if (!bare.length) return [];
  return [wrong("attributes_missing", "A <comment-thread> has no site or no article.", "<comment-thread site=… article=…>")];
}

/** Why nothing has defined the element; `base` is where this script came from. */
export function script(base: string): Finding[] {
  const tag = [...document.scripts].find(({ src }) => SCRIPT.test(src));
  const line = `<script type="module" async src="${base}embed.js"></script>`;
  if (tag && !tag.src.startsWith(base)) {
    return [wrong("script_elsewhere", `The comments' script comes from ${tag.src}, this one from ${base}.`, line)];
  }
  if (customElements.get("comment-thread")) return [];
  if (!tag) return [wrong("script_missing", "The script is not on this page.", line)];
  if (tag.type !== "module") {
    return [wrong("script_classic", "The script needs type=module: as a classic one it is a mistake.", line)];
  }
  return [wrong("script_refused", "The script did not run: a policy, a blocker or the network kept it away.", "")];
}
