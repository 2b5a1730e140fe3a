/** Where a number is wanted: by our own attribute, or by those that Disqus has taught the web. */

export interface Place {
  element: HTMLElement;
  site: string;
  key: string;
}

// The thread itself may carry the same attributes: it is no place for a number.
const WANTED = [
  "[data-comment-count]",
  "[data-disqus-identifier]",
  "[data-disqus-url]",
  ".disqus-comment-count",
  'a[href$="#disqus_thread"]',
].map((where) => `${where}:not(#disqus_thread)`);

export function places(root: ParentNode, site: string): Place[] {
  return [...root.querySelectorAll<HTMLElement>(WANTED.join())]
    .map((element) => ({ element, site: siteOf(element) ?? site, key: keyOf(element) }))
    .filter((place) => place.site && place.key);
}

/** A page may list articles of several sites. */
const siteOf = (element: HTMLElement): string | undefined =>
  element.closest<HTMLElement>("[data-comment-site]")?.dataset["commentSite"];

function keyOf(element: HTMLElement): string {
  const { commentCount, disqusIdentifier, disqusUrl } = element.dataset;
  return commentCount || disqusIdentifier || disqusUrl || address(element);
}

/** As Disqus does it: a link without an identifier is an article that is known by its address. */
const address = (element: HTMLElement): string =>
  element instanceof HTMLAnchorElement ? element.href.replace(/#disqus_thread$/, "") : "";
