/** Print the page that a server would answer with: `npm run page -- SERVICE ARTICLE`. */

import { renderToString } from "react-dom/server";
import { App, ARTICLES } from "./App.jsx";

const [service, article] = process.argv.slice(2);
if (!(article in ARTICLES)) throw new Error(`There is no article ${article}`);
const PATIENCE = 2_000; // ms: without the comments the article comes all the same

async function comments() {
  const query = new URLSearchParams({ site: "demo", article });
  const link = `<a href="${service}/t?${query.toString().replaceAll("&", "&amp;")}">Read the comments</a>`;
  try {
    const answer = await fetch(`${service}/embed/v1/thread?${query}`, { signal: AbortSignal.timeout(PATIENCE) });
    return answer.ok ? await answer.text() : link;
  } catch {
    return link;
  }
}

const app = renderToString(<App article={article} included={await comments()} />);
process.stdout.write(`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tidings</title>
<div id="root" data-article="${article}">${app}</div>
<script type="module" src="/client.js"></script>
<script type="module" async src="${service}/embed/v1/embed.js"></script>
</html>
`);
