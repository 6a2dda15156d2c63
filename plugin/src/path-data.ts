/**
 * SVG path data: reading, shifting and writing it.
 *
 * The protocol gives paths relative to their parent, Penpot wants them in page coordinates, so each
 * path is shifted once on its way in and once on its way out. "m2 2h10l0,5z" shifted by (100, 50)
 * is "M102 52h10l0 5z": absolute coordinates move, relative ones stay, and a first `m` counts as
 * absolute (SVG 2, section 9.3.3).
 *
 * Invariant: what `parsePath` accepts is grammatical, `formatPath` writes it in the same meaning,
 * and the work is linear in the length of the text.
 */

/** One command with its numbers: `M 10 20`, `h 5`, `a 1 1 0 0 1 4 4`. */
export interface Segment {
  command: string;
  values: number[];
}

/** Why a text is not path data; `position` counts characters from 0. */
export class PathError extends Error {
  readonly position: number;

  constructor(problem: string, position: number) {
    super(`${problem} at character ${position}`);
    this.position = position;
  }
}

/** Longest path data that is read, in characters. */
export const LONGEST_PATH = 100_000;

/** How many numbers each command takes, in lower case. */
const ARITY: Record<string, number> = {
  m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, q: 4, t: 2, a: 7, z: 0,
};

const SPACE_OR_COMMA = /[\s,]/;
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;

/** Parses path data; throws `PathError`. Repeated numbers become repeated commands. */
export function parsePath(text: string): Segment[] {
  if (text.length > LONGEST_PATH) {
    throw new PathError(`longer than ${LONGEST_PATH} characters`, LONGEST_PATH);
  }
  const segments: Segment[] = [];
  let position = skipSeparators(text, 0);
  while (position < text.length) {
    const letter = text.charAt(position);
    const arity = ARITY[letter.toLowerCase()];
    if (arity === undefined) {
      throw new PathError(`expected a path command, found ${JSON.stringify(letter)}`, position);
    }
    if (segments.length === 0 && letter.toLowerCase() !== "m") {
      throw new PathError("a path must begin with M", position);
    }
    position = skipSeparators(text, position + 1);
    let command = letter;
    do {
      const values: number[] = [];
      for (let index = 0; index < arity; index += 1) {
        const isFlag = arity === 7 && (index === 3 || index === 4);
        const read = isFlag ? readFlag(text, position) : readNumber(text, position);
        values.push(read.value);
        position = skipSeparators(text, read.end);
      }
      segments.push({ command, values });
      // Numbers after a moveto are linetos.
      command = command === "M" ? "L" : command === "m" ? "l" : command;
    } while (arity > 0 && startsNumber(text, position));
  }
  if (segments.length === 0) {
    throw new PathError("a path must begin with M", 0);
  }
  return segments;
}

/** Moves a path by `dx`, `dy` px. */
export function shiftPath(segments: Segment[], dx: number, dy: number): Segment[] {
  return segments.map(({ command, values }, index) => {
    if (index === 0) {
      return { command: "M", values: shiftPairs(values, dx, dy) };
    }
    switch (command) {
      case "H":
        return { command, values: values.map((x) => x + dx) };
      case "V":
        return { command, values: values.map((y) => y + dy) };
      case "A":
        return { command, values: [...values.slice(0, 5), ...shiftPairs(values.slice(5), dx, dy)] };
      default:
        return isAbsolute(command) ? { command, values: shiftPairs(values, dx, dy) } : { command, values };
    }
  });
}

/** Writes a path, with at most three decimals. */
export function formatPath(segments: Segment[]): string {
  return segments
    .map(({ command, values }) => command + values.map(formatNumber).join(" "))
    .join("");
}

/** Parses, shifts and writes in one step; throws `PathError`. */
export function shiftPathData(text: string, dx: number, dy: number): string {
  return formatPath(shiftPath(parsePath(text), dx, dy));
}

function isAbsolute(command: string): boolean {
  return command === command.toUpperCase();
}

function shiftPairs(values: number[], dx: number, dy: number): number[] {
  return values.map((value, index) => value + (index % 2 === 0 ? dx : dy));
}

function formatNumber(value: number): string {
  const rounded = Math.round(value * 1000) / 1000;
  return String(rounded === 0 ? 0 : rounded);
}

function skipSeparators(text: string, from: number): number {
  let position = from;
  while (position < text.length && SPACE_OR_COMMA.test(text.charAt(position))) {
    position += 1;
  }
  return position;
}

function startsNumber(text: string, position: number): boolean {
  return /[\d.+-]/.test(text.charAt(position));
}

function readNumber(text: string, position: number): { value: number; end: number } {
  NUMBER.lastIndex = position;
  const match = NUMBER.exec(text);
  const value = Number(match?.[0]);
  if (match === null || !Number.isFinite(value)) {
    throw new PathError(`expected a number, found ${describe(text, position)}`, position);
  }
  return { value, end: position + match[0].length };
}

/** The flags of an arc are single digits and may stand without a separator: `a1 1 0 014 4`. */
function readFlag(text: string, position: number): { value: number; end: number } {
  const digit = text.charAt(position);
  if (digit !== "0" && digit !== "1") {
    throw new PathError(`expected the flag 0 or 1, found ${describe(text, position)}`, position);
  }
  return { value: Number(digit), end: position + 1 };
}

function describe(text: string, position: number): string {
  return position < text.length ? JSON.stringify(text.charAt(position)) : "the end";
}
