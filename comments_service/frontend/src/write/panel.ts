/** A panel that sends: its button rests meanwhile, and what was refused is said in it. */

import { span } from "../clock.ts";
import type { Thread } from "../thread.ts";
import { find } from "./kit.ts";
import type { Refusal } from "./send.ts";

export const panelOf = (inside: HTMLElement): HTMLElement => inside.closest<HTMLElement>("[data-kit], .ct-write") as HTMLElement;

export const textOf = (panel: HTMLElement): string => find<HTMLTextAreaElement>(panel, "[name=text]").value;

/** Put the button at rest; return what says a refusal and wakes it again. */
export function sending(thread: Thread, panel: HTMLElement): (why: Refusal) => void {
  const [button, alert] = [find<HTMLButtonElement>(panel, ".ct-go"), find(panel, ".ct-alert")];
  button.disabled = true;
  return ({ text, wait }) => {
    button.disabled = false;
    // The same words once more would be read out once more.
    if (alert.textContent !== text) alert.textContent = text;
    if (wait) countDown(thread, alert, button, wait);
  };
}

/** Count down beside the words, so that nobody has to guess when it may be sent again. */
function countDown(thread: Thread, alert: HTMLElement, button: HTMLButtonElement, seconds: number): void {
  const until = Date.now() + seconds * 1000;
  // Read out once, not every second.
  const clock = document.createElement("span");
  clock.ariaHidden = "true";
  alert.after(clock);
  const step = () => {
    const left = (until - Date.now()) / 1000;
    button.disabled = left > 0;
    clock.textContent = thread.word("wait").replace("{time}", span(left, thread.section.lang));
    if (left > 0) setTimeout(step, 1000);
    else clock.remove();
  };
  step();
}
