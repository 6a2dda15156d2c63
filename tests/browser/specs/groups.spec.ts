/**
 * Groups, which the design tool only makes around layers that are there already.
 */
import { expect, test } from "@playwright/test";

import { call, callArguments, finish, Gate, ModelServer, says } from "../support/model_server.ts";
import { localServer, Workbench } from "../support/workbench.ts";

test("a group is drawn with its layers as soon as it is complete", async ({ page }) => {
  const gate = new Gate();
  const group = {
    type: "group",
    name: "Face",
    x: 100,
    y: 50,
    children: [
      { type: "ellipse", name: "Head", x: 0, y: 0, width: 200, height: 200 },
      { type: "group", name: "Eyes", x: 40, y: 60, children: [{ type: "ellipse", name: "Eye", x: 10, y: 0, width: 20, height: 20 }] },
    ],
  };
  const model = await ModelServer.start(
    {
      pieces: [
        call(0, "draw"),
        callArguments(0, `{"nodes":[${JSON.stringify(group)},`),
        { gate },
        callArguments(0, '{"type":"text","name":"Below","x":0,"y":300,"text":"A face"}]}'),
        ...finish("tool_calls"),
      ],
    },
    says("Drawn."),
  );
  const bench = await Workbench.open(page, localServer(model.address));
  await bench.ask("a face");
  await gate.reached;
  await bench.expectShapes(4);
  gate.open();
  await bench.ended("done");
  const [face, below] = (await bench.document()).shapes;
  expect(face).toMatchObject({ type: "group", name: "Face", x: 100, y: 50, width: 200, height: 200 });
  expect(face?.children).toMatchObject([
    { type: "ellipse", name: "Head", x: 100, y: 50 },
    { type: "group", name: "Eyes", children: [{ name: "Eye", x: 150, y: 110, width: 20 }] },
  ]);
  expect(below).toMatchObject({ type: "text", name: "Below" });
  await expect(bench.lastAnswer()).toContainText("5 added");
  await model.close();
});
