/** The calls for numbers: one, unless there are more articles than one takes. */

const MOST_KEYS = 100;
const MOST_BYTES = 8_000; // of a call's address
const BAD_REQUEST = 400;

/** Return the number of each key that could be counted. */
export async function counts(door: string, site: string, keys: Iterable<string>): Promise<Map<string, number>> {
  const answers = calls(door, site, keys).map((some) => call(door, site, some));
  return new Map((await Promise.all(answers)).flat());
}

/** Share keys out among as few calls as take them. */
export function calls(door: string, site: string, keys: Iterable<string>): string[][] {
  const all: string[][] = [];
  let left = 0;
  for (const key of keys) {
    const bytes = address("", "", [key]).length - address("", "", []).length;
    if (bytes > left || all.at(-1)?.length === MOST_KEYS) {
      all.push([]);
      left = MOST_BYTES - address(door, site, []).length;
    }
    all.at(-1)?.push(key);
    left -= bytes;
  }
  return all;
}

function address(door: string, site: string, keys: string[]): string {
  const query = new URLSearchParams({ site });
  for (const key of keys) query.append("article", key);
  return `${door}?${query}`;
}

async function call(door: string, site: string, keys: string[]): Promise<[string, number][]> {
  const answer = await fetch(address(door, site, keys), { credentials: "omit" }).catch(() => null);
  if (answer?.ok) return numbers(answer);
  if (answer?.status !== BAD_REQUEST) return [];
  if (keys.length > 1) return halves(door, site, keys);
  console.error(`"${keys[0]}" is no article that could be counted`);
  return [];
}

/** One key that is none, of a template that broke, costs the others nothing. */
async function halves(door: string, site: string, keys: string[]): Promise<[string, number][]> {
  const middle = keys.length >> 1;
  const parts = [keys.slice(0, middle), keys.slice(middle)].map((part) => call(door, site, part));
  return (await Promise.all(parts)).flat();
}

async function numbers(answer: Response): Promise<[string, number][]> {
  const told = (await answer.json().catch(() => null)) as { counts?: Record<string, number> } | null;
  return Object.entries(told?.counts ?? {}).filter(([, number]) => Number.isInteger(number));
}
