/**
 * Which font stands for a run of text on this page, and how large its characters are.
 *
 * The playground ships Work Sans and asks no other host for fonts. Every other family is used when the
 * computer has it; otherwise a font of the same kind stands in. Invariant: measuring and drawing use the
 * same font, so a text never overflows the box that was measured for it.
 */
import type { TextRun } from "../document/model";

/** The shipped family, as `styles.css` declares it. */
const SHIPPED_FAMILY = "Work Sans";
const SERIF = /serif|slab|playfair|merriweather|lora|garamond|baskerville|georgia|times|bodoni/i;
const MONOSPACE = /mono|code|consol|courier/i;

const pen = document.createElement("canvas").getContext("2d");
const metricsOfFonts = new Map<string, FontMetrics>();

/** How far a font reaches above and below its baseline, in px. */
export interface FontMetrics {
  ascent: number;
  descent: number;
}

/** The font of a run in the syntax of CSS `font`. */
export function cssFont(run: TextRun): string {
  return `${run.fontStyle} ${run.fontWeight} ${fontSizePx(run)}px ${fontStack(run.fontFamily)}`;
}

/** Width of the characters in the run's font in px, without letter spacing. */
export function measureCharacters(characters: string, run: TextRun): number {
  if (pen === null) {
    return characters.length * fontSizePx(run) * 0.55;
  }
  pen.font = cssFont(run);
  return pen.measureText(characters).width;
}

/** The reach of the run's font. */
export function fontMetrics(run: TextRun): FontMetrics {
  const font = cssFont(run);
  let metrics = metricsOfFonts.get(font);
  if (metrics === undefined) {
    const size = fontSizePx(run);
    metrics = { ascent: size * 0.93, descent: size * 0.24 };
    if (pen !== null) {
      pen.font = font;
      const measured = pen.measureText("x");
      metrics = { ascent: measured.fontBoundingBoxAscent, descent: measured.fontBoundingBoxDescent };
    }
    metricsOfFonts.set(font, metrics);
  }
  return metrics;
}

/** Resolves when the shipped font can be measured; without it a stand-in is measured. */
export async function loadShippedFont(): Promise<void> {
  try {
    await document.fonts.load(`400 16px "${SHIPPED_FAMILY}"`);
  } catch {
    console.warn("Work Sans could not be loaded; texts are measured with a stand-in.");
  }
}

function fontSizePx(run: TextRun): number {
  return Number.parseFloat(run.fontSize) || 14;
}

function fontStack(family: string): string {
  const name = family.replaceAll(/["\\]/g, "");
  const isShipped = name.replaceAll(" ", "").toLowerCase() === "worksans";
  const own = name === "" || isShipped ? "" : `"${name}", `;
  if (MONOSPACE.test(name)) {
    return `${own}ui-monospace, "Liberation Mono", monospace`;
  }
  if (SERIF.test(name) && !/sans/i.test(name)) {
    return `${own}Georgia, "Liberation Serif", serif`;
  }
  return `${own}"${SHIPPED_FAMILY}", sans-serif`;
}
