// Things to move in JupyterLab: dragged, pressed, reloaded, in the dark.
import { describe, expect, it } from "vitest";
import { findFaults, findThemeFaults } from "./harness/faults.js";
import { type LabNotebook, useLab } from "./harness/lab.js";

const lab = useLab();

/** Drags the handle of the first slider of a cell to its right end. */
async function dragToEnd(notebook: LabNotebook, cell: number): Promise<void> {
  const handle = notebook.cell(cell).locator(".noUi-handle").first();
  const track = notebook.cell(cell).locator(".noUi-base").first();
  const from = (await handle.boundingBox())!;
  const to = (await track.boundingBox())!;
  const { mouse } = notebook.page;
  await mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await mouse.down();
  for (let i = 1; i <= 8; i++) {
    await mouse.move(from.x + ((to.x + to.width - from.x) * i) / 8, from.y + from.height / 2);
    await notebook.page.waitForTimeout(30);
  }
  await mouse.up();
}

/** Waits until a cell's outputs contain the text. */
async function waitForText(notebook: LabNotebook, cell: number, text: string): Promise<void> {
  await expect.poll(() => notebook.outputText(cell), { timeout: 120_000 }).toContain(text);
}

const slider = `import { newDisplay, widgets } from "gradus";
const slider = widgets.intSlider({ min: 0, max: 10, value: 2, description: "은닉 유닛" });
slider.show();
slider.observe((value) => handle.update("value " + value));
const handle = newDisplay();
handle.update("value " + slider.value);`;

describe("a widget in JupyterLab", () => {
  it("tells the kernel of a drag, and shows what the kernel sets", async () => {
    const notebook = await lab().create([slider, "slider.value = 4"]);
    await notebook.startCell(0);
    await waitForText(notebook, 0, "value 2");
    await dragToEnd(notebook, 0);
    await waitForText(notebook, 0, "value 10");
    await notebook.startCell(1);
    await waitForText(notebook, 0, "value 4");
    await expect.poll(() => notebook.cell(0).locator(".widget-readout").first().innerText()).toBe("4");
    await notebook.screenshot("widget-slider");
    expect(await findFaults(notebook)).toEqual([]);
    await notebook.close();
  });

  it("is there again after the page was loaded again", async () => {
    const notebook = await lab().create([slider]);
    await notebook.startCell(0);
    await waitForText(notebook, 0, "value 2");
    await dragToEnd(notebook, 0);
    await waitForText(notebook, 0, "value 10");
    await notebook.save();
    await notebook.page.reload();
    await notebook.waitUntilOpen();
    const readout = notebook.cell(0).locator(".widget-readout").first();
    await expect.poll(() => readout.innerText({ timeout: 120_000 }), { timeout: 60_000 }).toBe("10");
    await notebook.close();
  });

  it("stops a running cell by its button", async () => {
    const notebook = await lab().create([
      `import { progress } from "gradus";
let stopped = false;
const bar = progress({ title: "훈련", rounds: 1000, total: 10, onStop: () => { stopped = true; } });
let epochs = 0;
for (; epochs < 1000 && !stopped; epochs++) {
  for (let step = 1; step <= 10; step++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    bar.update(step, { loss: 1 / (epochs + 1) });
  }
  bar.endRound();
}
bar.finish();
console.log(stopped ? "stopped early" : "ran to the end");`,
    ]);
    await notebook.startCell(0);
    await waitForText(notebook, 0, "Epoch    2/1000");
    await notebook.cell(0).locator("button.widget-button").click();
    await waitForText(notebook, 0, "stopped early");
    await notebook.screenshot("progress-stopped");
    await notebook.close();
  });

  it("stops a fit by its button: the epochs so far are kept", async () => {
    const notebook = await lab().create([
      `import { array, layers, Sequential } from "gradus";
const x = array([[0, 0], [0, 1], [1, 0], [1, 1]], { dtype: "float32" });
const y = array([[0], [1], [1], [0]], { dtype: "float32" });
const model = new Sequential([layers.dense({ units: 2, activation: "tanh", inputShape: [2] }), layers.dense({ units: 1, activation: "sigmoid" })]);
model.compile({ optimizer: "sgd", loss: "mse" });
const history = await model.fit(x, y, { epochs: 100_000_000, batchSize: 1 });
console.log("epochs", history.history.loss!.length > 100, history.history.loss!.length < 100_000_000);`,
    ]);
    await notebook.startCell(0);
    const button = notebook.cell(0).locator("button.widget-button");
    await button.waitFor({ timeout: 120_000 });
    await notebook.screenshot("fit-running");
    // a click while JupyterLab still lays the panel out may be lost: a reader clicks again
    const clickAgain = async () => {
      if ((await button.count()) > 0) await button.click({ timeout: 2000 }).catch(() => undefined);
      return button.count();
    };
    await expect.poll(clickAgain, { interval: 3000, timeout: 60_000 }).toBe(0);
    await waitForText(notebook, 0, "epochs true true");
    expect(await findFaults(notebook)).toEqual([]);
    await notebook.close();
  });

  it("follows interact() with a figure", async () => {
    const notebook = await lab().create([
      `import { interact, plt } from "gradus";
const xs = Array.from({ length: 50 }, (_, i) => i / 10);
interact(({ k }) => plt.plot(xs, xs.map((x) => Math.sin(k * x)), "b-", { label: "k = " + k }).title("k = " + k), { k: [1, 9] });
undefined`,
    ]);
    await notebook.startCell(0);
    const canvas = notebook.cell(0).locator("canvas, .vega-embed svg");
    await canvas.first().waitFor({ timeout: 60_000 });
    await dragToEnd(notebook, 0);
    await expect
      .poll(async () => JSON.stringify((await notebook.content()).cells[0]), { timeout: 120_000 })
      .toContain("k = 9");
    await notebook.screenshot("interact");
    expect(await canvas.count()).toBe(1);
    expect(await findFaults(notebook)).toEqual([]);
    await notebook.close();
  });
});

