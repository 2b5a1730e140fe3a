/** The one way by which HTML comes in.

Only `responseType = "document"` is neither a Trusted Types sink nor a second parser of ours. */

import { correct } from "./clock.ts";

export interface Answer {
  readonly status: number;
  /** The `<section>` that every answer of ours is, or null when it was somebody else's. */
  readonly section: HTMLElement | null;
  header(name: string): string | null;
}

export class Offline extends Error {}

const PATIENCE = 20_000; // ms

export function ask(url: string, body?: URLSearchParams, signal?: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    // No header of our own and no upload listener: each would cost a preflight.
    request.open(body ? "POST" : "GET", url);
    request.responseType = "document";
    request.timeout = PATIENCE;
    request.onload = () => resolve(answer(request));
    request.onerror = request.ontimeout = () => reject(new Offline());
    signal?.addEventListener("abort", () => request.abort());
    request.send(body ?? null);
  });
}

function answer(request: XMLHttpRequest): Answer {
  const page = request.response as Document | null;
  correct(request.getResponseHeader("Date"));
  return {
    status: request.status,
    section: page?.querySelector<HTMLElement>("section[data-ct]") ?? null,
    header: (name) => request.getResponseHeader(name),
  };
}
