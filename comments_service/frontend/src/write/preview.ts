/** What a text will look like, as the server makes it. */

import { focus, type Thread } from "../thread.ts";
import { find } from "./kit.ts";
import { panelOf, textOf } from "./panel.ts";
import { send } from "./send.ts";

export async function preview(thread: Thread, button: HTMLButtonElement): Promise<void> {
  const panel = panelOf(button);
  const place = find(panel, ".ct-preview");
  const alert = find(panel, ".ct-alert");
  alert.textContent = "";
  button.ariaBusy = "true";
  const came = await send(thread, "preview", { text: textOf(panel) }, ({ text }) => (alert.textContent = text));
  button.ariaBusy = null;
  if (!came) return;
  place.replaceChildren(...came.childNodes);
  place.hidden = false;
  focus(place);
}
