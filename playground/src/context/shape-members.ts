/**
 * The members that every shape has, put together and checked against the API's types.
 */
import type { PluginData, ShapeBase } from "@penpot/plugin-types";
import { NotValid } from "./errors";
import type { LayoutChildren } from "./layout-child";
import type { PaintLists } from "./paint-lists";
import { pluginDataMembers } from "./plugin-data";
import { lacking } from "./proxy";
import type { Session, ShapeHandle } from "./session";
import { geometryMembers } from "./shape-geometry";
import { lookMembers } from "./shape-look";
import type { ShapeFields, ShapeMember } from "./shape-fields";
import { treeMembers } from "./shape-tree";
import { UNIMPLEMENTED, type Unimplemented } from "./unimplemented";

const HORIZONTAL = ["left", "right", "leftright", "center", "scale"] as const;
const VERTICAL = ["top", "bottom", "topbottom", "center", "scale"] as const;

/** `a/b` becomes `a / b`; undefined when nothing is left, or when it ends in a slash. */
export function parseName(value: unknown): string | undefined {
  if (typeof value !== "string" || value.trim() === "" || value.trim().endsWith("/")) {
    return undefined;
  }
  const parts = value.split("/").map((part) => part.trim()).filter((part) => part !== "");
  return parts.length === 0 ? undefined : parts.join(" / ");
}

const never = (value: unknown): ShapeMember => ({ call: () => value });

/** The members. */
export function shapeMembers(
  session: Session,
  fields: ShapeFields,
  paints: PaintLists,
  layouts: LayoutChildren,
): Record<string, ShapeMember> {
  const implemented: Record<Exclude<keyof ShapeBase | keyof PluginData, Unimplemented<"shape">>, ShapeMember> = {
    id: { read: (self) => self.id },
    name: fields.parsed("name", (record) => record.name, parseName, (value) => value, (edit, record, name) =>
      edit.patch(record.id, { name }),
    ),
    ...treeMembers(session, fields),
    ...geometryMembers(session, fields),
    ...lookMembers(session, fields, paints),
    blocked: fields.flag("blocked"),
    hidden: fields.flag("hidden"),
    visible: fields.boolean("visible", (record) => !record.hidden, (edit, record, visible) =>
      edit.patch(record.id, { hidden: !visible }),
    ),
    proportionLock: fields.flag("proportionLock"),
    constraintsHorizontal: fields.choice("constraintsHorizontal", HORIZONTAL),
    constraintsVertical: fields.choice("constraintsVertical", VERTICAL),
    layoutChild: fields.reading((_, self) => layouts.of(self)),
    layoutCell: fields.reading(() => null),
    tokens: fields.reading(() => ({})),
    interactions: fields.reading(() => []),
    isComponentInstance: never(false),
    isComponentMainInstance: never(false),
    isComponentCopyInstance: never(false),
    isComponentRoot: never(false),
    isComponentHead: never(false),
    componentRefShape: never(null),
    componentRoot: never(null),
    componentHead: never(null),
    component: never(null),
    isVariantHead: never(false),
    ...pluginDataMembers<ShapeHandle>(session, {
      strict: false,
      read: (self) => session.record(self)?.pluginData ?? {},
      write: (self, code, pluginData) =>
        session.editShape(self, code, (edit, record) => edit.patch(record.id, { pluginData })),
    }),
  };
  return {
    $id: { read: (self) => self.id, hidden: true },
    $page: { read: (self) => self.pageId, hidden: true },
    $file: { read: () => session.document.fileId, hidden: true },
    $plugin: { read: () => session.pluginId, hidden: true },
    type: fields.reading((record) => record.type),
    ...implemented,
    ...lacking<ShapeHandle>("shape", UNIMPLEMENTED.shape),
    getChildren: {
      call: (self) => {
        const record = session.record(self);
        if (record !== undefined && !["board", "group", "boolean"].includes(record.type)) {
          throw new NotValid("getChildren", record.type);
        }
        return (record?.childIds ?? []).flatMap((id) => session.shape(self.pageId, id) ?? []);
      },
    },
  };
}
