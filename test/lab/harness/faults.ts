// What a person would find wrong with a notebook that has run.
import type { Notebook } from "../../../src/notebook/nbformat.js";
import { outputFaults } from "../../../src/notebook/check/outputs.js";
import type { LabNotebook } from "./labNotebook.js";

/**
 * Looks over a notebook after Run All.
 *
 * @returns One sentence for each fault; empty when all is well.
 */
export async function findFaults(notebook: LabNotebook): Promise<string[]> {
  const content = await notebook.content();
  return [
    ...faultsOfModel(content),
    ...outputFaults(content),
    ...(await faultsOnPage(notebook)),
    ...(await missingGlyphs(notebook, content)),
    ...notebook.outside.map((url) => `the page asked for ${url}`),
  ];
}

/** What a model says that computes by a call() of its own, which a lesson shows: it is no fault. */
const leavesEngine = /^Model "[^"]+" does not run on the engine but on TensorFlow\.js[^\n]*\n$/;

/** What a search says in a browser, which has one thread for cells: the lesson goes on, with the same scores. */
const runsInTurn = /^The fits run one after the other: nJobs needs [^\n]*\n$/;

function faultsOfModel({ cells }: Notebook): string[] {
  return cells.flatMap((cell, index) => {
    if (cell.cell_type !== "code" || cell.source.trim() === "") return [];
    const where = `cell ${String(index + 1)}`;
    const errors = cell.outputs.filter((output) => output.output_type === "error");
    const isExpected = cell.metadata.tags?.includes("raises-exception");
    const stderr = cell.outputs
      .filter((output) => output.output_type === "stream")
      .filter(({ name, text }) => name === "stderr" && !leavesEngine.test(text) && !runsInTurn.test(text));
    return [
      ...(cell.execution_count === null ? [`${where} did not run`] : []),
      ...(isExpected ? [] : errors.map((error) => `${where} raised ${error.ename}: ${error.evalue}`)),
      ...(isExpected && errors.length === 0 ? [`${where} was to raise an error and did not`] : []),
      ...stderr.map((output) => `${where} wrote to stderr: ${output.text.slice(0, 200)}`),
    ];
  });
}

/**
 * Looks over a notebook that has run in the theme it is shown in: can everything be told from its ground?
 *
 * @returns One sentence for each fault; empty when all is well.
 */
export async function findThemeFaults({ page }: LabNotebook): Promise<string[]> {
  return page.evaluate(() => {
    /** Red, green and blue from 0 to 255, opacity from 0 to 1. */
    const parse = (css: string) => {
      const [r = 0, g = 0, b = 0, a = 1] = (css.match(/[\d.]+/g) ?? []).map(Number);
      // what color-mix() gives has its parts from 0 to 1
      const unit = css.startsWith("color(srgb") ? 255 : 1;
      return { r: r * unit, g: g * unit, b: b * unit, a };
    };
    /** The nearest painted ground under an element. */
    const groundOf = (element: Element): string => {
      for (let at: Element | null = element; at; at = at.parentElement) {
        const { backgroundColor } = getComputedStyle(at);
        if (parse(backgroundColor).a > 0.5) return backgroundColor;
      }
      return "rgb(255, 255, 255)";
    };
    /** Relative luminance, as the WCAG define it. */
    const luminance = (css: string): number => {
      const { r, g, b } = parse(css);
      const [red, green, blue] = [r, g, b].map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
    };
    const contrast = (one: string, other: string): number => {
      const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
      return (light! + 0.05) / (dark! + 0.05);
    };
    /** A picture without ground shows the page through, and its black text with it. */
    const isOpaque = (picture: HTMLImageElement | HTMLCanvasElement): boolean => {
      if (parse(getComputedStyle(picture).backgroundColor).a > 0.5) return true;
      const canvas = new OffscreenCanvas(1, 1);
      const context = canvas.getContext("2d")!;
      context.drawImage(picture, 0, 0, 1, 1, 0, 0, 1, 1);
      return context.getImageData(0, 0, 1, 1).data[3]! > 250;
    };
    /** Words of a drawing may stand on a shape of it, such as a tile of a map. */
    const liesOnShape = (text: Element): boolean => {
      text.scrollIntoView({ block: "center" });
      const { x, y, width, height } = text.getBoundingClientRect();
      return document
        .elementsFromPoint(x + width / 2, y + height / 2)
        .some((below) => below !== text && below.matches("rect, path, circle, image") && isPainted(below));
    };
    const isPainted = (shape: Element): boolean =>
      shape.matches("image") || parse(getComputedStyle(shape).fill).a > 0.5;
    const faults = new Set<string>();
    const cells = document.querySelectorAll(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell");
    for (const [index, cell] of cells.entries()) {
      const where = `cell ${String(index + 1)}`;
      const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        const parent = text.parentElement!;
        const words = text.textContent!.trim();
        if (words === "" || parent.getClientRects().length === 0 || parent.closest("style, script")) continue;
        if (parent.closest("svg")) {
          if (contrast(getComputedStyle(parent).fill, groundOf(parent)) < 2.5 && !liesOnShape(parent))
            faults.add(`${where} hides words of a drawing: ${words.slice(0, 60)}`);
          continue;
        }
        const { color, visibility, opacity } = getComputedStyle(parent);
        if (visibility === "hidden" || Number(opacity) === 0 || parse(color).a < 0.1) continue;
        if (contrast(color, groundOf(parent)) < 2.5)
          faults.add(`${where} hides its text: ${words.slice(0, 60)}`);
      }
      for (const picture of cell.querySelectorAll<HTMLImageElement | HTMLCanvasElement>(
        ".jp-OutputArea-output :is(img, canvas)",
      )) {
        if (!isOpaque(picture)) faults.add(`${where} shows a picture without ground`);
      }
    }
    return [...faults];
  });
}

