/**
 * Builds the playground: `node playground/build.mjs OUTDIR`.
 *
 * The result is a folder of static files that asks no other host for anything: the page, one script, one
 * stylesheet, one font, and the licences of what is bundled.
 */
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const packages = resolve(here, "..", "node_modules");
const font = "@fontsource-variable/work-sans/files/work-sans-latin-wght-normal.woff2";

/** What is part of the result without being an input of the bundle: zod is inside the plugin runtime. */
const EMBEDDED = ["@fontsource-variable/work-sans", "zod"];

/** Builds into `outDir`, which is made when it is missing. */
async function buildPlayground(outDir) {
  await mkdir(outDir, { recursive: true });
  const { metafile } = await build({
    metafile: true,
    entryPoints: [join(here, "src", "main.ts")],
    outfile: join(outDir, "main.js"),
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    sourcemap: "linked",
    legalComments: "none",
    loader: { ".svg": "text" },
    logLevel: "warning",
  });
  await copyFile(join(here, "index.html"), join(outDir, "index.html"));
  await build({
    entryPoints: [join(here, "styles.css")],
    outfile: join(outDir, "styles.css"),
    bundle: true,
    minify: true,
    external: ["work-sans.woff2"],
    logLevel: "warning",
  });
  await copyFile(join(packages, font), join(outDir, "work-sans.woff2"));
  await writeFile(join(outDir, "LICENSES.txt"), await collectLicences(Object.keys(metafile.inputs)));
}

/** The licences of all packages that the inputs come from. */
async function collectLicences(inputs) {
  const named = inputs.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  const names = [...new Set([...named, ...EMBEDDED])].sort();
  const texts = await Promise.all(
    names.map(async (name) => {
      const licence = await readFile(join(packages, name, "LICENSE"), "utf8");
      return `${name}\n${"=".repeat(name.length)}\n\n${licence.trim()}\n`;
    }),
  );
  return texts.join("\n\n");
}

const [outDir] = process.argv.slice(2);
if (outDir === undefined) {
  console.error("Usage: node playground/build.mjs OUTDIR");
  process.exitCode = 2;
} else {
  const target = resolve(outDir);
  await buildPlayground(target);
  console.log(`Playground built in ${relative(process.cwd(), target) || "."}`);
}
