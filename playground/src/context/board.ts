/**
 * What boards and groups have beyond other shapes.
 */
import type { Board, Group, ShapeBase } from "@penpot/plugin-types";
import { newFlex } from "../document/records";
import type { FlexLayouts } from "./flex";
import { lacking } from "./proxy";
import type { Session, ShapeHandle } from "./session";
import type { ShapeFields, ShapeMember } from "./shape-fields";
import { childrenMember } from "./shape-tree";
import { UNIMPLEMENTED, type Unimplemented } from "./unimplemented";

/** In the common members already. */
type Shared = keyof ShapeBase | "type" | "appendChild" | "insertChild";

const OWN_SIZINGS = ["fix", "auto"] as const;

/** Members of boards. */
export function boardMembers(
  session: Session,
  fields: ShapeFields,
  layouts: FlexLayouts,
): Record<string, ShapeMember> {
  const implemented: Record<Exclude<keyof Board, Shared | Unimplemented<"board">>, ShapeMember> = {
    children: childrenMember(session, fields, true),
    clipContent: fields.flag("clipContent"),
    showInViewMode: fields.flag("showInViewMode"),
    grid: fields.reading(() => null, true),
    flex: { ...fields.reading((_, self) => layouts.of(self)), hidden: true },
    rulerGuides: fields.reading(() => []),
    horizontalSizing: fields.sizing("horizontal", OWN_SIZINGS, "horizontalSizing"),
    verticalSizing: fields.sizing("vertical", OWN_SIZINGS, "verticalSizing"),
    addFlexLayout: {
      call: (self) => {
        session.editShape(self, "addFlexLayout", (edit, record) => {
          if (record.flex === null) {
            edit.patch(record.id, { flex: newFlex() });
            record.childIds.forEach((id) =>
              edit.patch(id, { constraintsHorizontal: "left", constraintsVertical: "top" }),
            );
          }
        });
        return layouts.of(self);
      },
    },
    isVariantContainer: { call: () => false },
  };
  return { ...implemented, ...lacking<ShapeHandle>("board", UNIMPLEMENTED.board) };
}

/** Members of groups. */
export function groupMembers(session: Session, fields: ShapeFields): Record<string, ShapeMember> {
  const implemented: Record<Exclude<keyof Group, Shared | Unimplemented<"group">>, ShapeMember> = {
    children: childrenMember(session, fields, false),
    isMask: { call: () => false },
  };
  return { ...implemented, ...lacking<ShapeHandle>("group", UNIMPLEMENTED.group) };
}
