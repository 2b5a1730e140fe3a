/** Where the list is that an element asks for. */

/** Return its address, in the spelling under which it is kept; none for what nobody could list. */
export function address(element: Element, script: string): string | null {
  const [site, articles] = [element.getAttribute("site"), element.getAttribute("articles")];
  if (!site) return refuse("needs the attribute `site`");
  const query = new URLSearchParams({ site });
  for (const name of articles === null ? ["lang", "days", "limit"] : ["lang"]) {
    const value = element.getAttribute(name);
    if (value) query.set(name, value);
  }
  if (articles === null) return new URL(`discussed?${query}`, script).href;
  const keys = listed(articles);
  if (!keys) return refuse('takes `articles` as a list in JSON: ["budget-2026", "harbour-42"]');
  for (const key of keys) query.append("article", key);
  return keys.length ? new URL(`related?${query}`, script).href : null;
}

function listed(articles: string): string[] | null {
  try {
    const keys: unknown = JSON.parse(articles);
    return Array.isArray(keys) ? keys.map(String) : null;
  } catch {
    return null;
  }
}

function refuse(why: string): null {
  console.error(`comment-list ${why}`);
  return null;
}
