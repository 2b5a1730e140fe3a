/** A guest's capability, in the storage of the page that we stand in. */

const memory = new Map<string, string>();
const key = (site: string): string => `ct:guest:${site}`;

/** Every access may throw: storage is blocked, or full, or the frame is sandboxed. */
export function kept(site: string): string {
  try {
    return localStorage.getItem(key(site)) ?? memory.get(site) ?? "";
  } catch {
    return memory.get(site) ?? "";
  }
}

export function keep(site: string, token: string): void {
  memory.set(site, token);
  try {
    localStorage.setItem(key(site), token);
  } catch {
    // It lives as long as the page does.
  }
}

export function drop(site: string): void {
  memory.delete(site);
  try {
    localStorage.removeItem(key(site));
  } catch {
    // There is nothing to drop where nothing is kept.
  }
}
