/** Inside a frame: tells the page around it how tall the thread is, and takes its theme.

Both only where a page of the site is around it, and of all windows only from that one. */

import type { Height, Theme, Unknown } from "./messages.ts";

const around = registered();
if (around) {
  new ResizeObserver(() => tell(around)).observe(document.body);
  addEventListener("message", ({ source, origin, data }: MessageEvent<Unknown<Theme>>) => {
    if (source === parent && origin === around && data?.ct === "theme") dress(data.theme);
  });
}
document.addEventListener("click", lead, true);

/** The origin of the page around us; none unless the site has registered it. */
function registered(): string | undefined {
  const ancestors = location.ancestorOrigins as DOMStringList | undefined; // Firefox has none
  const origin = ancestors?.[0] ?? new URLSearchParams(location.search).get("origin") ?? "";
  const known = document.body.dataset["origins"]?.split(" ") ?? [];
  return parent !== window && known.includes(origin) ? origin : undefined;
}

function tell(origin: string): void {
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  const told: Height = { ct: "height", height, title: document.title };
  parent.postMessage(told, origin);
}

function dress(theme: unknown): void {
  if (theme === "light" || theme === "dark") document.documentElement.dataset["theme"] = theme;
}

/** Links that lead elsewhere open beside the frame: hardly any page lets itself be framed. */
function lead(event: MouseEvent): void {
  const link = event.composedPath().find((one) => one instanceof HTMLAnchorElement);
  if (!link || link.href.startsWith(location.origin + location.pathname)) return;
  link.target = "_blank";
  link.relList.add("noopener");
}
