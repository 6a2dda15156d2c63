/**
 * Finding a font by its exact name, and the nearest weight that it has.
 *
 * Penpot's `findByName` takes the first font whose name contains the text ("Roboto" may give
 * "Roboto Mono"), and setting a family that it does not know fails late. So names are compared
 * whole here, without regard to case, before anything is drawn.
 */

import type { Font, Text } from "@penpot/plugin-types";
import { Refusal } from "./refusal";

/** Most names that are suggested. */
const MOST_SUGGESTIONS = 5;

/** The fonts that one batch has looked up. */
export class FontBook {
  private readonly byName = new Map<string, Font>();

  /** The font named `family`; INVALID with similar names if there is none. `path` is blamed. */
  find(family: string, path: string): Font {
    const wanted = normalise(family);
    const known = this.byName.get(wanted);
    if (known !== undefined) {
      return known;
    }
    const found =
      penpot.fonts.findAllByName(family).find((font) => namesOf(font).includes(wanted)) ??
      penpot.fonts.all.find((font) => namesOf(font).includes(wanted));
    if (found === undefined) {
      throw new Refusal("INVALID", `${path}: ${unknownFont(family)}`);
    }
    this.byName.set(wanted, found);
    return found;
  }

  /** The font that a text layer has now; null when it has several or an unknown one. */
  of(text: Text): Font | null {
    const id = text.fontId;
    if (id === "mixed" || !id) {
      return null;
    }
    return penpot.fonts.findAllById(id).find((font) => font.fontId === id) ?? null;
  }
}

/**
 * The weight nearest to `wanted` among those that exist in the style `style`, or in any if that
 * style has none; null without weights. Of two as near, the bolder for 500 and more.
 */
export function nearestWeight(
  variants: readonly { fontWeight: string; fontStyle?: string | null }[],
  wanted: number,
  style: string,
): string | null {
  const inStyle = variants.filter((variant) => (variant.fontStyle ?? "normal") === style);
  let best: { weight: string; distance: number } | null = null;
  for (const variant of inStyle.length > 0 ? inStyle : variants) {
    const weight = Number(variant.fontWeight);
    const distance = Math.abs(weight - wanted) + ((weight > wanted) === (wanted >= 500) ? 0 : 0.5);
    if (Number.isFinite(weight) && (best === null || distance < best.distance)) {
      best = { weight: variant.fontWeight, distance };
    }
  }
  return best?.weight ?? null;
}

/** Names similar to `family` among `names`: containing it, contained in it, or a slip apart. */
export function similarNames(family: string, names: readonly string[]): string[] {
  const wanted = normalise(family);
  const ranked: { name: string; rank: number }[] = [];
  for (const name of new Set(names)) {
    const candidate = normalise(name);
    const slips = editDistance(wanted, candidate, 3);
    if (slips < 3) {
      ranked.push({ name, rank: slips });
    } else if (candidate.includes(wanted) || wanted.includes(candidate)) {
      ranked.push({ name, rank: 3 + Math.abs(candidate.length - wanted.length) / 100 });
    }
  }
  ranked.sort((one, other) => one.rank - other.rank || one.name.localeCompare(other.name));
  return ranked.slice(0, MOST_SUGGESTIONS).map(({ name }) => name);
}

function unknownFont(family: string): string {
  const similar = similarNames(family, penpot.fonts.all.map((font) => font.name));
  const remedy =
    similar.length > 0 ? `Similar names: ${similar.join(", ")}.` : "Use a font that Penpot offers.";
  return `there is no font named ${JSON.stringify(family)}. ${remedy}`;
}

function namesOf(font: Font): string[] {
  return [normalise(font.name), normalise(font.fontFamily)];
}

function normalise(name: string): string {
  return name.trim().toLowerCase();
}

/** Levenshtein's distance, or `limit` as soon as it is at least that. */
function editDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) >= limit) {
    return limit;
  }
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    if (Math.min(...next) >= limit) {
      return limit;
    }
    row = next;
  }
  return Math.min(row[other.length] ?? limit, limit);
}
