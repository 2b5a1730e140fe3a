/** Votes: shown at once, taken back when the server does not agree. */

import { commentOf, type Thread } from "../thread.ts";
import { send } from "./send.ts";

type Votes = Record<string, number>;

/** What the server is known to hold, of comments whose votes are still under way. */
const sure = new Map<string, number>();

const read = (thread: Thread): Votes => JSON.parse(thread.section.dataset["votes"] ?? "{}") as Votes;

const voteOn = (thread: Thread, id: string): number => read(thread)[id] ?? 0;

function write(thread: Thread, id: string, value: number): void {
  thread.section.dataset["votes"] = JSON.stringify({ ...read(thread), [id]: value });
}

/** Show the reader's votes on every copy of a comment (a pinned one stands there twice). */
export function mark(thread: Thread): void {
  const votes = read(thread);
  for (const button of thread.section.querySelectorAll<HTMLButtonElement>(".ct-vote")) {
    const mine = votes[commentOf(button).dataset["id"] as string] ?? 0;
    button.ariaPressed = String(mine === Number(button.value));
  }
}

export async function vote(thread: Thread, button: HTMLButtonElement): Promise<void> {
  const { id = "" } = commentOf(button).dataset;
  const wanted = button.ariaPressed === "true" ? 0 : Number(button.value);
  if (!sure.has(id)) sure.set(id, voteOn(thread, id));
  turn(thread, id, wanted);
  let problem = "";
  const came = await send(thread, "act", { act: "vote", id, value: String(wanted) }, ({ text }) => (problem = text));
  if (came) sure.set(id, wanted);
  // Who has voted again meanwhile sees what comes of that.
  if (voteOn(thread, id) !== wanted) return;
  if (came) figures(thread, id, came.dataset);
  else turn(thread, id, sure.get(id) ?? 0);
  sure.delete(id);
  thread.say(problem);
}

function turn(thread: Thread, id: string, to: number): void {
  const from = voteOn(thread, id);
  write(thread, id, to);
  for (const button of buttons(thread, id)) {
    const value = Number(button.value);
    const figure = button.lastElementChild as HTMLElement;
    const count = Number(figure.textContent) + Number(value === to) - Number(value === from);
    figure.textContent = count > 0 ? String(count) : "";
  }
  mark(thread);
}

function figures(thread: Thread, id: string, { up, down }: DOMStringMap): void {
  for (const button of buttons(thread, id)) {
    const count = button.value === "1" ? up : down;
    (button.lastElementChild as HTMLElement).textContent = count === "0" ? "" : (count ?? "");
  }
}

const buttons = (thread: Thread, id: string): NodeListOf<HTMLButtonElement> =>
  thread.section.querySelectorAll<HTMLButtonElement>(`[data-id="${id}"] .ct-vote`);
