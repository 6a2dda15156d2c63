/**
 * The last step of a build, run by Trunk in its staging directory: bundles the plugin script, joins
 * the style sheets into one file, and puts the hash of every inline script of the page into its
 * Content-Security-Policy.
 *
 * Why: Trunk starts the program with a small inline script whose text changes with every build, and
 * the policy allows no other inline script; and ten small style sheets are ten requests before the
 * first paint. Invariant: a build whose page would not start under its own policy fails.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const PLACEHOLDER = "'inline-script-hash'";
// A release build minifies the page first: other order, no quotes.
const STYLE_SHEET = /[ \t]*<link\b(?=[^>]*\srel=["']?stylesheet\b)[^>]*?\shref=["']?(?:\.\/|\/)?([^"'\s>]+)[^>]*>\n?/g;
const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

const staging = process.env.TRUNK_STAGING_DIR;
if (!staging) {
  throw new Error("TRUNK_STAGING_DIR is not set: this script is a post_build hook of Trunk.");
}
const project = resolve(dirname(fileURLToPath(import.meta.url)), "..");

const bundler = join(project, "plugin", "build.mjs");
if (existsSync(bundler)) {
  const { status } = spawnSync(process.execPath, [bundler, join(staging, "plugin.js")], {
    stdio: "inherit",
  });
  if (status !== 0) throw new Error(`plugin/build.mjs ended with status ${status}.`);
}

const page = join(staging, "index.html");
writeFileSync(page, withScriptHashes(withOneStyleSheet(readFileSync(page, "utf8"))));

/** The page with its style sheets joined, in their order, where the first of them was. */
function withOneStyleSheet(html) {
  const files = [...html.matchAll(STYLE_SHEET)].map(([, file]) => join(staging, file));
  if (files.length === 0) throw new Error("index.html has no style sheet.");
  const css = files.map((file) => readFileSync(file, "utf8")).join("\n");
  for (const file of files) rmSync(file);
  const name = `panel-${createHash("sha256").update(css).digest("hex").slice(0, 16)}.css`;
  writeFileSync(join(staging, name), css);
  let isFirst = true;
  return html.replace(STYLE_SHEET, () => {
    const link = isFirst ? `    <link rel="stylesheet" href="./${name}" />\n` : "";
    isFirst = false;
    return link;
  });
}

/** The page with a policy that allows exactly the inline scripts that it has. */
function withScriptHashes(html) {
  if (!html.includes(PLACEHOLDER)) {
    throw new Error(`index.html has no ${PLACEHOLDER} in its Content-Security-Policy.`);
  }
  const hashes = [...html.matchAll(INLINE_SCRIPT)].map(
    ([, text]) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`,
  );
  return html.replace(PLACEHOLDER, hashes.join(" "));
}
