/** What stands on the page, and how it is asked for. */

export function find<E extends HTMLElement>(within: ParentNode, selector: string): E {
  const found = within.querySelector<E>(selector);
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
}

export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  text: string,
  more: Partial<HTMLElementTagNameMap[K]> = {},
): HTMLElementTagNameMap[K] {
  return Object.assign(document.createElement(name), { textContent: text }, more);
}

export const token = (): string => find<HTMLInputElement>(document, "input[name=token]").value;

export interface Refused {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
}

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refused: Refused };

const AWAY: Refused = { code: "offline", title: "The desk cannot be reached", detail: "Nothing was done; please try again." };

/** Send a form of the desk; it is answered in JSON, since the page stays. */
export async function post<T>(url: string, body: URLSearchParams): Promise<Answer<T>> {
  try {
    const answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" } });
    const value: unknown = await answer.json();
    return answer.ok ? { ok: true, value: value as T } : { ok: false, refused: value as Refused };
  } catch {
    return { ok: false, refused: AWAY };
  }
}

/** Return what a form would send, pressed by this button. */
export function entered(form: HTMLFormElement, button: HTMLElement | null): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
  if (button instanceof HTMLButtonElement && button.name) fields.append(button.name, button.value);
  return fields;
}
