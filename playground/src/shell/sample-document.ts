/**
 * A small starting design, for `?document=sample`: one board of an app with a few shapes.
 *
 * It is built through the plugin API, as a plugin would build it, so that starting with it also
 * exercises the API.
 */
import type { Board, Context, Text } from "@penpot/plugin-types";

/** Longer than the design tool takes to give texts their size, in ms. */
const SETTLE_MS = 200;

/** Draws the sample on the open page, as one entry of undo; resolves when the texts have their size. */
export async function drawSample(context: Context): Promise<void> {
  context.flags.naturalChildOrdering = true;
  context.flags.throwValidationErrors = true;
  const block = context.history.undoBlockBegin();
  drawMorning(context);
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  context.history.undoBlockFinish(block);
}

function drawMorning(context: Context): void {
  const board = context.createBoard();
  board.name = "Morning";
  place(board, 0, 0, 360, 520);
  board.fills = [{ fillColor: "#fbfaf7", fillOpacity: 1 }];
  board.borderRadius = 24;
  addText(context, board, "Good morning", 28, 40, "30", "600", "#1d1b16");
  addText(context, board, "Three things for today", 28, 82, "15", "400", "#6d675b");

  const card = context.createRectangle();
  card.name = "Weather card";
  place(card, 24, 124, 312, 148);
  card.borderRadius = 20;
  card.fills = [
    {
      fillOpacity: 1,
      fillColorGradient: {
        type: "linear",
        startX: 0,
        startY: 0,
        endX: 1,
        endY: 1,
        width: 1,
        stops: [
          { color: "#ffb36b", opacity: 1, offset: 0 },
          { color: "#f2668b", opacity: 1, offset: 1 },
        ],
      },
    },
  ];
  card.shadows = [
    {
      style: "drop-shadow",
      offsetX: 0,
      offsetY: 12,
      blur: 24,
      spread: 0,
      hidden: false,
      color: { color: "#f2668b", opacity: 0.28 },
    },
  ];
  board.appendChild(card);

  const sun = context.createEllipse();
  sun.name = "Sun";
  place(sun, 244, 148, 64, 64);
  sun.fills = [{ fillColor: "#fff3d6", fillOpacity: 0.95 }];
  board.appendChild(sun);
  addText(context, board, "21°", 48, 148, "48", "500", "#ffffff");
  addText(context, board, "Clear until the evening", 48, 228, "14", "500", "#ffffff");

  const tasks = ["Water the plants", "Call the printer", "Sketch the poster"];
  tasks.forEach((task, index) => {
    const y = 304 + index * 60;
    const row = context.createRectangle();
    row.name = `Task ${index + 1}`;
    place(row, 24, y, 312, 48);
    row.borderRadius = 12;
    row.fills = [{ fillColor: "#ffffff", fillOpacity: 1 }];
    row.strokes = [
      {
        strokeColor: "#e8e3d8",
        strokeOpacity: 1,
        strokeWidth: 1,
        strokeStyle: "solid",
        strokeAlignment: "inner",
      },
    ];
    board.appendChild(row);
    addText(context, board, task, 44, y + 15, "15", "400", "#1d1b16");
  });
}

function addText(
  context: Context,
  board: Board,
  characters: string,
  x: number,
  y: number,
  size: string,
  weight: string,
  color: string,
): void {
  const text = context.createText(characters) as Text;
  text.name = characters;
  text.fontFamily = "Work Sans";
  text.fontSize = size;
  text.fontWeight = weight;
  text.fills = [{ fillColor: color, fillOpacity: 1 }];
  board.appendChild(text);
  text.x = x;
  text.y = y;
}

function place(
  shape: { x: number; y: number; resize(width: number, height: number): void },
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  shape.resize(width, height);
  shape.x = x;
  shape.y = y;
}
