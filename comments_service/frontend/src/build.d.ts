/** The addresses of the parts, relative to this script's own; put in by the build. */
declare const ISOLATING: string;
declare const WRITING: string;

/** How each language says how many comments there are; put in by the build. */
declare const COUNTED: Record<string, { empty: string; count: Record<string, string> }>;

declare module "*.css" {
  const text: string;
  export default text;
}
