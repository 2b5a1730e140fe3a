import { createApp, h, ref } from "vue";
import { Comments } from "./Comments.js";

const SITE = "demo";
const ARTICLES = { lighthouse: "Keepers of a dark lighthouse", "night-trams": "The last tram leaves at two" };

const root = document.getElementById("root");
const { service } = root.dataset;
// From wherever you keep it; without one, readers write as guests.
const token = sessionStorage.getItem("token");

createApp({
  setup() {
    const article = ref("lighthouse");
    const button = (name) => h("button", { onClick: () => (article.value = name) }, ARTICLES[name]);
    return () =>
      h("main", [
        h("nav", Object.keys(ARTICLES).map(button)),
        h("h1", ARTICLES[article.value]),
        h(Comments, {
          service,
          site: SITE,
          article: article.value,
          token: token ? async () => token : undefined,
        }),
      ]);
  },
}).mount(root);
