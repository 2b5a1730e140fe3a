/** What the page's policy has refused of ours, and what else keeps us from working on it. */

import { type Finding, note, wrong } from "./findings.ts";

/** The report of a policy, whose body has no type of its own yet. */
type Earlier = Report & { body: { effectiveDirective: string; blockedURL: string } };

/** Remembers, by directive, what was refused; only Chromium also tells what was before us. */
export class Refusals {
  readonly base: string;
  readonly #refused = new Map<string, string>();

  constructor(base: string) {
    this.base = base;
    addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
      this.#note(effectiveDirective, blockedURI),
    );
    if (!("ReportingObserver" in globalThis)) return;
    const earlier = (reports: Report[]): void => {
      for (const { body } of reports as Earlier[]) this.#note(body.effectiveDirective, body.blockedURL);
    };
    new ReportingObserver(earlier, { types: ["csp-violation"], buffered: true }).observe();
  }

  #note(directive: string, blocked: string): void {
    if (blocked.startsWith(new URL(this.base).origin)) this.#refused.set(directive, blocked);
  }

  has(directive: string): boolean {
    return [...this.#refused.keys()].some((one) => one.startsWith(directive));
  }

  findings(): Finding[] {
    return [...this.#refused].map(([directive, blocked]) =>
      wrong(
        `policy_${directive.split("-")[0]}`,
        `The page's Content-Security-Policy refuses ${blocked} (${directive}).`,
        this.#remedy(directive),
      ),
    );
  }

  #remedy(directive: string): string {
    // Scripts are let in by their folder: no other script of ours is of use to a page.
    if (directive.startsWith("script-src")) return `script-src ${this.base}`;
    return `${directive} ${new URL(this.base).origin}`;
  }
}

/** The part that writes is loaded when somebody writes: try it now. */
export async function parts(base: string, refusals: Refusals): Promise<Finding[]> {
  try {
    await import(new URL(WRITING, base).href);
    return [];
  } catch {
    await reported();
    if (refusals.has("script-src")) return [];
    return [wrong("parts_unreachable", `A part of the script cannot be loaded: ${base}${WRITING}`)];
  }
}

/** Reports come a moment after what they report. */
export const reported = (): Promise<void> => new Promise((done) => setTimeout(done, 100));

export function storage(): Finding[] {
  try {
    localStorage.getItem("ct");
    return [];
  } catch {
    return [note("storage_blocked", "Nothing can be stored on this page: who writes is known until it is left.")];
  }
}
