/**
 * What paths have beyond other shapes: their data, as text and as commands.
 */
import type { Path, ShapeBase } from "@penpot/plugin-types";
import { MIN_SIZE, toPage } from "../document/geometry";
import type { ShapeRecord } from "../document/model";
import { formatPath, mapSegments, parsePath, pathBounds, type Segment } from "../document/path-data";
import type { PageEdit } from "../document/page-edit";
import type { ShapeFields, ShapeMember } from "./shape-fields";
import { isSafeNumber } from "./validate";

/** The path as it is seen on the page, flips and rotation included. */
function segmentsOnPage(record: ShapeRecord): Segment[] {
  const segments = record.pathData === null ? null : parsePath(record.pathData);
  return mapSegments(segments ?? [], (point) => toPage(record, point));
}

/** Members of a record that hold exactly this path. */
export function pathFields(segments: readonly Segment[]): Partial<ShapeRecord> {
  const box = pathBounds(segments);
  return {
    x: box.x,
    y: box.y,
    width: Math.max(MIN_SIZE, box.width),
    height: Math.max(MIN_SIZE, box.height),
    rotation: 0,
    flipX: false,
    flipY: false,
    pathData: formatPath(segments),
  };
}

/** Commands as the API lists them. */
function toCommands(segments: readonly Segment[]): unknown[] {
  return segments.map(({ command, ...params }) => (command === "close-path" ? { command } : { command, params }));
}

const PARAMS: Record<string, readonly string[]> = {
  "move-to": ["x", "y"],
  "line-to": ["x", "y"],
  "curve-to": ["c1x", "c1y", "c2x", "c2y", "x", "y"],
  "close-path": [],
};

function parseCommand(value: unknown): Segment | undefined {
  const source = value as { command?: unknown; params?: Record<string, unknown> } | null;
  const command = source?.command;
  const names = typeof command === "string" ? PARAMS[command] : undefined;
  if (source === null || names === undefined || !names.every((name) => isSafeNumber(source.params?.[name]))) {
    return undefined;
  }
  return { command, ...Object.fromEntries(names.map((name) => [name, source.params?.[name]])) } as Segment;
}

function parseCommands(value: unknown): Segment[] | undefined {
  if (!Array.isArray(value) || value.length === 0) {
    return undefined;
  }
  const segments = value.map(parseCommand);
  return segments.every((segment) => segment !== undefined) && segments[0]?.command === "move-to"
    ? (segments as Segment[])
    : undefined;
}

/** The members. */
export function pathMembers(fields: ShapeFields): Record<string, ShapeMember> {
  const store = (edit: PageEdit, record: ShapeRecord, segments: Segment[]): void =>
    edit.patch(record.id, pathFields(segments));
  const text = (): ShapeMember =>
    fields.parsed(
      "content",
      (record) => formatPath(segmentsOnPage(record)),
      (value) => (typeof value === "string" ? (parsePath(value) ?? undefined) : undefined),
      (value) => value,
      store,
    );
  const implemented: Record<Exclude<keyof Path, keyof ShapeBase | "type">, ShapeMember> = {
    toD: { call: (self) => fields.reading((record) => formatPath(segmentsOnPage(record))).read(self) },
    content: text(),
    d: text(),
    commands: fields.parsed(
      "content",
      (record) => toCommands(segmentsOnPage(record)),
      parseCommands,
      (value) => value,
      store,
    ),
  };
  return implemented;
}
