/** What was found on a page, as the service's own findings are. */
export interface Finding {
  /** `wrong` keeps something from working, `note` is good to know, `fine` is well. */
  readonly level: string;
  readonly code: string;
  readonly text: string;
  readonly remedy: string;
}

export const wrong = (code: string, text: string, remedy = ""): Finding => ({
  level: "wrong",
  code,
  text,
  remedy,
});

export const note = (code: string, text: string): Finding => ({ level: "note", code, text, remedy: "" });
