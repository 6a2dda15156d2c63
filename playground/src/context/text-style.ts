/**
 * Style values of text, for a whole text and for a range of it alike.
 *
 * All are strings on read; sizes may be written as numbers. Writing a family or font resets the
 * variant, and with it the weight, to the font's regular one.
 */
import type { Fill } from "@penpot/plugin-types";
import {
  defaultVariant,
  fontByFamily,
  fontById,
  variantOf,
  type FontRecord,
  type FontVariantRecord,
} from "../document/fonts";
import type { TextRun } from "../document/model";
import { shared } from "../document/text-runs";
import { asKeyword, NotValid, Parsed } from "./errors";
import type { PaintLists } from "./paint-lists";
import type { Member } from "./proxy";
import { isOneOf, parseFills } from "./validate";

/** Names of the members made here. */
export type StyleName =
  | "fontId" | "fontFamily" | "fontVariantId" | "fontSize" | "fontWeight" | "fontStyle" | "lineHeight"
  | "letterSpacing" | "textTransform" | "textDecoration" | "fills";

/** Where the runs of an object are. */
export interface StylePlace<S> {
  read(self: S): readonly TextRun[];
  write(self: S, code: string, change: (run: TextRun) => TextRun): void;
}

const SIZE = /^\d+(\.\d+)?$/;
const SPACING = /^-?\d+(\.\d+)?$/;
const TRANSFORMS = ["uppercase", "capitalize", "lowercase", "none"] as const;
const DECORATIONS = ["underline", "line-through", "none"] as const;

/** The members of a run that name a variant of a font. */
export function fontFields(font: FontRecord, variant: FontVariantRecord): Partial<TextRun> {
  return {
    fontId: font.id,
    fontFamily: font.family,
    fontVariantId: variant.id,
    fontWeight: variant.weight,
    fontStyle: variant.style,
  };
}

/** The members. */
export function styleMembers<S>(place: StylePlace<S>, paints: PaintLists): Record<StyleName, Member<S>> {
  const reading = (key: keyof TextRun): { read(self: S): unknown } => ({
    read: (self) => shared(place.read(self), key),
  });
  const set = (self: S, code: string, fields: Partial<TextRun>): void =>
    place.write(self, code, (run) => ({ ...run, ...fields }));
  const numeric = (name: "fontSize" | "lineHeight" | "letterSpacing", pattern: RegExp): Member<S> => ({
    ...reading(name),
    write: (self, value) => {
      const text = typeof value === "number" ? String(value) : value;
      if (typeof text !== "string" || !pattern.test(text)) {
        throw new NotValid(name, value);
      }
      set(self, name, { [name]: text });
    },
  });
  const word = (name: "textTransform" | "textDecoration", words: readonly string[]): Member<S> => ({
    ...reading(name),
    write: (self, value) => {
      if (!isOneOf(words, value)) {
        throw new NotValid(name, asKeyword(value));
      }
      set(self, name, { [name]: value });
    },
  });
  const font = (name: "fontId" | "fontFamily", find: (text: string) => FontRecord | undefined): Member<S> => ({
    ...reading(name),
    write: (self, value) => {
      const found = typeof value === "string" ? find(value) : undefined;
      if (found === undefined) {
        throw new NotValid(name, value);
      }
      set(self, name, fontFields(found, defaultVariant(found)));
    },
  });
  const currentFont = (self: S): FontRecord | undefined => fontById(place.read(self)[0]?.fontId ?? "");
  const variant = (
    name: "fontWeight" | "fontStyle",
    find: (font: FontRecord, run: TextRun, value: string) => FontVariantRecord | undefined,
    refusal: (font: FontRecord, value: string) => string,
  ): Member<S> => ({
    ...reading(name),
    write: (self, value) => {
      const wanted = typeof value === "number" ? String(value) : value;
      const [run] = place.read(self);
      const known = currentFont(self);
      if (typeof wanted !== "string" || run === undefined || known === undefined) {
        throw new NotValid(name, value);
      }
      const found = find(known, run, wanted);
      if (found === undefined) {
        throw new NotValid(name, refusal(known, wanted));
      }
      set(self, name, fontFields(known, found));
    },
  });
  const each = (words: string[]): string => [...new Set(words)].join(", ");
  const weights = (known: FontRecord): string => each(known.variants.map((item) => item.weight));
  const styles = (known: FontRecord): string => each(known.variants.map((item) => item.style));
  const unsupported = (what: string, value: string): string =>
    `Font ${what} '${value}' not supported for the current font.`;
  const writeFills = (self: S, value: unknown): void => {
    const fills = parseFills(value);
    if (fills === undefined) {
      throw new NotValid("fills", new Parsed(value));
    }
    set(self, "fills", { fills });
  };
  return {
    fontId: font("fontId", fontById),
    fontFamily: font("fontFamily", fontByFamily),
    fontVariantId: {
      ...reading("fontVariantId"),
      write: (self, value) => {
        const known = currentFont(self);
        const found = known?.variants.find((item) => item.id === value);
        if (known === undefined || found === undefined) {
          throw new NotValid("fontVariantId", value);
        }
        set(self, "fontVariantId", fontFields(known, found));
      },
    },
    fontSize: numeric("fontSize", SIZE),
    lineHeight: numeric("lineHeight", SIZE),
    letterSpacing: numeric("letterSpacing", SPACING),
    fontWeight: variant(
      "fontWeight",
      (known, run, weight) => variantOf(known, weight, run.fontStyle),
      (known, weight) => `${unsupported("weight", weight)} Supported weights: ${weights(known)}`,
    ),
    fontStyle: variant(
      "fontStyle",
      (known, run, style) => variantOf(known, run.fontWeight, style),
      (known, style) => `${unsupported("style", style)} Supported styles: ${styles(known)}`,
    ),
    textTransform: word("textTransform", TRANSFORMS),
    textDecoration: word("textDecoration", DECORATIONS),
    fills: {
      read: (self) => {
        const fills = shared(place.read(self), "fills");
        const current = (): readonly Fill[] => {
          const now = shared(place.read(self), "fills");
          return now === "mixed" ? [] : now;
        };
        return fills === "mixed" ? "mixed" : paints.fills(current, (list) => writeFills(self, list));
      },
      write: writeFills,
    },
  };
}
