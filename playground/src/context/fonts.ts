/**
 * `penpot.fonts`: finding fonts and applying them.
 *
 * Finding takes the first font whose name or id contains the text, whatever the case; so "Roboto"
 * may well find Roboto Mono.
 */
import type { Font, FontsContext, FontVariant } from "@penpot/plugin-types";
import { defaultVariant, FONTS, type FontRecord, type FontVariantRecord } from "../document/fonts";
import { NotValid } from "./errors";
import { ProxyClass, stateOf, type Member } from "./proxy";
import type { Session, ShapeHandle } from "./session";
import { fontFields, type StylePlace } from "./text-style";
import { rangeHandle, rangePlace, textPlace } from "./text";

const VARIANT_KIND = "FontVariantProxy";

function variantMembers(): Record<keyof FontVariant, Member<FontVariantRecord>> {
  return {
    name: { read: (self) => self.name },
    fontVariantId: { read: (self) => self.id },
    fontWeight: { read: (self) => self.weight },
    fontStyle: { read: (self) => self.style },
  };
}

function fontMembers(
  session: Session,
  variants: ProxyClass<FontVariantRecord>,
): Record<keyof Font, Member<FontRecord>> {
  const apply = <S>(place: StylePlace<S>, target: S, font: FontRecord, variant: unknown, code: string): void => {
    const chosen = stateOf<FontVariantRecord>(variant, VARIANT_KIND) ?? defaultVariant(font);
    place.write(target, code, (run) => ({ ...run, ...fontFields(font, chosen) }));
  };
  return {
    name: { read: (self) => self.name },
    fontId: { read: (self) => self.id },
    fontFamily: { read: (self) => self.family },
    fontStyle: { read: (self) => defaultVariant(self).style },
    fontVariantId: { read: (self) => defaultVariant(self).id },
    fontWeight: { read: (self) => defaultVariant(self).weight },
    variants: { read: (self) => self.variants.map((variant) => variants.create(variant)) },
    applyToText: {
      call: (self, text, variant) => {
        const handle = session.handle(text);
        if (handle === undefined || session.record(handle)?.text == null) {
          throw new NotValid("applyToText", text);
        }
        apply<ShapeHandle>(textPlace(session), handle, self, variant, "applyToText");
      },
    },
    applyToRange: {
      call: (self, range, variant) => {
        const handle = rangeHandle(range);
        if (handle === undefined) {
          throw new NotValid("applyToRange", range);
        }
        apply(rangePlace(session), handle, self, variant, "applyToRange");
      },
    },
  };
}

/** The object. */
export function createFonts(session: Session): object {
  const guard = session.guard(false);
  const variants = new ProxyClass(VARIANT_KIND, "fontVariant", variantMembers(), guard);
  const fonts = new ProxyClass("FontProxy", "font", fontMembers(session, variants), guard);
  const matching = (key: "id" | "name", text: unknown, code: string): FontRecord[] => {
    if (typeof text !== "string") {
      throw new NotValid(code, text);
    }
    return FONTS.filter((font) => font[key].toLowerCase().includes(text.toLowerCase()));
  };
  const first = (found: FontRecord[]): object | null => (found[0] === undefined ? null : fonts.create(found[0]));
  const members: Record<keyof FontsContext, Member<null>> = {
    all: { read: () => FONTS.map((font) => fonts.create(font)) },
    findById: { call: (_, id) => first(matching("id", id, "findById")) },
    findByName: { call: (_, name) => first(matching("name", name, "findByName")) },
    findAllById: { call: (_, id) => matching("id", id, "findAllById").map((font) => fonts.create(font)) },
    findAllByName: { call: (_, name) => matching("name", name, "findAllByName").map((font) => fonts.create(font)) },
  };
  return new ProxyClass("PenpotFontsSubcontext", "fonts", members, guard).create(null);
}
