/** Where the parts come from that a reader may never need: fetched on demand.

The script of one file has this module replaced by `parts-inside.ts`. */

import type * as Isolating from "./isolate.ts";
import type * as Writing from "./write/write.ts";

type Door = (name: string) => string;

export const writing = (door: Door): Promise<typeof Writing> =>
  import(door(WRITING)) as Promise<typeof Writing>;

export const isolating = (door: Door): Promise<typeof Isolating> =>
  import(door(ISOLATING)) as Promise<typeof Isolating>;
