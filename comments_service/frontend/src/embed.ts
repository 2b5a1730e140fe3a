import { CommentThread } from "./element.ts";

// The script may stand on a page twice, or the name may be taken: the first one serves.
if (!customElements.get("comment-thread")) customElements.define("comment-thread", CommentThread);
