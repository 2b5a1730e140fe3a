/** Run tests/: translated first, since not every Node reads TypeScript. */

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import esbuild from "esbuild";
import { counted } from "./words.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OUT = join(ROOT, "node_modules", ".tests");
const names = readdirSync(join(ROOT, "tests")).filter((name) => name.endsWith(".test.ts"));

await esbuild.build({
  entryPoints: names.map((name) => join(ROOT, "tests", name)),
  outdir: OUT,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  platform: "node",
  define: counted(join(dirname(ROOT), "locales")),
});
const files = names.map((name) => join(OUT, name.replace(/ts$/, "mjs")));
process.exitCode = spawnSync(process.execPath, ["--test", "--test-reporter=dot", ...files], { stdio: "inherit" }).status ?? 1;
