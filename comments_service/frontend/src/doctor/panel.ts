/** Tells what was found, on the page itself and apart from its styles. */

import type { Finding } from "./findings.ts";
import style from "./panel.css";

const LEVELS = ["wrong", "note", "fine"];
const TITLE = "The comments on this page";

export function show(findings: Finding[], place: Element | undefined): void {
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  root.append(panel(findings));
  if (place) place.before(host);
  else document.body.append(host);
}

function panel(findings: Finding[]): HTMLElement {
  const section = made("section");
  section.ariaLabel = TITLE;
  const list = made("ul");
  list.append(...LEVELS.flatMap((level) => findings.filter((one) => one.level === level).map(line)));
  section.append(made("h2", TITLE), list);
  return section;
}

function line({ level, code, text, remedy }: Finding): HTMLElement {
  const item = made("li");
  item.dataset["level"] = level;
  item.dataset["code"] = code;
  item.append(made("b", `${level[0]?.toUpperCase()}${level.slice(1)}`), " ", text);
  if (remedy) item.append(" ", made("code", remedy));
  return item;
}

function made(name: string, text = ""): HTMLElement {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}