describe("a widget with a front end of its own", () => {
  it("runs it by anywidget's extension, and both sides hear of changes and messages", async () => {
    const notebook = await lab().create([
      `import { newDisplay, widgets } from "gradus";
const counter = new widgets.AnyWidget({
  esm: \`export default { render({ model, el }) {
    const button = document.createElement("button");
    const show = () => (button.textContent = "pressed " + model.get("count"));
    button.onclick = () => { model.set("count", model.get("count") + 1); model.save_changes(); model.send({ kind: "ping" }); };
    model.on("change:count", show);
    model.on("msg:custom", ({ kind }) => button.setAttribute("title", kind));
    show();
    button.className = "own-button";
    el.append(button);
  } }\`,
  css: ".own-button { color: rgb(1, 2, 3); }",
  state: { count: 0 },
});
counter.show();
const handle = newDisplay();
counter.on("count", (count) => handle.update("kernel has " + count));
counter.onMessage((content) => counter.send({ kind: "pong for " + (content as { kind: string }).kind }));`,
      "counter.set({ count: 40 })",
    ]);
    await notebook.startCell(0);
    const button = notebook.cell(0).locator("button.own-button");
    await button.waitFor({ timeout: 120_000 });
    expect(await button.innerText()).toBe("pressed 0");
    expect(await button.evaluate((element) => getComputedStyle(element).color)).toBe("rgb(1, 2, 3)");
    await button.click();
    await waitForText(notebook, 0, "kernel has 1");
    await expect.poll(() => button.getAttribute("title")).toBe("pong for ping");
    await notebook.startCell(1);
    await expect.poll(() => button.innerText(), { timeout: 60_000 }).toBe("pressed 40");
    expect(await findFaults(notebook)).toEqual([]);
    await notebook.close();
  });
});

