/**
 * The document as plain JSON for tests and tools: what is on the page, in the API's terms.
 *
 * `{file:{id,name}, page:{id,name}, shapes:[{id,type,name,x,y,width,height,…,children:[…]}]}`; shapes
 * run from back to front, numbers are rounded to 0.001, members that do not apply are left out.
 */
import type { DocumentView, PageRecord, ShapeRecord, TextRecord } from "./model";
import { ROOT_ID } from "./model";
import { boundsOf } from "./geometry";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

function round(value: unknown): Json {
  if (typeof value === "number") {
    const rounded = Math.round(value * 1000) / 1000;
    return rounded === 0 ? 0 : rounded;
  }
  if (Array.isArray(value)) {
    return value.map(round);
  }
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined && typeof inner !== "function");
    return Object.fromEntries(entries.map(([key, inner]) => [key, round(inner)]));
  }
  return value as Json;
}

function common(text: TextRecord, key: keyof TextRecord["runs"][number]): unknown {
  const values = new Set(text.runs.map((run) => JSON.stringify(run[key])));
  return values.size === 1 ? text.runs[0]?.[key] : "mixed";
}

function textTree(text: TextRecord): unknown {
  return {
    characters: text.runs.map((run) => run.characters).join(""),
    fontSize: common(text, "fontSize"),
    fontWeight: common(text, "fontWeight"),
    fontFamily: common(text, "fontFamily"),
    fontStyle: common(text, "fontStyle"),
    lineHeight: common(text, "lineHeight"),
    letterSpacing: common(text, "letterSpacing"),
    align: text.align,
    verticalAlign: text.verticalAlign,
    growType: text.growType,
    fills: common(text, "fills"),
  };
}

function shapeTree(page: PageRecord, record: ShapeRecord, parent: ShapeRecord): unknown {
  const bounds = boundsOf(record);
  const inLayout = parent.flex !== null;
  const hasRadii = record.radii.some((radius) => radius !== 0);
  return {
    id: record.id,
    type: record.type,
    name: record.name,
    x: bounds.x,
    y: bounds.y,
    width: record.width,
    height: record.height,
    rotation: record.rotation,
    parentX: bounds.x - parent.x,
    parentY: bounds.y - parent.y,
    opacity: record.opacity,
    hidden: record.hidden,
    ...(record.blendMode === "normal" ? {} : { blendMode: record.blendMode }),
    ...(record.flipX ? { flipX: true } : {}),
    ...(record.flipY ? { flipY: true } : {}),
    fills: record.text === null ? record.fills : common(record.text, "fills"),
    strokes: record.strokes,
    ...(hasRadii ? { radii: record.radii } : {}),
    ...(record.shadows.length > 0 ? { shadows: record.shadows } : {}),
    ...(record.blur === null ? {} : { blur: record.blur }),
    ...(record.type === "board" ? { clipContent: record.clipContent } : {}),
    ...(record.text === null ? {} : { text: textTree(record.text) }),
    ...(record.pathData === null ? {} : { path: record.pathData }),
    ...(record.flex === null
      ? {}
      : {
          flex: {
            ...record.flex,
            horizontalSizing: record.layoutChild.horizontalSizing,
            verticalSizing: record.layoutChild.verticalSizing,
          },
        }),
    ...(inLayout ? { layoutChild: record.layoutChild } : {}),
    ...(record.type === "board" || record.type === "group" || record.childIds.length > 0
      ? { children: childTrees(page, record) }
      : {}),
  };
}

function childTrees(page: PageRecord, parent: ShapeRecord): unknown[] {
  return parent.childIds
    .flatMap((id) => page.shapes.get(id) ?? [])
    .map((child) => shapeTree(page, child, parent));
}

/** The open page as JSON. */
export function documentTree(document: DocumentView): unknown {
  const page = document.activePage;
  const root = page.shapes.get(ROOT_ID);
  return round({
    file: { id: document.fileId, name: document.fileName },
    page: { id: page.id, name: page.name },
    shapes: root === undefined ? [] : childTrees(page, { ...root, x: 0, y: 0 }),
  });
}
