/**
 * Weighs the built panel: what a browser downloads before the first word can be typed.
 *
 * Adds up the WebAssembly, the scripts and the styles of dist/ as a server sends them at best
 * (brotli, quality 11), prints a table, and ends with status 1 above the limit. The plugin script
 * is listed apart and not counted: the design tool loads it, not the panel's page.
 * Invariant: every file that counts is weighed, so the sum cannot miss a new one.
 */
import { readFileSync, readdirSync } from "node:fs";
import { dirname, extname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

/** What the panel's own files are to come down to, in bytes after compression. */
const GOAL = 350_000;
/** What they may weigh until then: a ratchet, lowered with every step and never raised. */
const LIMIT = 485_000;
const COUNTED = new Set([".wasm", ".js", ".css"]);
const APART = new Set(["plugin.js"]);

const project = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const dist = resolve(process.argv[2] ?? join(project, "dist"));

const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && COUNTED.has(extname(entry.name)))
  .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
  // What a failed build left behind is not served.
  .filter((path) => !relative(dist, path).startsWith("."))
  .map((path) => {
    const bytes = readFileSync(path);
    return { name: relative(dist, path), raw: bytes.length, sent: compressed(bytes) };
  })
  .sort((one, other) => other.sent - one.sent);
const own = files.filter(({ name }) => !APART.has(name));
const apart = files.filter(({ name }) => APART.has(name));
if (!own.some(({ name }) => name.endsWith(".wasm"))) {
  console.error(`${dist} holds no built panel. Run \`cargo xtask build\` first.`);
  process.exit(1);
}

const sum = (key) => own.reduce((total, file) => total + file[key], 0);
const total = { name: "the panel", raw: sum("raw"), sent: sum("sent") };
row("", "raw", "brotli");
for (const file of [...own, total]) row(file.name, grouped(file.raw), grouped(file.sent));
for (const file of apart) row(`${file.name} (not counted)`, grouped(file.raw), grouped(file.sent));
row("the limit", "", grouped(LIMIT));
row("the goal", "", grouped(GOAL));
if (total.sent > LIMIT) {
  console.error(`The panel is ${grouped(total.sent - LIMIT)} bytes over its limit.`);
  process.exitCode = 1;
}

/** The size of these bytes as a server sends them, compressed as far as brotli goes. */
function compressed(bytes) {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  }).length;
}

/** A whole number with commas between thousands. */
function grouped(number) {
  return number.toLocaleString("en-US");
}

/** One line of the table. */
function row(name, raw, sent) {
  console.log(`  ${name.padEnd(40)} ${raw.padStart(11)} ${sent.padStart(11)}`);
}
