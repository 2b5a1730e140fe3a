/** The thread in a frame of ours: for publishers who want a wall between their page and us. */

import type { Height, Theme, Unknown } from "./messages.ts";
import type { Thread } from "./thread.ts";

const PATIENCE = 5_000; // ms; a frame that the browser refuses to show fires `load` like any other
const TALLEST = 200_000; // px
const LOOK = {
  display: "block",
  "inline-size": "100%",
  "block-size": "0",
  border: "0",
  // Shows nowhere; read back it is the page's own colour, whatever notation that is in.
  color: "color-mix(in oklab, currentColor, currentColor)",
};

/** Show a frame in the root; answers whether it has said, in time, how tall it is. */
export async function isolate(thread: Thread, root: ShadowRoot, signal: AbortSignal): Promise<boolean> {
  const [slot, frame] = [document.createElement("slot"), document.createElement("iframe")];
  for (const [name, value] of Object.entries(LOOK)) frame.style.setProperty(name, value);
  frame.title = "Comments";
  root.replaceChildren(slot, frame); // the page's own children show until the frame does
  frame.src = address(thread, frame);
  const came = await heard(frame, signal);
  if (!came) return false;
  slot.remove();
  follow(frame, signal);
  return true;
}

function address(thread: Thread, frame: HTMLIFrameElement): string {
  const query = new URLSearchParams({ site: thread.site, article: thread.article });
  if (thread.host.hasAttribute("lang")) query.set("lang", thread.host.lang);
  query.set("theme", theme(frame));
  // Where the frame can ask its browser, the address stays the one under which the page is kept.
  if (!("ancestorOrigins" in location)) query.set("origin", origin);
  return `${thread.door("frame")}?${query}`;
}

/** What goes with the page's words: they are light where it is dark. */
function theme(frame: HTMLIFrameElement): Theme["theme"] {
  const [, lightness = "0"] = getComputedStyle(frame).color.split("(");
  return parseFloat(lightness) > 0.5 ? "dark" : "light";
}

function heard(frame: HTMLIFrameElement, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), PATIENCE);
    const hear = (event: MessageEvent<Unknown<Height>>) => {
      // Of all that sends messages to a page only our own frame is obeyed.
      if (event.source !== frame.contentWindow || event.origin !== ours(frame)) return;
      if (fit(frame, event.data)) resolve(true);
    };
    addEventListener("message", hear, { signal });
  });
}

function fit(frame: HTMLIFrameElement, told: Unknown<Height>): boolean {
  if (told?.ct !== "height" || typeof told.height !== "number") return false;
  if (!(told.height >= 0 && told.height <= TALLEST)) return false;
  frame.style.setProperty("block-size", `${told.height}px`);
  if (typeof told.title === "string") frame.title = told.title;
  return true;
}

/** Tell the frame when the page turns dark or light, by the system or by a switch of its own. */
function follow(frame: HTMLIFrameElement, signal: AbortSignal): void {
  let shown = new URL(frame.src).searchParams.get("theme");
  const look = () => {
    const told: Theme = { ct: "theme", theme: theme(frame) };
    if (told.theme === shown) return;
    shown = told.theme;
    frame.contentWindow?.postMessage(told, ours(frame));
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", look, { signal });
  document.addEventListener("transitionend", look, { signal });
  const switched = new MutationObserver(look);
  for (const one of [document.documentElement, document.body]) switched.observe(one, { attributes: true });
  signal.addEventListener("abort", () => switched.disconnect());
  look();
}

const ours = ({ src }: HTMLIFrameElement): string => new URL(src).origin;
