/** The demo's own script: how long ago its articles appeared. */

import { words } from "./times.ts";

for (const time of document.querySelectorAll<HTMLTimeElement>("time[datetime]")) {
  time.title = time.textContent ?? "";
  time.textContent = words(Date.parse(time.dateTime), Date.now(), document.documentElement.lang);
}
