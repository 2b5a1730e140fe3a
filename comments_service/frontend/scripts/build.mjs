/** Build dist/ from src/; with --check say whether what is committed is what would be built.

The parts that are loaded on demand are built first: their names carry their hashes, and the
reading part imports them by those names, so a page never mixes two versions. */

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import esbuild from "esbuild";
import { counted } from "./words.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const DIST = join(ROOT, "dist");
const LOCALES = join(dirname(ROOT), "locales");
const TARGET = ["chrome111", "firefox121", "safari16.4"];
// Bytes after brotli. Reading may weigh 15 KB with 25 comments and writing 25 KB in all: what
// the comments weigh is measured where they are rendered, in tests/edge/widget. The desk may weigh
// 40 KB in all: its pages and their style are measured in tests/edge/moderator/desk.
const BUDGETS = {
  "embed.js": 9_000,
  "frame.js": 1_000,
  "count.js": 4_000,
  "list.js": 3_000,
  write: 8_000,
  isolate: 1_000,
  embed: 17_000,
  "desk.js": 8_000,
};
const PARTS = { WRITING: "write/write.ts", ISOLATING: "isolate.ts" };

const text = (path) => readFileSync(join(ROOT, "src", path), "utf8");
const minified = async (css) =>
  (await esbuild.transform(css, { loader: "css", minify: true, target: TARGET })).code.trim();

const styles = {
  name: "styles",
  setup: (build) =>
    build.onLoad({ filter: /\.css$/ }, async ({ path }) => ({
      contents: await minified(readFileSync(path, "utf8")),
      loader: "text",
    })),
};

/** Puts inside what the usual script imports when it is needed. */
const inside = {
  name: "inside",
  setup: (build) =>
    build.onResolve({ filter: /\/parts\.ts$/ }, () => ({ path: join(ROOT, "src/parts-inside.ts") })),
};

async function script(entry, { define = {}, plugins = [] } = {}) {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: ROOT,
    entryPoints: [`src/${entry}`],
    bundle: true,
    minify: true,
    format: "esm",
    target: TARGET,
    charset: "utf8",
    write: false,
    define,
    plugins: [styles, ...plugins],
  });
  return outputFiles[0].text;
}

const hashed = (stem, contents) =>
  `${stem}.${createHash("sha256").update(contents).digest("hex").slice(0, 8)}.js`;

/** Return a part's name, which carries its hash, and its contents. */
async function part(entry) {
  const contents = await script(entry);
  return [hashed(basename(entry, ".ts"), contents), contents];
}

async function built() {
  const parts = await Promise.all(Object.values(PARTS).map(part));
  const define = Object.fromEntries(Object.keys(PARTS).map((name, at) => [name, JSON.stringify(parts[at][0])]));
  const whole = await script("embed.ts", { plugins: [inside] });
  return {
    "embed.js": await script("embed.ts", { define }),
    ...Object.fromEntries(parts),
    [hashed("embed", whole)]: whole,
    "doctor.js": await script("doctor/doctor.ts", { define }),
    "frame.js": await script("frame.ts"),
    "count.js": await script("count/count.ts", { define: counted(LOCALES) }),
    "list.js": await script("list/list.ts"),
    "demo.js": await script("demo.ts"),
    "desk.js": await script("desk/desk.ts"),
    "page.css": await minified(text("thread.css") + text("page.css")),
    "demo.css": await minified(text("demo.css")),
  };
}

const weight = (contents) => brotliCompressSync(contents).length;

function heavy(files) {
  return Object.entries(files)
    .map(([name, contents]) => [name, weight(contents), BUDGETS[name.replace(/\.[0-9a-f]{8}\.js$/, "")]])
    .filter(([name, bytes, most]) => {
      console.log(`${name.padEnd(20)} ${String(bytes).padStart(6)} bytes${most ? ` of ${most}` : ""}`);
      return bytes > most;
    });
}

function stale(files) {
  const there = readdirSync(DIST);
  const other = (name) => readFileSync(join(DIST, name), "utf8") !== files[name];
  return [...new Set([...there, ...Object.keys(files)])].filter((name) => !there.includes(name) || other(name));
}

function write(files) {
  rmSync(DIST, { recursive: true, force: true });
  mkdirSync(DIST);
  for (const [name, contents] of Object.entries(files)) writeFileSync(join(DIST, name), contents);
}

const files = await built();
const problems = heavy(files).map(([name]) => `${name} is over its budget`);
if (process.argv.includes("--check")) problems.push(...stale(files).map((name) => `${name} is not fresh: run \`make frontend\``));
else write(files);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length ? 1 : 0;
