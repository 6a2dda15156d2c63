/**
 * Runs the tests of the plugin script: `node plugin/tests/run.mjs`.
 *
 * Node 20 does not read TypeScript, so each `*.test.ts` is bundled into a temporary folder, and
 * node's own test runner runs what lies there, together with the `*.test.mjs` here.
 */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));
const output = mkdtempSync(path.join(tmpdir(), "limn-plugin-tests-"));
try {
  const all = readdirSync(here).sort();
  const names = all.filter((name) => name.endsWith(".test.ts"));
  await build({
    entryPoints: names.map((name) => path.join(here, name)),
    bundle: true,
    outdir: output,
    outExtension: { ".js": ".mjs" },
    format: "esm",
    platform: "node",
    target: "node20",
    sourcemap: "inline",
    tsconfig: path.join(here, "tsconfig.json"),
    logLevel: "warning",
  });
  const files = [
    ...names.map((name) => path.join(output, name.replace(/\.ts$/, ".mjs"))),
    ...all.filter((name) => name.endsWith(".test.mjs")).map((name) => path.join(here, name)),
  ];
  const run = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...files], {
    cwd: path.join(here, "../.."),
    stdio: "inherit",
  });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(output, { recursive: true, force: true });
}
