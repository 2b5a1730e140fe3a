import { useEffect, useRef } from "react";

/** The comments of one article; another `article` shows another thread.

`included` is what a server has put inside: the thread's HTML, or a link to it. The browser hands
over nothing: React compares none of it, and the element has taken its comments by then.
`token` says who reads, for who has signed in with you: `async () => "…"`. */
export function Comments({ site, article, included = "", token }) {
  const thread = useRef(null);

  useEffect(() => {
    // A property: attributes hold no functions. The element's script may come before or after.
    thread.current.tokenProvider = token;
  }, [token]);

  return (
    <comment-thread
      ref={thread}
      site={site}
      article={article}
      suppressHydrationWarning
      dangerouslySetInnerHTML={{ __html: included }}
    />
  );
}
