import { useEffect, useState } from "react";
import { Comments } from "./Comments.jsx";

const SITE = "demo";
export const ARTICLES = { "night-trams": "The last tram leaves at two", "harbour-swim": "A swim across the harbour" };

export function App({ article, included, token }) {
  const [shown, show] = useState(article);

  useEffect(() => {
    const back = ({ state }) => show(state?.article ?? article);
    addEventListener("popstate", back);
    return () => removeEventListener("popstate", back);
  }, [article]);

  const go = (event) => {
    event.preventDefault();
    const { article: next } = event.currentTarget.dataset;
    history.pushState({ article: next }, "", `?article=${next}`);
    show(next);
  };

  return (
    <main>
      <nav>
        {Object.entries(ARTICLES).map(([name, title]) => (
          <a key={name} href={`?article=${name}`} data-article={name} onClick={go}>
            {title}
          </a>
        ))}
      </nav>
      <h1>{ARTICLES[shown]}</h1>
      <Comments site={SITE} article={shown} included={included} token={token} />
    </main>
  );
}
