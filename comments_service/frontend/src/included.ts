/** Comments that came with the page: the publisher included them on the server. */

/** The thread's section inside the element, or one that the parser has put outside of it
because a `<p>` was open around us. */
export function included(host: HTMLElement, site: string, article: string): HTMLElement | null {
  const place = host.getRootNode() as Document | ShadowRoot;
  const found = [...place.querySelectorAll<HTMLElement>("section[data-ct]")].filter(
    ({ dataset }) => dataset["site"] === site && dataset["article"] === article,
  );
  return (
    found.find((one) => host.contains(one)) ?? found.find((one) => !one.closest("comment-thread")) ?? null
  );
}

/** Wait until what belongs to the element has been parsed, and no longer. */
export async function parsed(host: HTMLElement, started: boolean): Promise<void> {
  if (document.readyState !== "loading") return;
  // With something behind the element the parser has left it: nothing more will come into it.
  if (!started && closed(host)) return;
  await new Promise((ready) => document.addEventListener("DOMContentLoaded", ready, { once: true }));
}

function closed(host: HTMLElement): boolean {
  for (let at: Element | null = host; at; at = at.parentElement) if (at.nextSibling) return true;
  return false;
}

/** Wait until the reader comes within 1,200 px: most articles are left above their comments. */
export function near(host: HTMLElement, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const watcher = new IntersectionObserver(
      (seen) => {
        if (!seen.some((one) => one.isIntersecting)) return;
        watcher.disconnect();
        resolve();
      },
      { rootMargin: "1200px" },
    );
    watcher.observe(host);
    signal.addEventListener("abort", () => watcher.disconnect());
  });
}
