/**
 * What the plugin API accepts, value by value: numbers, words, colours, fills, strokes, shadows.
 *
 * Parsers give the value as it is stored, or undefined when it is refused. Unknown members are
 * dropped. Sources: the API's types and Penpot's published schemas.
 */
import type { Blur, Color, Export, Fill, Gradient, ImageData, Shadow, Stroke } from "@penpot/plugin-types";

const NUMBER_LIMIT = 2_147_483_648;
const HEX_COLOR = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i;

/** A number that can be a coordinate. */
export function isSafeNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && Math.abs(value) <= NUMBER_LIMIT;
}

/** A whole number in the same range. */
export function isSafeInteger(value: unknown): value is number {
  return isSafeNumber(value) && Number.isInteger(value);
}

/** One of a few words. */
export function isOneOf<T extends string>(words: readonly T[], value: unknown): value is T {
  return typeof value === "string" && (words as readonly string[]).includes(value);
}

/** `#rgb` or `#rrggbb`. */
export function isHexColor(value: unknown): value is string {
  return typeof value === "string" && HEX_COLOR.test(value);
}

function isRatio(value: unknown): value is number {
  return isSafeNumber(value) && value >= 0 && value <= 1;
}

type Loose = Record<string, unknown>;

function asObject(value: unknown): Loose | undefined {
  return typeof value === "object" && value !== null ? (value as Loose) : undefined;
}

/** Members that are there, by name. */
function pick(source: Loose, names: readonly string[]): Loose {
  return Object.fromEntries(
    names.filter((name) => source[name] !== undefined && source[name] !== null).map((name) => [name, source[name]]),
  );
}

/** A list in which every entry is accepted. */
function listOf<T>(value: unknown, parse: (item: unknown) => T | undefined): T[] | undefined {
  if (value === null || value === undefined) {
    return [];
  }
  if (!Array.isArray(value)) {
    return undefined;
  }
  const parsed = value.map(parse);
  return parsed.every((item) => item !== undefined) ? (parsed as T[]) : undefined;
}

function lowerHex(value: unknown): unknown {
  return typeof value === "string" ? value.toLowerCase() : value;
}

/** A gradient. */
export function parseGradient(value: unknown): Gradient | undefined {
  const source = asObject(value);
  const ends = ["startX", "startY", "endX", "endY", "width"];
  if (
    source === undefined ||
    !isOneOf(["linear", "radial"], source["type"]) ||
    !ends.every((name) => isSafeNumber(source[name]))
  ) {
    return undefined;
  }
  const stops = listOf(source["stops"], (item) => {
    const stop = asObject(item);
    return stop !== undefined &&
      isHexColor(stop["color"]) &&
      isRatio(stop["offset"]) &&
      (stop["opacity"] == null || isRatio(stop["opacity"]))
      ? { ...pick(stop, ["opacity", "offset"]), color: stop["color"].toLowerCase() }
      : undefined;
  });
  if (stops === undefined || stops.length === 0) {
    return undefined;
  }
  return { ...pick(source, ["type", ...ends]), stops: stops.slice(0, 16) } as unknown as Gradient;
}

function parseImage(value: unknown): ImageData | undefined {
  const source = asObject(value);
  return source !== undefined &&
    typeof source["id"] === "string" &&
    isSafeInteger(source["width"]) &&
    isSafeInteger(source["height"]) &&
    typeof source["mtype"] === "string"
    ? (pick(source, ["id", "name", "width", "height", "mtype", "keepAspectRatio"]) as unknown as ImageData)
    : undefined;
}

/** Members of a fill besides its paint. */
export const FILL_REST = ["fillOpacity", "fillColorRefFile", "fillColorRefId"];

/** Members of a stroke besides its paint. */
export const STROKE_REST = [
  "strokeColorRefFile",
  "strokeColorRefId",
  "strokeOpacity",
  "strokeStyle",
  "strokeWidth",
  "strokeAlignment",
  "strokeCapStart",
  "strokeCapEnd",
];

/** Checks that exactly one kind of paint is given, and that it is a good one. */
function parsePaint(source: Loose, prefix: "fill" | "stroke"): Loose | undefined {
  const [color, gradient, image] = [`${prefix}Color`, `${prefix}ColorGradient`, `${prefix}Image`] as const;
  const given = pick(source, [color, gradient, image]);
  if (Object.keys(given).length !== 1) {
    return undefined;
  }
  if (color in given) {
    return isHexColor(given[color]) ? { [color]: lowerHex(given[color]) } : undefined;
  }
  const parsed = gradient in given ? parseGradient(given[gradient]) : parseImage(given[image]);
  const name = gradient in given ? gradient : image;
  return parsed === undefined ? undefined : { [name]: parsed };
}

