/**
 * Breaking text into lines: how large a text is, and where its pieces stand.
 *
 * The drawing on screen uses the same lines, so that a measured box and the drawn text agree. How
 * wide characters are is injected: a canvas on screen, a fixed rule in tests.
 */
import type { TextRecord, TextRun } from "./model";

/** Width in px of characters in a run's font and size; letter spacing and case are not its business. */
export type MeasureText = (characters: string, style: TextRun) => number;

/** Characters of one style on one line; `x` from the left end of the line, px. */
export interface TextSegment {
  characters: string;
  style: TextRun;
  x: number;
  width: number;
}

/** One line; `y` is its upper edge from the top of the text, px. */
export interface TextLine {
  segments: TextSegment[];
  y: number;
  width: number;
  height: number;
}

/** A text in lines. */
export interface TextLayout {
  lines: TextLine[];
  width: number;
  height: number;
}

/** The characters as they are painted. */
export function displayed(characters: string, style: TextRun): string {
  switch (style.textTransform) {
    case "uppercase":
      return characters.toUpperCase();
    case "lowercase":
      return characters.toLowerCase();
    case "capitalize":
      return characters.replace(/(^|\s)(\S)/gu, (_, space: string, letter: string) => space + letter.toUpperCase());
    default:
      return characters;
  }
}

/** A rule for tests and for hosts without a canvas: every character is 0.6 em wide, bold ones 0.63. */
export const measureByRule: MeasureText = (characters, style) =>
  [...characters].length * Number(style.fontSize) * (Number(style.fontWeight) >= 600 ? 0.63 : 0.6);

function lineHeightOf(style: TextRun): number {
  return Number(style.fontSize) * Number(style.lineHeight);
}

/** Lays text out; `maxWidth` null: lines end only where the text says so. */
export function layOutText(text: TextRecord, maxWidth: number | null, measure: MeasureText): TextLayout {
  const widthOf = (characters: string, style: TextRun): number => {
    const shown = displayed(characters, style);
    return measure(shown, style) + [...shown].length * Number(style.letterSpacing);
  };
  const lines: TextLine[] = [];
  let segments: TextSegment[] = [];
  let x = 0;
  let lastStyle = text.runs[0];
  const endLine = (): void => {
    const styles = segments.length > 0 ? segments.map((segment) => segment.style) : [lastStyle];
    const height = Math.max(...styles.map((style) => (style === undefined ? 0 : lineHeightOf(style))));
    const y = lines.reduce((sum, line) => sum + line.height, 0);
    const end = segments.at(-1);
    const hanging = end === undefined ? 0 : end.width - widthOf(end.characters.trimEnd(), end.style);
    lines.push({ segments, y, width: Math.max(0, maxWidth === null ? x : x - hanging), height });
    segments = [];
    x = 0;
  };
  const place = (characters: string, style: TextRun): void => {
    const width = widthOf(characters, style);
    const last = segments.at(-1);
    if (last !== undefined && last.style === style) {
      last.characters += characters;
      last.width += width;
    } else {
      segments.push({ characters, style, x, width });
    }
    x += width;
  };

  for (const style of text.runs) {
    lastStyle = style;
    for (const piece of style.characters.match(/\n|[^\S\n]+|[^\s]+/gu) ?? []) {
      if (piece === "\n") {
        endLine();
        continue;
      }
      const isSpace = /^\s/u.test(piece);
      if (maxWidth !== null && !isSpace && x > 0 && x + widthOf(piece, style) > maxWidth + 0.01) {
        endLine();
      }
      if (maxWidth !== null && !isSpace && widthOf(piece, style) > maxWidth + 0.01) {
        for (const letter of piece) {
          if (x > 0 && x + widthOf(letter, style) > maxWidth + 0.01) {
            endLine();
          }
          place(letter, style);
        }
      } else {
        place(piece, style);
      }
    }
  }
  endLine();
  const last = lines.at(-1);
  return {
    lines,
    width: Math.max(0, ...lines.map((line) => line.width)),
    height: last === undefined ? 0 : last.y + last.height,
  };
}

/** The size that a text gives itself; null when its box is fixed. */
export function naturalSize(
  text: TextRecord,
  width: number,
  measure: MeasureText,
): { width: number; height: number } | null {
  if (text.growType === "fixed") {
    return null;
  }
  if (text.growType === "auto-width") {
    const { width: natural, height } = layOutText(text, null, measure);
    return { width: natural, height };
  }
  return { width, height: layOutText(text, width, measure).height };
}
