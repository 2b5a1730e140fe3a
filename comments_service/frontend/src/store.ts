/** What is kept for a reader in the storage of the page that we stand in, by site.

Every access may throw: storage is blocked, or full, or the frame is sandboxed. Then it lives
as long as the page does. */

const memory = new Map<string, string>();

/** What is kept under a name that begins with `ct:`; nothing is the empty string. */
export function recall(name: string): string {
  try {
    return localStorage.getItem(name) ?? memory.get(name) ?? "";
  } catch {
    return memory.get(name) ?? "";
  }
}

export function remember(name: string, value: string): void {
  memory.set(name, value);
  try {
    localStorage.setItem(name, value);
  } catch {
    // The memory has it.
  }
}

export function forget(name: string): void {
  memory.delete(name);
  try {
    localStorage.removeItem(name);
  } catch {
    // There is nothing to drop where nothing is kept.
  }
}

const guest = (site: string): string => `ct:guest:${site}`;

/** A guest's capability. */
export const kept = (site: string): string => recall(guest(site));
export const keep = (site: string, token: string): void => remember(guest(site), token);
export const drop = (site: string): void => forget(guest(site));

/** Whether a guest is known again when the page is loaded anew. */
export const lasting = (site: string): boolean => stored().includes(guest(site));

export const DRAFTS = "ct:draft:";

/** How the names of all drafts on an article begin; each ends with what it is about. */
export const drafts = (site: string, article: string): string =>
  `${DRAFTS}${JSON.stringify([site, article]).slice(0, -1)},`;

/** All names that begin so. */
export const names = (start: string): string[] =>
  [...new Set([...stored(), ...memory.keys()])].filter((name) => name.startsWith(start));

function stored(): string[] {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}
