/**
 * The fonts that the playground offers: Penpot's own default and a few of Google's, by the ids that
 * Penpot gives them (`gfont-<slug>`).
 */

/** A style of a font. */
export interface FontVariantRecord {
  id: string;
  name: string;
  weight: string;
  style: "normal" | "italic";
}

/** A font with its variants. */
export interface FontRecord {
  id: string;
  name: string;
  family: string;
  variants: readonly FontVariantRecord[];
}

function googleVariants(weights: readonly number[], italics: boolean): FontVariantRecord[] {
  return weights.flatMap((weight) => {
    const id = weight === 400 ? "regular" : String(weight);
    const upright: FontVariantRecord = { id, name: String(weight), weight: String(weight), style: "normal" };
    const italic: FontVariantRecord = {
      id: weight === 400 ? "italic" : `${weight}italic`,
      name: `${weight} (italic)`,
      weight: String(weight),
      style: "italic",
    };
    return italics ? [upright, italic] : [upright];
  });
}

function google(name: string, weights: readonly number[], italics = true): FontRecord {
  const slug = name.toLowerCase().replaceAll(" ", "-");
  return { id: `gfont-${slug}`, name, family: name, variants: googleVariants(weights, italics) };
}

const NINE = [100, 200, 300, 400, 500, 600, 700, 800, 900];

const SOURCE_SANS: FontRecord = {
  id: "sourcesanspro",
  name: "Source Sans Pro",
  family: "sourcesanspro",
  variants: [
    ["200", "200"],
    ["300", "300"],
    ["regular", "400"],
    ["bold", "700"],
    ["black", "900"],
  ].flatMap(([id, weight]) => [
    { id: id as string, name: weight as string, weight: weight as string, style: "normal" as const },
    {
      id: id === "regular" ? "italic" : `${id}italic`,
      name: `${weight} (italic)`,
      weight: weight as string,
      style: "italic" as const,
    },
  ]),
};

/** All fonts, in the order in which they are searched. */
export const FONTS: readonly FontRecord[] = [
  SOURCE_SANS,
  google("DM Sans", NINE),
  google("IBM Plex Sans", [100, 200, 300, 400, 500, 600, 700]),
  google("Inter", NINE),
  google("JetBrains Mono", [100, 200, 300, 400, 500, 600, 700, 800]),
  google("Lato", [100, 300, 400, 700, 900]),
  google("Lora", [400, 500, 600, 700]),
  google("Manrope", [200, 300, 400, 500, 600, 700, 800], false),
  google("Merriweather", [300, 400, 700, 900]),
  google("Montserrat", NINE),
  google("Nunito", [200, 300, 400, 500, 600, 700, 800, 900]),
  google("Open Sans", [300, 400, 500, 600, 700, 800]),
  google("Playfair Display", [400, 500, 600, 700, 800, 900]),
  google("Plus Jakarta Sans", [200, 300, 400, 500, 600, 700, 800]),
  google("Poppins", NINE),
  google("Roboto Mono", [100, 200, 300, 400, 500, 600, 700]),
  google("Roboto", [100, 300, 400, 500, 700, 900]),
  google("Work Sans", NINE),
];

/** The font with exactly this id. */
export function fontById(id: string): FontRecord | undefined {
  return FONTS.find((font) => font.id === id);
}

/** The font with exactly this family. */
export function fontByFamily(family: string): FontRecord | undefined {
  return FONTS.find((font) => font.family === family);
}

/** The variant that a font starts with: its regular one. */
export function defaultVariant(font: FontRecord): FontVariantRecord {
  return font.variants.find((variant) => variant.id === "regular") ?? (font.variants[0] as FontVariantRecord);
}

/** The variant of a weight and style. */
export function variantOf(font: FontRecord, weight: string, style: string): FontVariantRecord | undefined {
  return font.variants.find((variant) => variant.weight === weight && variant.style === style);
}
