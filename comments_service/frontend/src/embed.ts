import { CommentThread } from "./element.ts";

const NAME = "comment-thread";
const taken = customElements.get(NAME);

// The script may stand on a page twice, in two versions: the first one serves.
if (!taken) customElements.define(NAME, CommentThread);
else if (!("ofComments" in taken)) {
  console.warn(`This page has a <${NAME}> of its own: the comments stay behind their link`);
}
