/** What the count badges say, from the same files as all other words. */

import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

/** Return each language's words for a number of comments, as esbuild puts them into a script. */
export function counted(locales) {
  const said = readdirSync(locales).sort().map((name) => {
    const { count, empty } = JSON.parse(readFileSync(join(locales, name), "utf8"));
    return [basename(name, ".json"), { empty, count }];
  });
  return { COUNTED: JSON.stringify(Object.fromEntries(said)) };
}
