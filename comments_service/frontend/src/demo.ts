/** The demo's own script: how long ago its articles appeared. */

import { watch } from "./times.ts";

watch(document.body);
