/**
 * What the typed API has and the playground has not: using any of it throws.
 *
 * The one list. Each object's members are checked against the API's types with these names left out,
 * so a name that is taken off this list must be implemented for the project to compile.
 */
export const UNIMPLEMENTED = {
  penpot: {
    properties: ["library"],
    methods: [
      "shapesColors",
      "replaceColor",
      "uploadMediaUrl",
      "uploadMediaData",
      "createBoolean",
      "createShapeFromSvg",
      "createShapeFromSvgWithImages",
      "generateMarkup",
      "generateStyle",
      "generateFontFaces",
      "openViewer",
      "flatten",
      "createVariantFromComponents",
    ],
  },
  shape: {
    properties: ["backgroundBlur", "fixedWhenScrolling"],
    methods: [
      "detach",
      "swapComponent",
      "resetOverrides",
      "switchVariant",
      "combineAsVariants",
      "export",
      "addInteraction",
      "removeInteraction",
      "applyToken",
    ],
  },
  board: {
    properties: ["guides"],
    methods: ["addGridLayout", "addRulerGuide", "removeRulerGuide"],
  },
  group: { properties: [], methods: ["makeMask", "removeMask"] },
  text: { properties: [], methods: ["applyTypography"] },
  range: { properties: ["align", "verticalAlign", "direction"], methods: ["applyTypography"] },
  page: {
    properties: [],
    methods: [
      "createFlow",
      "removeFlow",
      "addRulerGuide",
      "removeRulerGuide",
      "addCommentThread",
      "removeCommentThread",
      "findCommentThreads",
    ],
  },
  file: { properties: [], methods: ["export", "findVersions", "saveVersion"] },
} as const;

type Lists = typeof UNIMPLEMENTED;

/** Names that an object may leave out. */
export type Unimplemented<Owner extends keyof Lists> =
  | Lists[Owner]["properties"][number]
  | Lists[Owner]["methods"][number];
