/** Build dist/ from src/; with --check say whether what is committed is what would be built.

The writing part is built first: its name carries its hash, and the reading part imports it
by that name, so a page never mixes two versions. */

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import esbuild from "esbuild";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const DIST = join(ROOT, "dist");
const TARGET = ["chrome111", "firefox121", "safari16.4"];
// Bytes after brotli. Reading may weigh 15 KB with 25 comments and writing 25 KB in all: what
// the comments weigh is measured where they are rendered, in tests/edge/widget.
const BUDGETS = { "embed.js": 9_000, write: 8_000, embed: 17_000 };

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

async function built() {
  const writing = await script("write/write.ts");
  const whole = await script("embed.ts", { plugins: [inside] });
  const name = hashed("write", writing);
  return {
    "embed.js": await script("embed.ts", { define: { WRITING: JSON.stringify(name) } }),
    [name]: writing,
    [hashed("embed", whole)]: whole,
    "doctor.js": await script("doctor/doctor.ts", { define: { WRITING: JSON.stringify(name) } }),
    "demo.js": await script("demo.ts"),
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
