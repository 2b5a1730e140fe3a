import { hydrateRoot } from "react-dom/client";
import { App } from "./App.jsx";

// From wherever you keep it; without one, readers write as guests.
const token = sessionStorage.getItem("token");
const root = document.getElementById("root");

hydrateRoot(root, <App article={root.dataset.article} token={token ? async () => token : undefined} />);
