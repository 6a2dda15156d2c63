/*
 * The last step of a build, run by Trunk in its staging directory: bundles the plugin script and
 * puts the hash of every inline script of the page into its Content-Security-Policy.
 *
 * Why: Trunk starts the program with a small inline script whose text changes with every build, and
 * the policy allows no other inline script. Invariant: a build whose page would not start under its
 * own policy fails.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const PLACEHOLDER = "'inline-script-hash'";
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
const html = readFileSync(page, "utf8");
if (!html.includes(PLACEHOLDER)) {
  throw new Error(`index.html has no ${PLACEHOLDER} in its Content-Security-Policy.`);
}
const hashes = [...html.matchAll(INLINE_SCRIPT)].map(
  ([, text]) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`,
);
writeFileSync(page, html.replace(PLACEHOLDER, hashes.join(" ")));
