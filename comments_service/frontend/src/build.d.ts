/** The address of the writing part, relative to this script's own; put in by the build. */
declare const WRITING: string;

declare module "*.css" {
  const text: string;
  export default text;
}
