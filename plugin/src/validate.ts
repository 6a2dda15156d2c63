/**
 * Validators of requests, written by hand: the sandboxed script stays small and its refusals name
 * the field at fault.
 *
 * Invariant: what `validateRequest` returns was rebuilt field by field, so that no later code meets
 * a value of the wrong type. Whether ids exist is asked later, of the page (`plan.ts`). Unknown
 * fields are dropped, so that a newer panel may add some.
 */

import { PathError, parsePath } from "./path-data";
import type {
  Batch,
  HostRequest,
  Layout,
  NodeKind,
  Operation,
  PlacedNode,
  Properties,
  Shadow,
  Stroke,
} from "./protocol";
import { Refusal } from "./refusal";
import {
  between,
  boolean,
  color,
  fill,
  invalid,
  layerName,
  listOf,
  nonEmptyText,
  notNegative,
  number,
  object,
  oneOf,
  oneOrFour,
  optional,
  positive,
  wholeFrom,
  type Validator,
} from "./validate-values";

/** Most layers that one batch may create; more would hold the undo block open for too long. */
export const MOST_LAYERS = 500;
/** Most ids or operations in one request. */
const MOST_ENTRIES = 2000;
/** How deep layers may be nested in one request. */
const DEEPEST = 50;

const SIZING = oneOf("fix", "fill", "auto");

const stroke: Validator<Stroke> = (value, path) => {
  const written = object(value, path);
  return withoutAbsent<Stroke>({
    color: color(written["color"], `${path}.color`),
    width: notNegative(written["width"], `${path}.width`),
    align: optional(oneOf("inner", "center", "outer"))(written["align"], `${path}.align`),
    style: optional(oneOf("solid", "dashed", "dotted"))(written["style"], `${path}.style`),
  });
};

const shadow: Validator<Shadow> = (value, path) => {
  const written = object(value, path);
  return {
    x: number(written["x"], `${path}.x`),
    y: number(written["y"], `${path}.y`),
    blur: notNegative(written["blur"], `${path}.blur`),
    spread: optional(number)(written["spread"], `${path}.spread`) ?? 0,
    color: color(written["color"], `${path}.color`),
  };
};

const layout: Validator<Layout> = (value, path) => {
  const written = object(value, path);
  const at = <Value>(key: string, item: Validator<Value>): Value | undefined =>
    optional(item)(written[key], `${path}.${key}`);
  return withoutAbsent<Layout>({
    direction: at("direction", oneOf("row", "column")),
    gap: at("gap", notNegative),
    padding: at("padding", oneOrFour(notNegative)),
    align: at("align", oneOf("start", "center", "end", "stretch")),
    justify: at(
      "justify",
      oneOf("start", "center", "end", "space-between", "space-around", "space-evenly"),
    ),
    wrap: at("wrap", boolean),
  });
};

const pathData: Validator<string> = (value, path) => {
  const data = nonEmptyText(value, path);
  try {
    parsePath(data);
  } catch (error) {
    const problem = error instanceof PathError ? error.message : "unreadable";
    throw invalid(path, `is not SVG path data: ${problem}`);
  }
  return data;
};

/** One validator a property; the type makes sure that none is forgotten. */
const PROPERTIES: { [Key in keyof Properties]-?: Validator<NonNullable<Properties[Key]>> } = {
  name: layerName,
  x: number,
  y: number,
  width: notNegative,
  height: notNegative,
  fill,
  stroke,
  radius: oneOrFour(notNegative),
  opacity: between(0, 1),
  rotation: number,
  shadow,
  hidden: boolean,
  text: nonEmptyText,
  fontSize: positive,
  fontWeight: between(1, 1000),
  fontFamily: nonEmptyText,
  lineHeight: positive,
  letterSpacing: number,
  textAlign: oneOf("left", "center", "right", "justify"),
  verticalAlign: oneOf("top", "center", "bottom"),
  d: pathData,
  layout,
  horizontalSizing: SIZING,
  verticalSizing: SIZING,
};

/** Properties of a layer, with those that are absent left out. */
export const properties: Validator<Properties> = (value, path) => {
  const written = object(value, path);
  const result: Record<string, unknown> = {};
  for (const [key, validator] of Object.entries(PROPERTIES)) {
    const given = written[key];
    if (given !== undefined && given !== null) {
      result[key] = validator(given, `${path}.${key}`);
    }
  }
  return result as Properties;
};

const KIND = oneOf<NodeKind>("board", "rectangle", "ellipse", "line", "path", "text", "group");

/** What must be the same in all nodes of a batch: unique refs, and a bounded number of layers. */
class Census {
  readonly refs = new Set<string>();

  admit(ref: string, path: string): void {
    if (this.refs.has(ref)) {
      throw invalid(`${path}.ref`, `must be unique, but ${JSON.stringify(ref)} was used before`);
    }
    this.refs.add(ref);
    if (this.refs.size > MOST_LAYERS) {
      throw invalid(path, `is layer ${this.refs.size}; a batch may create at most ${MOST_LAYERS}`);
    }
  }
}

