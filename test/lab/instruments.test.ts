// Instruments of the lessons in JupyterLab: a digit drawn with mouse, finger and keys.
import { describe, expect, it } from "vitest";
import { findFaults, findThemeFaults } from "./harness/faults.js";
import { useLab } from "./harness/lab.js";

const lab = useLab();

describe("drawDigit() in JupyterLab", () => {
  it("answers what mouse, finger and keys draw, in the light and in the dark", async () => {
    // the “model” answers with the column that the ink lies in: its digit is ten times the share of the width
    const notebook = await lab().create([
      `import { drawDigit } from "gradus";
await drawDigit("en", (pixels) => {
  let mass = 0, moment = 0;
  pixels.data.forEach((value, i) => { mass += 255 - Number(value); moment += (255 - Number(value)) * (i % 280); });
  const column = Math.min(9, Math.floor(moment / mass / 28));
  return Array.from({ length: 10 }, (_, digit) => (digit === column ? 0.91 : 0.01));
}, { example: 1 });`,
    ]);
    const { page } = notebook;
    await notebook.runAll();
    const pad = notebook.cell(0).locator(".gradus-pad");
    const canvas = pad.locator("canvas");
    const said = pad.locator(".said");
    const says = (digit: number): Promise<void> =>
      expect.poll(() => said.innerText(), { timeout: 60_000 }).toBe(`most likely: ${String(digit)} (91 %)`);
    await canvas.waitFor({ timeout: 120_000 });
    await says(4);
    expect(await findFaults(notebook)).toEqual([]);

    await pad.getByRole("button", { name: "Clear" }).click();
    await expect.poll(() => said.innerText()).toBe("Nothing is written yet.");
    const box = (await canvas.boundingBox())!;
    const at = (x: number, y: number): [number, number] => [box.x + x, box.y + y];
    await page.mouse.move(...at(40, 60));
    await page.mouse.down();
    await page.mouse.move(...at(42, 140), { steps: 5 });
    await page.mouse.move(...at(40, 220), { steps: 5 });
    await page.mouse.up();
    await says(1);

    await pad.getByRole("button", { name: "Clear" }).click();
    const scrolled = await page.evaluate(() => document.scrollingElement!.scrollTop);
    const touch = await page.context().newCDPSession(page);
    const finger = (
      type: "touchStart" | "touchMove" | "touchEnd",
      x?: number,
      y?: number,
    ): Promise<unknown> => {
      const touchPoints =
        x === undefined ? [] : [{ x: Math.round(box.x + x), y: Math.round(box.y + y!), id: 1 }];
      return touch.send("Input.dispatchTouchEvent", { type, touchPoints });
    };
    await finger("touchStart", 240, 50);
    for (let y = 70; y <= 230; y += 20) await finger("touchMove", 240, y);
    await finger("touchEnd");
    await says(8);
    // the finger writes, it does not scroll
    expect(await page.evaluate(() => document.scrollingElement!.scrollTop)).toBe(scrolled);

    await canvas.focus();
    await page.keyboard.press("Delete");
    await expect.poll(() => said.innerText()).toBe("Nothing is written yet.");
    await page.keyboard.press("1");
    await says(4);
    for (let i = 0; i < 6; i++) await page.keyboard.press("ArrowRight");
    await says(7);
    // JupyterLab's own shortcuts left the keys alone: the cell is still code
    expect((await notebook.content()).cells.map(({ cell_type }) => cell_type)).toEqual(["code"]);

    await notebook.screenshot("draw-digit-light");
    await notebook.useTheme("dark");
    expect(await findThemeFaults(notebook)).toEqual([]);
    await notebook.screenshot("draw-digit-dark");
    await notebook.useTheme("light");
    await notebook.close();
  });
});

describe("networkDiagram() in JupyterLab", () => {
  it("is stepped by keys, button, slider and play, in the light and in the dark", async () => {
    const notebook = await lab().create([
      `import { networkDiagram } from "gradus";
const weights = { W1: [[0.52, -0.41], [0.23, 0.87]], B1: [0.1, -0.2], W2: [[0.61], [-0.73]], B2: [0.05] };
networkDiagram("en", { weights, x: [[0, 1], [0, 0], [1, 0], [1, 1]], t: [[1], [0], [1], [0]] })`,
    ]);
    const { page } = notebook;
    await notebook.runAll();
    const diagram = notebook.cell(0).locator(".gradus-diagram");
    await diagram.waitFor({ timeout: 120_000 });
    const said = diagram.locator(".said");
    const unknown = diagram.locator("svg text", { hasText: /^\?$/ });
    expect(await unknown.count()).toBe(3);
    expect(await said.innerText()).toContain("x₁ = 0, x₂ = 1");
    expect(await findFaults(notebook)).toEqual([]);

    await diagram.getByRole("button", { name: "Next" }).click();
    expect(await said.innerText()).toContain("h₁ = σ(0 × 0.520 + 1 × 0.230 + 0.100) = σ(0.330) = 0.582");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect(await unknown.count()).toBe(0);
    expect(await said.innerText()).toContain("= 0.481");
    await page.keyboard.press("ArrowLeft");
    expect(await unknown.count()).toBe(1);

    const slider = diagram.getByRole("slider");
    await slider.focus();
    await page.keyboard.press("End");
    expect(await said.innerText()).toContain("mean over the 4 rows");
    expect(await slider.getAttribute("aria-valuetext")).toContain("mean over the 4 rows");
    await notebook.screenshot("network-diagram-light");
    await notebook.useTheme("dark");
    expect(await findThemeFaults(notebook)).toEqual([]);
    await notebook.screenshot("network-diagram-dark");
    await notebook.useTheme("light");

    await diagram.getByRole("button", { name: "Play" }).click();
    await expect.poll(() => said.innerText(), { timeout: 20_000 }).toContain("h₂ =");
    await diagram.getByRole("button", { name: "Pause" }).click();
    await notebook.close();
  });
});
