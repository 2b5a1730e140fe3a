import { h } from "vue";

/** The comments of one article; another `article` shows another thread.

In a template instead of `h`, tell the compiler that this is no component of yours:
`isCustomElement: (tag) => tag === "comment-thread"`. */
export const Comments = {
  props: { service: String, site: String, article: String, token: Function },
  setup: (props) => () => {
    const { service, site, article, token } = props;
    const link = `${service}/t?${new URLSearchParams({ site, article })}`;
    // Attributes have a `^`; a function can only be a property, which has a `.`.
    return h("comment-thread", { "^site": site, "^article": article, ".tokenProvider": token }, [
      h("a", { href: link }, "Read the comments"),
    ]);
  },
};
