/** What a frame of ours and the element around it say to each other. */

export interface Height {
  ct: "height";
  /** CSS pixels. */
  height: number;
  /** The frame's own title, in its reader's language. */
  title: string;
}

export interface Theme {
  ct: "theme";
  theme: "light" | "dark";
}

/** What a message may hold: anybody can send anything. */
export type Unknown<T> = { [name in keyof T]?: unknown } | null | undefined;
