/**
 * Addresses under which the page can show the images of a document.
 *
 * Images live as bytes in the document, never on a server. Invariant: one address per image id, so that
 * a repaint does not copy the bytes again.
 */
import type { ImageData } from "@penpot/plugin-types";

/** A transparent picture of one pixel, shown for an image whose bytes cannot be read. */
const BLANK =
  "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

const addresses = new Map<string, Promise<string>>();

/** The address of the image; an image without readable bytes shows as nothing. */
export function imageAddress(image: ImageData): Promise<string> {
  let address = addresses.get(image.id);
  if (address === undefined) {
    address = readAddress(image);
    addresses.set(image.id, address);
  }
  return address;
}

async function readAddress(image: ImageData): Promise<string> {
  try {
    const bytes = await image.data();
    const blob = new Blob([bytes.slice()], { type: image.mtype ?? "image/png" });
    return URL.createObjectURL(blob);
  } catch {
    return BLANK;
  }
}
