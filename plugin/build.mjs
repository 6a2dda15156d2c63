/**
 * Bundles the plugin script: `node plugin/build.mjs [output]`, by default to dist/plugin.js.
 *
 * Penpot evaluates the script as text in a SES compartment. SES refuses, wherever they stand (in
 * comments and strings too), what looks like a dynamic import, a direct eval or an HTML comment;
 * module syntax is a syntax error. The bundle is checked for all of these before it is written.
 */

import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = path.dirname(fileURLToPath(import.meta.url));

/** What the sandbox refuses, as SES looks for it. */
const REFUSED = [
  [/\bimport\s*(?:\(|\/[/*])/, "looks like a dynamic import"],
  [/\bimport\s*\.\s*meta\b/, "is module syntax"],
  [/\beval\s*\(/, "looks like a direct eval"],
  [/<!--|-->/, "is an HTML comment marker"],
  [/^\s*(?:import|export)\b(?!\s*[(.])/m, "is module syntax"],
];

/** The reasons for which the sandbox would refuse `code`, with line numbers from 1. */
export function refusedBySandbox(code) {
  return REFUSED.flatMap(([pattern, reason]) => {
    const match = pattern.exec(code);
    if (match === null) {
      return [];
    }
    const line = code.slice(0, match.index).split("\n").length;
    return [`line ${line}: ${JSON.stringify(match[0].trim())} ${reason}`];
  });
}

/** Bundles the script and returns its text; throws if the sandbox would refuse it. */
export async function bundlePlugin() {
  const result = await build({
    entryPoints: [path.join(here, "src/main.ts")],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    tsconfig: path.join(here, "tsconfig.json"),
    logLevel: "warning",
  });
  const code = result.outputFiles[0].text;
  const problems = refusedBySandbox(code);
  if (problems.length > 0) {
    throw new Error(`Penpot's sandbox would refuse the plugin script:\n${problems.join("\n")}`);
  }
  return code;
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const output = process.argv[2] ?? path.join(here, "../dist/plugin.js");
  try {
    const code = await bundlePlugin();
    mkdirSync(path.dirname(path.resolve(output)), { recursive: true });
    writeFileSync(output, code);
    console.log(`${output}: ${code.length} bytes`);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
