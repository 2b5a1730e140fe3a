/** Which key does what: as delivered, or as this browser was told. Nothing here touches the page. */

export interface Keys {
  readonly on: boolean;
  /** The key of each deed; none when it is empty. */
  readonly of: Readonly<Record<string, string>>;
}

type Pressed = Pick<KeyboardEvent, "key" | "ctrlKey" | "altKey" | "metaKey" | "isComposing">;

/** Read what was kept; what it does not know, or was not kept by us, is as delivered. */
export function read(delivered: Readonly<Record<string, string>>, kept: string | null): Keys {
  const found = parsed(kept);
  const of = { ...delivered };
  for (const [does, key] of Object.entries(found.of ?? {})) if (does in of && typeof key === "string") of[does] = key;
  return { on: found.on !== false, of };
}

function parsed(kept: string | null): Partial<Keys> {
  try {
    const found: unknown = JSON.parse(kept ?? "{}");
    return typeof found === "object" && found !== null ? found : {};
  } catch {
    return {};
  }
}

/** Name the deed of a key press, if there is one. Shift is no modifier: it is how one types `?`. */
export function deed(keys: Keys, pressed: Pressed): string | undefined {
  if (!plain(pressed) || !keys.on) return undefined;
  return Object.keys(keys.of).find((does) => keys.of[does] !== "" && keys.of[does] === pressed.key);
}

/** Which of the reasons a digit stands for, counted from 0. */
export function digit(keys: Keys, pressed: Pressed): number | undefined {
  return plain(pressed) && keys.on && /^[1-9]$/.test(pressed.key) ? Number(pressed.key) - 1 : undefined;
}

function plain(pressed: Pressed): boolean {
  return !(pressed.ctrlKey || pressed.altKey || pressed.metaKey || pressed.isComposing);
}

/** Return the keys that several deeds have. */
export function clashes(keys: Keys): string[] {
  const taken = Object.values(keys.of).filter(Boolean);
  return [...new Set(taken.filter((key, at) => taken.indexOf(key) !== at))];
}