function parseFill(value: unknown): Fill | undefined {
  const source = asObject(value);
  const paint = source === undefined ? undefined : parsePaint(source, "fill");
  if (source === undefined || paint === undefined) {
    return undefined;
  }
  const rest = pick(source, FILL_REST);
  return rest["fillOpacity"] === undefined || isRatio(rest["fillOpacity"]) ? { ...paint, ...rest } : undefined;
}

/** Fills; more than eight are cut. */
export function parseFills(value: unknown): Fill[] | undefined {
  return Array.isArray(value) ? listOf(value, parseFill)?.slice(0, 8) : undefined;
}

const CAPS = [
  "round",
  "square",
  "line-arrow",
  "triangle-arrow",
  "square-marker",
  "circle-marker",
  "diamond-marker",
] as const;

function parseStroke(value: unknown): Stroke | undefined {
  const source = asObject(value);
  const paint = source === undefined ? undefined : parsePaint(source, "stroke");
  if (source === undefined || paint === undefined) {
    return undefined;
  }
  const rest = pick(source, STROKE_REST);
  const optional = (name: string, accepts: (inner: unknown) => boolean): boolean =>
    rest[name] === undefined || accepts(rest[name]);
  return optional("strokeStyle", (inner) => isOneOf(["solid", "dotted", "dashed", "mixed"], inner)) &&
    optional("strokeAlignment", (inner) => isOneOf(["center", "inner", "outer"], inner)) &&
    optional("strokeCapStart", (inner) => isOneOf(CAPS, inner)) &&
    optional("strokeCapEnd", (inner) => isOneOf(CAPS, inner)) &&
    optional("strokeWidth", isSafeNumber) &&
    optional("strokeOpacity", isSafeNumber)
    ? { ...paint, ...rest }
    : undefined;
}

/** Strokes. The opacity's range is not checked, as in Penpot. */
export function parseStrokes(value: unknown): Stroke[] | undefined {
  return Array.isArray(value) ? listOf(value, parseStroke) : undefined;
}

function parseShadow(value: unknown, newId: () => string): Shadow | undefined {
  const source = asObject(value);
  if (source === undefined) {
    return undefined;
  }
  const shadow = {
    id: newId(),
    style: "drop-shadow",
    offsetX: 4,
    offsetY: 4,
    blur: 4,
    spread: 0,
    hidden: false,
    color: { color: "#000000", opacity: 0.2 },
    ...pick(source, ["id", "style", "offsetX", "offsetY", "blur", "spread", "hidden", "color"]),
  };
  const color = parseShadowColor(shadow.color);
  return color !== undefined &&
    isOneOf(["drop-shadow", "inner-shadow"], shadow.style) &&
    [shadow.offsetX, shadow.offsetY, shadow.blur, shadow.spread].every(isSafeNumber) &&
    typeof shadow.hidden === "boolean"
    ? { ...shadow, style: shadow.style, color }
    : undefined;
}

/** A shadow's colour: a closed map, so library ids and names in it are refused. */
function parseShadowColor(value: unknown): Color | undefined {
  const source = asObject(value);
  if (source === undefined || ["id", "fileId", "name", "path"].some((name) => source[name] != null)) {
    return undefined;
  }
  const color = pick(source, ["color", "opacity", "refId", "refFile"]);
  return isHexColor(color["color"]) && (color["opacity"] === undefined || isRatio(color["opacity"]))
    ? { ...color, color: color["color"].toLowerCase() }
    : undefined;
}

/** Shadows; partial ones are completed. */
export function parseShadows(value: unknown, newId: () => string): Shadow[] | undefined {
  return listOf(value, (item) => parseShadow(item, newId));
}

/** A blur; partial ones are completed. */
export function parseBlur(value: unknown, newId: () => string): Blur | undefined {
  const source = asObject(value);
  if (source === undefined) {
    return undefined;
  }
  const blur = { id: newId(), value: 4, hidden: false, ...pick(source, ["id", "value", "hidden"]) };
  return isSafeNumber(blur.value) && typeof blur.hidden === "boolean" ? blur : undefined;
}

/** Export settings. */
export function parseExports(value: unknown): Export[] | undefined {
  return listOf(value, (item) => {
    const source = asObject(item);
    if (source === undefined || !isOneOf(["png", "jpeg", "webp", "svg", "pdf"], source["type"])) {
      return undefined;
    }
    const entry = { scale: 1, suffix: "", ...pick(source, ["scale", "suffix", "skipChildren"]), type: source["type"] };
    return isSafeNumber(entry.scale) && typeof entry.suffix === "string" ? entry : undefined;
  });
}