function node(value: unknown, path: string, census: Census, depth: number): PlacedNode {
  if (depth > DEEPEST) {
    throw invalid(path, `is nested deeper than ${DEEPEST} levels`);
  }
  const written = object(value, path);
  const ref = nonEmptyText(written["ref"], `${path}.ref`);
  census.admit(ref, path);
  const type = KIND(written["type"], `${path}.type`);
  const result: PlacedNode = { ref, type, ...properties(written, path) };
  const children = optional(
    listOf((child, at) => node(child, at, census, depth + 1), 0, MOST_LAYERS),
  )(written["children"], `${path}.children`);
  if (children !== undefined && children.length > 0) {
    result.children = children;
  }
  checkNode(result, path);
  return result;
}

/** What holds between the kind of a layer and its other fields. */
function checkNode(node: PlacedNode, path: string): void {
  const { type } = node;
  const holdsChildren = type === "board" || type === "group";
  if (node.children !== undefined && !holdsChildren) {
    throw invalid(`${path}.children`, `is only for a board or a group, not for a ${type}`);
  }
  if (type === "group" && node.children === undefined) {
    throw invalid(`${path}.children`, "must hold at least one layer, because Penpot has no empty groups");
  }
  if (type === "text" && node.text === undefined) {
    throw invalid(`${path}.text`, "must be text that is not empty");
  }
  if (type === "path" && node.d === undefined) {
    throw invalid(`${path}.d`, "must be SVG path data");
  }
  const reserved: [keyof Properties, NodeKind][] = [["text", "text"], ["d", "path"], ["layout", "board"]];
  for (const [key, kind] of reserved) {
    if (node[key] !== undefined && type !== kind) {
      throw invalid(`${path}.${key}`, `is only for a ${kind}, not for a ${type}`);
    }
  }
  if (type === "line") {
    if (node.width === 0 && (node.height ?? 0) === 0) {
      throw invalid(`${path}.width`, "and height must not both be 0");
    }
    return;
  }
  for (const key of ["width", "height"] as const) {
    if (node[key] !== undefined && node.type !== "path") {
      positive(node[key], `${path}.${key}`);
    }
  }
}

function operation(value: unknown, path: string, census: Census): Operation {
  const written = object(value, path);
  const type = oneOf("DRAW_SHAPE", "MODIFY_SHAPE", "DELETE_SHAPE", "MOVE_SHAPE", "ORDER_SHAPE")(
    written["type"],
    `${path}.type`,
  );
  const text = (key: string): string => nonEmptyText(written[key], `${path}.${key}`);
  const place = (): { index?: number } =>
    withoutAbsent<{ index?: number }>({
      index: optional(wholeFrom(0))(written["index"], `${path}.index`),
    });
  switch (type) {
    case "DRAW_SHAPE":
      return {
        type,
        parent: text("parent"),
        ...place(),
        node: node(written["node"], `${path}.node`, census, 1),
      };
    case "MODIFY_SHAPE":
      return { type, id: text("id"), properties: properties(written["properties"], `${path}.properties`) };
    case "DELETE_SHAPE":
      return { type, id: text("id") };
    case "MOVE_SHAPE":
      return { type, id: text("id"), parent: text("parent"), ...place() };
    case "ORDER_SHAPE":
      return {
        type,
        id: text("id"),
        to: oneOf("front", "forward", "backward", "back")(written["to"], `${path}.to`),
      };
  }
}

function batch(payload: Record<string, unknown>): Batch {
  const census = new Census();
  const operations: Operation[] = [];
  const written = listOf((entry) => entry, 0, MOST_ENTRIES)(payload["operations"], "operations");
  for (const [index, entry] of written.entries()) {
    try {
      operations.push(operation(entry, `operations[${index}]`, census));
    } catch (error) {
      throw error instanceof Refusal ? error.of(index) : error;
    }
  }
  return withoutAbsent<Batch>({
    operationId: nonEmptyText(payload["operationId"], "operationId"),
    pageId: optional(nonEmptyText)(payload["pageId"], "pageId"),
    operations,
  });
}

/**
 * Reads a request. Throws a `Refusal`: UNSUPPORTED for a type that is not known, INVALID for a
 * payload that is not right.
 */
export function validateRequest(type: string, value: unknown): HostRequest {
  const payload = value === undefined || value === null ? {} : object(value, "payload");
  const depth = (): number => wholeFrom(1)(payload["depth"], "depth");
  const texts = (key: string, least: number): string[] =>
    listOf(nonEmptyText, least, MOST_ENTRIES)(payload[key], key);
  switch (type) {
    case "GET_CURRENT_PAGE":
      return { type, payload: { depth: depth(), limit: wholeFrom(1)(payload["limit"], "limit") } };
    case "GET_SHAPES":
      return { type, payload: { ids: texts("ids", 0), depth: depth() } };
    case "GET_SELECTED_SHAPES":
      return { type, payload: { depth: depth() } };
    case "APPLY":
      return { type, payload: batch(payload) };
    case "SELECT_SHAPES":
      return { type, payload: { ids: texts("ids", 0) } };
    case "ZOOM_TO_SHAPES":
      return { type, payload: { ids: texts("ids", 1) } };
    case "GET_LEDGER":
      return { type, payload: { operationIds: texts("operationIds", 0) } };
    default:
      throw new Refusal(
        "UNSUPPORTED",
        `The plugin does not know ${type}. Close and open it again to get its newest version.`,
      );
  }
}

/** The same object without its undefined fields, so that "absent" has one form only. */
function withoutAbsent<Result extends object>(fields: {
  [Key in keyof Required<Result>]: Required<Result>[Key] | undefined;
}): Result {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Result;
}
