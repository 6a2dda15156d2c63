/**
 * Cutting text into runs of one style, and joining runs that look the same.
 */
import type { TextRecord, TextRun } from "./model";

/** All characters of a text. */
export function charactersOf(text: TextRecord): string {
  return text.runs.map((run) => run.characters).join("");
}

function sameStyle(a: TextRun, b: TextRun): boolean {
  return JSON.stringify({ ...a, characters: "" }) === JSON.stringify({ ...b, characters: "" });
}

/** The runs between two places, counted in UTF-16 units. */
export function runsBetween(text: TextRecord, start: number, end: number): TextRun[] {
  let at = 0;
  return text.runs.flatMap((run) => {
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, run.characters.length);
    at += run.characters.length;
    return from < to ? [{ ...run, characters: run.characters.slice(from, to) }] : [];
  });
}

/** The text with the style changed between two places. */
export function restyle(text: TextRecord, start: number, end: number, change: (run: TextRun) => TextRun): TextRecord {
  const pieces = [
    ...runsBetween(text, 0, start),
    ...runsBetween(text, start, end).map(change),
    ...runsBetween(text, end, Infinity),
  ];
  const runs: TextRun[] = [];
  for (const piece of pieces) {
    const last = runs.at(-1);
    if (last !== undefined && sameStyle(last, piece)) {
      runs[runs.length - 1] = { ...last, characters: last.characters + piece.characters };
    } else {
      runs.push(piece);
    }
  }
  return { ...text, runs };
}

/** Other characters in the style of the first run. */
export function recharacter(text: TextRecord, characters: string): TextRecord {
  const [first] = text.runs;
  return first === undefined ? text : { ...text, runs: [{ ...first, characters }] };
}

/** The value that all runs share, or "mixed". */
export function shared<Key extends keyof TextRun>(runs: readonly TextRun[], key: Key): TextRun[Key] | "mixed" {
  const [first] = runs;
  return first !== undefined && runs.every((run) => JSON.stringify(run[key]) === JSON.stringify(first[key]))
    ? first[key]
    : "mixed";
}