describe("a playground in JupyterLab", () => {
  it("plays while the page answers, and keeps its last picture in the notebook", async () => {
    const notebook = await lab().create([
      `import { playground } from "gradus";
const pg = playground({ language: "ko", dataset: "circles", hidden: [4] });`,
      "pg.history.at(-1)!.epoch",
    ]);
    await notebook.startCell(0);
    const frame = notebook.cell(0).locator(".widget-html svg[role=img]");
    await frame.waitFor({ timeout: 60_000 });
    const source = (): Promise<string> => frame.evaluate((element) => element.outerHTML);
    const first = await source();
    await notebook.cell(0).locator("button", { hasText: "재생" }).click();
    const seen = new Set<string>();
    const end = Date.now() + 3000;
    while (Date.now() < end) {
      seen.add(await source());
      await notebook.page.waitForTimeout(40);
    }
    seen.delete(first);
    expect(seen.size).toBeGreaterThan(8);
    await notebook.cell(0).locator("button", { hasText: "멈춤" }).click();
    await notebook.startCell(1);
    await expect.poll(() => notebook.outputText(1).then(Number), { timeout: 120_000 }).toBeGreaterThan(8);
    await notebook.page.waitForTimeout(3500);
    await notebook.screenshot("playground");
    expect(await findFaults(notebook)).toEqual([]);
    await notebook.close();
  });
});

describe("figures in JupyterLab", () => {
  const figures = `import { plt, plotImages, plotHistory, plotConfusionMatrix, plotLossSurface, progress } from "gradus";
plt.plot([1, 2, 3], [3, 1, 2], "b--", { label: "훈련 손실" });
plt.title("배치가 4배면 잡음은 절반"); plt.xlabel("에포크"); plt.ylabel("손실 ∂L/∂w₁"); plt.legend();
plt.show();
const noise = Array.from({ length: 6 }, (_, k) => Array.from({ length: 28 }, (_, i) => Array.from({ length: 28 }, (_, j) => Math.hypot(i - 14, j - 14) < 4 + k ? 1 : 0)));
plotImages(noise, { labels: ["가", "나", "다", "라", "마", "바"], title: "그림" }).show();
plotHistory({ loss: [1, 0.5, 0.2], val_loss: [1, 0.6, 0.4] }, { title: "훈련" }).show();
plotConfusionMatrix([[5, 1], [0, 4]], { title: "혼동 행렬", labels: ["고양이", "개"] }).show();
const bar = progress({ rounds: 2, total: 10 });
for (let i = 0; i < 2; i++) { bar.update(10, { loss: 0.5 }); bar.endRound(); }
bar.finish();
plotLossSurface((x, y) => x * x / 20 + y * y, { x: [-8, 8], y: [-3, 3], title: "골짜기",
  paths: { SGD: [[-7, 2], [-6, -1.5], [-5, 1], [-4, -0.7]], Adam: [[-7, 2], [-6, 1.5], [-5, 1.2], [-4, 0.8]] } })`;

  it("look right in the light and in the dark", async () => {
    const notebook = await lab().create([figures]);
    await notebook.runAll();
    await notebook.screenshot("figures-light");
    expect(await findFaults(notebook)).toEqual([]);
    expect(await notebook.cell(0).locator("input[type=range]").count()).toBe(1);
    await notebook.useTheme("dark");
    await notebook.screenshot("figures-dark");
    expect(await findThemeFaults(notebook)).toEqual([]);
    const titles = notebook.page.locator(".vega-embed svg .role-title-text text");
    const colors = (): Promise<string[]> =>
      titles.evaluateAll((texts) => texts.map((text) => getComputedStyle(text).fill));
    const inTheDark = await colors();
    expect(inTheDark.length).toBeGreaterThan(4);
    await notebook.useTheme("light");
    expect(await findThemeFaults(notebook)).toEqual([]);
    const inTheLight = await colors();
    // the same drawing, with the page's colour of text
    expect(inTheLight.every((color, i) => color !== inTheDark[i])).toBe(true);
    await notebook.close();
  });
});
