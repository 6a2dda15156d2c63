/** Where children go, with and without natural ordering, in plain boards and in layouts. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Board } from "@penpot/plugin-types";
import { bench, named, rawNames, type Bench } from "./support/bench";

interface Mode {
  natural: boolean;
  flex: boolean;
  dir?: "row" | "row-reverse";
}

function setUp({ natural, flex, dir = "row" }: Mode): Bench & { board: Board } {
  const made = bench();
  made.penpot.flags.naturalChildOrdering = natural;
  const board = made.penpot.createBoard();
  if (flex) {
    board.addFlexLayout().dir = dir;
  }
  return { ...made, board };
}

const raw = (setup: Bench & { board: Board }): string => rawNames(setup.playground, setup.board);

const listed = (board: Board): string => board.children.map((child) => child.name).join("");

const CASES: (Mode & { appended: string; inserted: string; list: string })[] = [
  // appended: raw order after appending a, b, c. inserted: raw order after inserting z at 1 into it.
  // list: what `children` says then.
  { natural: false, flex: false, appended: "cba", inserted: "cbza", list: "cbza" },
  { natural: true, flex: false, appended: "abc", inserted: "azbc", list: "azbc" },
  { natural: false, flex: true, appended: "cba", inserted: "cbza", list: "cbza" },
  { natural: true, flex: true, appended: "cba", inserted: "cbza", list: "azbc" },
];

for (const { natural, flex, appended, inserted, list } of CASES) {
  const mode = `natural ordering ${natural ? "on" : "off"}, ${flex ? "flex" : "plain"} board`;

  test(`appendChild and insertChild put children where they belong (${mode})`, () => {
    const setup = setUp({ natural, flex });
    named(setup.penpot, "a", "b", "c").forEach((shape) => setup.board.appendChild(shape));
    assert.equal(raw(setup), appended);
    const [z] = named(setup.penpot, "z");
    setup.board.insertChild(1, z!);
    assert.equal(raw(setup), inserted);
    assert.equal(listed(setup.board), list);
  });

  test(`appending a child again is a move (${mode})`, () => {
    const setup = setUp({ natural, flex });
    const [a] = named(setup.penpot, "a", "b", "c").map((shape) => (setup.board.appendChild(shape), shape));
    setup.board.appendChild(a!);
    assert.equal(raw(setup), natural && !flex ? "bca" : "acb");
  });

  test(`assigning children stores them, reversed under natural ordering (${mode})`, () => {
    const setup = setUp({ natural, flex });
    named(setup.penpot, "a", "b", "c").forEach((shape) => setup.board.appendChild(shape));
    const before = raw(setup);
    const same = [...setup.board.children];
    setup.board.children = same;
    const flipped = [...before].reverse().join("");
    assert.equal(raw(setup), natural && !flex ? flipped : before);
    assert.throws(() => {
      setup.board.children = same.slice(1);
    }, /Code: :children/);
  });

  test(`bringToFront and its kin move in raw order, in layouts in visual order (${mode})`, () => {
    const setup = setUp({ natural, flex });
    const [a, b, c] = named(setup.penpot, "a", "b", "c");
    [a, b, c].forEach((shape) => shape!.setParentIndex(0));
    setup.board.appendChild(a!);
    setup.board.appendChild(b!);
    setup.board.appendChild(c!);
    const inverted = natural && flex;
    const start = raw(setup);
    const middle = b!;
    middle.bringToFront();
    assert.equal(middle.parentIndex, inverted ? 0 : 2);
    middle.sendToBack();
    assert.equal(middle.parentIndex, inverted ? 2 : 0);
    middle.bringForward();
    assert.equal(raw(setup), start);
    middle.sendBackward();
    assert.equal(middle.parentIndex, inverted ? 2 : 0);
  });

  test(`setParentIndex is raw and clamped (${mode})`, () => {
    const setup = setUp({ natural, flex });
    const [a] = named(setup.penpot, "a", "b", "c").map((shape) => (setup.board.appendChild(shape), shape));
    for (const [asked, got] of [[1, 1], [-5, 0], [99, 2]] as const) {
      a!.setParentIndex(asked);
      assert.equal(a!.parentIndex, got);
    }
  });
}

test("flex.appendChild goes to the visual start without and to the visual end with natural ordering", () => {
  for (const [natural, dir, expected] of [
    [false, "row", "abc"],
    [true, "row", "cba"],
    [false, "row-reverse", "abc"],
    [true, "row-reverse", "abc"],
  ] as const) {
    const setup = setUp({ natural, flex: true, dir });
    named(setup.penpot, "a", "b", "c").forEach((shape) => setup.board.flex?.appendChild(shape));
    assert.equal(raw(setup), expected, `${natural} ${dir}`);
  }
});

test("an ancestor cannot be put into its descendant, and nothing is said", () => {
  const { penpot, playground } = bench();
  const outer = penpot.createBoard();
  const inner = penpot.createBoard();
  outer.appendChild(inner);
  inner.appendChild(outer);
  assert.equal(inner.parent?.id, outer.id);
  assert.equal(playground.document.activePage.shapes.get(outer.id)?.childIds.length, 1);
});

test("appending keeps the place on the page and to the root moves to the top level", () => {
  const { penpot } = bench();
  const board = penpot.createBoard();
  board.x = 200;
  const shape = penpot.createRectangle();
  shape.x = 250;
  board.appendChild(shape);
  assert.equal(shape.x, 250);
  assert.equal(shape.parentX, 50);
  (penpot.root as Board).appendChild(shape);
  assert.equal(shape.parent?.id, "00000000-0000-0000-0000-000000000000");
  assert.equal(shape.parentX, 250);
});

test("a group stands just in front of its last member and vanishes when it is emptied", () => {
  const { penpot, playground } = bench();
  const [a, , c] = named(penpot, "a", "b", "c", "d");
  const group = penpot.group([c!, a!])!;
  group.name = "g";
  assert.equal(rawNames(playground, penpot.root!), "bgd");
  assert.equal(rawNames(playground, group), "ac");
  a!.remove();
  (penpot.root as Board).appendChild(c!);
  assert.equal(penpot.currentPage?.getShapeById(group.id), null);
});

test("ungrouping puts the children at the group's place and dissolves boards too", () => {
  const { penpot, playground } = bench();
  const shapes = named(penpot, "a", "b", "c", "d");
  const group = penpot.group(shapes.slice(1, 3))!;
  penpot.ungroup(group);
  assert.equal(rawNames(playground, penpot.root!), "abcd");
  assert.equal(penpot.group([]), null);
  const board = penpot.createBoard();
  board.appendChild(shapes[0]!);
  penpot.ungroup(board as never);
  assert.equal(rawNames(playground, penpot.root!), "bcda");
});

test("a clone is a deep copy just in front of the original", () => {
  const { penpot, playground } = bench();
  const [a, b] = named(penpot, "a", "b", "c");
  const group = penpot.group([a!, b!])!;
  group.name = "g";
  const copy = group.clone();
  assert.equal(rawNames(playground, penpot.root!), "ggc");
  assert.equal(rawNames(playground, copy), "ab");
  assert.equal(copy.parentIndex, group.parentIndex + 1);
});