/** Outputs that are there and show nothing: no height, a broken picture, an empty chart, a widget without its model. */
async function faultsOnPage({ page }: LabNotebook): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const cells = document.querySelectorAll(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell");
    for (const [index, cell] of cells.entries()) {
      const where = `cell ${String(index + 1)}`;
      const collapsed = cell.querySelector(".jp-OutputCollapser + .jp-OutputPlaceholder");
      if (collapsed) faults.push(`${where} hides its output`);
      for (const output of cell.querySelectorAll<HTMLElement>(".jp-OutputArea-output")) {
        const kind = output.dataset["mimeType"] ?? output.className;
        if (output.getBoundingClientRect().height < 2)
          faults.push(`${where} shows an empty output (${kind})`);
        if (
          /^\s*(Error (displaying|creating|rendering)|Loading widget|Click to show javascript error)/.test(
            output.innerText,
          )
        ) {
          faults.push(`${where}: ${output.innerText.trim().slice(0, 100)}`);
        }
        for (const image of output.querySelectorAll("img")) {
          if (!image.complete || image.naturalWidth === 0) faults.push(`${where} has a broken picture`);
        }
        for (const canvas of output.querySelectorAll("canvas")) {
          const { width, height } = canvas;
          const pixels =
            width * height > 0 ? canvas.getContext("2d")?.getImageData(0, 0, width, height).data : [];
          const colours = new Set<number>();
          for (let i = 0; pixels && i < pixels.length && colours.size < 3; i += 4) {
            colours.add(pixels[i]! * 65536 + pixels[i + 1]! * 256 + pixels[i + 2]! + pixels[i + 3]! / 256);
          }
          if (pixels && colours.size < 2) faults.push(`${where} has an empty chart`);
        }
      }
    }
    return faults;
  });
}

/** Characters that the browser draws as the box for a missing glyph, in the page's text or in what charts will write. */
async function missingGlyphs({ page }: LabNotebook, content: Notebook): Promise<string[]> {
  const charts = content.cells.flatMap((cell) =>
    cell.cell_type === "code"
      ? cell.outputs.flatMap((output) => ("data" in output ? [JSON.stringify(output.data)] : []))
      : [],
  );
  return page.evaluate((written) => {
    const shown = document.querySelector<HTMLElement>(".jp-NotebookPanel:not(.lm-mod-hidden)")!.innerText;
    const canvas = new OffscreenCanvas(32, 32);
    const context = canvas.getContext("2d", { willReadFrequently: true })!;
    const drawing = (character: string, font: string) => {
      context.clearRect(0, 0, 32, 32);
      context.font = `20px ${font}`;
      context.fillText(character, 4, 24);
      return context.getImageData(0, 0, 32, 32).data.join();
    };
    const missing = (text: string, font: string) => {
      // Code points that no font has: what the browser draws for them is the box.
      const box = drawing("\u{10FFFD}", font);
      const blank = drawing(" ", font);
      return [...new Set(text)].filter(
        (character) =>
          character > "~" &&
          /[\p{L}\p{N}\p{S}\p{P}]/u.test(character) &&
          box !== blank &&
          drawing(character, font) === box,
      );
    };
    const font = getComputedStyle(document.body).fontFamily;
    const faults = new Set([...missing(shown, font), ...missing(written, "sans-serif")]);
    return [...faults].map(
      (character) => `no glyph for ${character} (U+${character.codePointAt(0)!.toString(16)})`,
    );
  }, charts.join("\n"));
}
