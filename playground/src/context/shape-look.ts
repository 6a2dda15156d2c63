/**
 * How a shape looks: the paint, corner, shadow and blending members of every shape.
 */
import type { ShapeRecord } from "../document/model";
import { NotValid, Parsed } from "./errors";
import { snapshot, type PaintLists } from "./paint-lists";
import type { Session, ShapeHandle } from "./session";
import type { ShapeFields, ShapeMember } from "./shape-fields";
import { isSafeNumber, parseBlur, parseExports, parseFills, parseShadows, parseStrokes } from "./validate";

type LookName =
  | "borderRadius" | "borderRadiusTopLeft" | "borderRadiusTopRight" | "borderRadiusBottomRight"
  | "borderRadiusBottomLeft" | "opacity" | "blendMode" | "shadows" | "blur" | "exports" | "fills" | "strokes";

const BLEND_MODES = [
  "normal", "darken", "multiply", "color-burn", "lighten", "screen", "color-dodge", "overlay",
  "soft-light", "hard-light", "difference", "exclusion", "hue", "saturation", "color", "luminosity",
] as const;

const CORNERS = [
  "borderRadiusTopLeft",
  "borderRadiusTopRight",
  "borderRadiusBottomRight",
  "borderRadiusBottomLeft",
] as const;

type Radii = ShapeRecord["radii"];

/** The members; text shapes replace `fills`. */
export function lookMembers(
  session: Session,
  fields: ShapeFields,
  paints: PaintLists,
): Record<LookName, ShapeMember> {
  const recordOf = (self: ShapeHandle): ShapeRecord | undefined => session.record(self);
  const fills = fields.parsed(
    "fills",
    (_, self): unknown => paints.fills(() => recordOf(self)?.fills ?? [], (list) => fills.write(self, list)),
    parseFills,
    (value) => new Parsed(value),
    (edit, record, value) => edit.patch(record.id, { fills: value }),
  );
  const strokes = fields.parsed(
    "strokes",
    (_, self): unknown => paints.strokes(() => recordOf(self)?.strokes ?? [], (list) => strokes.write(self, list)),
    parseStrokes,
    (value) => new Parsed(value),
    (edit, record, value) => edit.patch(record.id, { strokes: value }),
  );
  const corners = Object.fromEntries(
    CORNERS.map((name, index) => [
      name,
      fields.number(name, (record) => record.radii[index] as number, (edit, record, value) => {
        const radii = [...record.radii] as Radii;
        radii[index] = value;
        edit.patch(record.id, { radii });
      }),
    ]),
  ) as Record<(typeof CORNERS)[number], ShapeMember>;
  const newId = session.document.newId;
  return {
    ...corners,
    fills,
    strokes,
    borderRadius: {
      ...fields.reading((record) => record.radii[0]),
      write: (self, value) => {
        if (!isSafeNumber(value) || value < 0) {
          throw new NotValid("borderRadius", value);
        }
        session.editShape(self, "borderRadius", (edit, record) =>
          edit.patch(record.id, { radii: [value, value, value, value] }),
        );
      },
    },
    opacity: fields.number(
      "opacity",
      (record) => record.opacity,
      (edit, record, opacity) => edit.patch(record.id, { opacity }),
      (value) => value >= 0 && value <= 1,
    ),
    blendMode: fields.choice("blendMode", BLEND_MODES),
    shadows: fields.parsed(
      "shadows",
      (record) => snapshot(record.shadows),
      (value) => parseShadows(value, newId),
      (value) => new Parsed(value),
      (edit, record, shadows) => edit.patch(record.id, { shadows }),
    ),
    blur: fields.parsed(
      "blur",
      (record) => snapshot(record.blur),
      (value) => (value === null || value === undefined ? null : parseBlur(value, newId)),
      (value) => new Parsed(value),
      (edit, record, blur) => edit.patch(record.id, { blur }),
    ),
    exports: fields.parsed(
      "exports",
      (record) => snapshot(record.exports),
      parseExports,
      (value) => new Parsed(value),
      (edit, record, exports) => edit.patch(record.id, { exports }),
    ),
  };
}
