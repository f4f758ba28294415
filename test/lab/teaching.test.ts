// What lessons are made of, in JupyterLab: a prediction is clicked before and after its answer, claims unfold.
import { describe, expect, it } from "vitest";
import { findFaults, findThemeFaults } from "./harness/faults.js";
import { type LabNotebook, useLab } from "./harness/lab.js";

const lab = useLab();

const question = `import { claim, predict } from "gradus";
const flat = predict("en", "Which outputs does the best plane give for XOR?", {
  a: "close to 0, 1, 1, 0",
  b: "0.5 everywhere",
  c: "0, 0.5, 0.5, 1",
});`;
const answer = `const outputs = [0.5, 0.5, 0.5, 0.5];
flat.answer("b", "The two high corners lie opposite each other, so the best plane lies flat.");
claim("the best plane at the four corners", outputs, { equals: [0.5, 0.5, 0.5, 0.5] });
claim("largest distance from the target", 0.5, { below: 0.6 });
outputs;`;
const korean = `const many = predict("ko", "시드 100개 중 몇 개가 XOR를 배울까요?", { a: "100개 모두", b: "85개쯤", c: "절반" });`;
const koreanAnswer = `many.answer("b", "나머지는 0.13 근처의 선반에서 멈춥니다.");
claim("시드 100개 중 학습에 성공한 수", 87, { equals: 87 });`;

const options = (notebook: LabNotebook) => notebook.cell(0).locator(".gradus-prediction .options button");
const answered = (notebook: LabNotebook) => notebook.cell(1).locator(".gradus-prediction");

describe("a prediction", () => {
  it("is committed by a click; the answer comes with the choice and the reason", async () => {
    const notebook = await lab().create([question, answer]);
    await notebook.startCell(0);
    await options(notebook).first().waitFor({ timeout: 120_000 });
    expect(await options(notebook).allInnerTexts()).toEqual([
      "(a) close to 0, 1, 1, 0",
      "(b) 0.5 everywhere",
      "(c) 0, 0.5, 0.5, 1",
    ]);
    await options(notebook).nth(2).click();
    await options(notebook).nth(0).click();
    expect(await options(notebook).evaluateAll(pressed)).toEqual(["true", "false", "false"]);
    await expect.poll(() => notebook.outputText(0)).toContain("You have committed");

    await notebook.startCell(1);
    await expect.poll(() => answered(notebook).innerText(), { timeout: 60_000 }).toMatch(/You said \(a\)/);
    expect(await answered(notebook).innerText()).toMatch(
      /The answer is \(b\) 0\.5 everywhere\s+The two high/,
    );
    await options(notebook).nth(1).click({ force: true });
    expect(await options(notebook).evaluateAll(pressed), "no second thoughts").toEqual([
      "true",
      "false",
      "false",
    ]);
    expect(await findFaults(notebook)).toEqual([]);
    await notebook.close();
  });

  it("hides its answer after Run All until one has chosen, by keyboard too", async () => {
    const notebook = await lab().create([question, answer, korean, koreanAnswer]);
    await notebook.runAll();
    await expect
      .poll(() => answered(notebook).innerText(), { timeout: 60_000 })
      .toMatch(/^Commit to your prediction first/);
    expect(await answered(notebook).innerText()).not.toMatch(/0\.5 everywhere|corners/);
    await notebook.screenshot("prediction-waiting");

    await options(notebook).first().focus();
    await notebook.page.keyboard.press("Tab");
    await notebook.page.keyboard.press("Enter");
    expect(await options(notebook).evaluateAll(pressed)).toEqual(["false", "true", "false"]);
    await expect.poll(() => answered(notebook).innerText()).toMatch(/^Right: \(b\)/);
    await expect
      .poll(() => options(notebook).evaluateAll((all) => all.every((one) => one.ariaDisabled === "true")))
      .toBe(true);

    const waiting = notebook.cell(3).locator(".gradus-prediction");
    await waiting.locator("button", { hasText: "그냥 보기" }).click();
    await expect.poll(() => waiting.innerText()).toMatch(/^답: \(b\) 85개쯤/);
    for (const theme of ["light", "dark"] as const) {
      await notebook.useTheme(theme);
      expect(await findThemeFaults(notebook)).toEqual([]);
      await notebook.screenshot(`prediction-${theme}`);
    }
    await notebook.useTheme("light");
    expect(await findFaults(notebook)).toEqual([]);
    await notebook.close();
  });

  it("is answered by a finger", async () => {
    const notebook = await lab().create([question, answer], { hasTouch: true, width: 700 });
    await notebook.runAll();
    await options(notebook).nth(1).tap();
    await expect.poll(() => answered(notebook).innerText(), { timeout: 60_000 }).toMatch(/^Right: \(b\)/);
    await notebook.close();
  });
});

describe("the claims of a cell", () => {
  it("are one line, unfold by click and by keyboard, and are words in the file", async () => {
    const notebook = await lab().create([
      `import { claim } from "gradus";
claim("first", 1, { equals: 1 });
console.log("between");
claim("second", 0.0156, { below: 0.03 });`,
      `claim("one that holds", 2, { equals: 2 });
claim("one that fails", 3, { equals: 2 });`,
    ]);
    await notebook.startCell(0);
    const summary = notebook.cell(0).locator(".gradus-claims summary");
    await summary.waitFor({ timeout: 120_000 });
    await expect.poll(() => notebook.outputText(0)).toBe("✓ 2 claims held\nbetween");
    await summary.click();
    await expect.poll(() => notebook.outputText(0)).toContain("✓ second 0.0156 < 0.03");
    await summary.press("Enter");
    await expect.poll(() => notebook.outputText(0)).toBe("✓ 2 claims held\nbetween");

    await notebook.startCell(1);
    await expect.poll(() => notebook.outputText(1), { timeout: 60_000 }).toMatch(/wanted: = 2/);
    expect(await notebook.outputText(1)).toMatch(
      /^✗ 1 claim held, 1 failed\s+✓ one that holds = 2\s+✗ one that fails/,
    );
    const { cells } = await notebook.content();
    expect(JSON.stringify(cells[0])).toContain('"text/plain":"✓ first = 1\\n✓ second 0.0156 < 0.03"');
    for (const theme of ["light", "dark"] as const) {
      await notebook.useTheme(theme);
      await notebook.screenshot(`claims-${theme}`);
    }
    await notebook.useTheme("light");
    await notebook.close();
  });
});

const pressed = (buttons: Element[]) => buttons.map((button) => button.ariaPressed);
