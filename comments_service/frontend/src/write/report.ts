/** Telling a moderator what is wrong with a comment. */

import { focus, type Thread } from "../thread.ts";
import { find, open, place } from "./kit.ts";
import { panelOf, sending } from "./panel.ts";
import { send } from "./send.ts";

export function report(thread: Thread, link: HTMLElement): void {
  for (const other of thread.section.querySelectorAll(".ct-list [data-kit=report]")) other.remove();
  open(thread, "report", link);
  const panel = place(thread, "report", link);
  const notice = find<HTMLAnchorElement>(panel, "[data-notice]");
  notice.target = "_blank";
  notice.search += `${notice.search && "&"}comment=${panel.dataset["of"]}`;
}

export async function sendReport(thread: Thread, button: HTMLElement): Promise<void> {
  const panel = panelOf(button);
  const reason = panel.querySelector<HTMLInputElement>(":checked")?.value ?? "";
  const detail = find<HTMLInputElement>(panel, "[name=detail]").value;
  const fields = { act: "report", id: panel.dataset["of"] as string, reason, detail };
  find(panel, ".ct-alert").textContent = "";
  const came = await send(thread, "act", fields, sending(thread, panel));
  if (!came) return;
  const thanks = document.createElement("p");
  thanks.className = "ct-note";
  thanks.textContent = came.dataset["say"] ?? "";
  panel.replaceWith(thanks);
  focus(thanks);
  thread.say(thanks.textContent);
}
