// One output of a cell as HTML: of several forms the richest that needs no Jupyter.
import { isRecord } from "../../jupyter/messages.js";
import type { Output } from "../nbformat.js";
import type { MarkdownIt } from "../markdown.js";
import { ansiToHtml, settleLines } from "./ansi.js";
import { escapeHtml } from "./html.js";

/** How text of an output becomes HTML. */
export interface Renderer {
  /** Markdown, in which HTML may stand. */
  markdown: MarkdownIt;
  /** Text with formulas, in which HTML is text. */
  latex: MarkdownIt;
  html: (text: string) => string;
  /** A number that no other output of the page has. */
  nextId: () => number;
}

/** The HTML of an output; empty when it has nothing to show without a kernel. */
export function renderOutput(output: Output, renderer: Renderer): string {
  if (output.output_type === "stream") {
    const name = output.name === "stderr" ? "stderr" : "stdout";
    return `<pre class="stream ${name}">${markLines(ansiToHtml(settleLines(output.text).trimEnd()))}</pre>`;
  }
  if (output.output_type === "error") {
    const text =
      output.traceback.length > 0 ? output.traceback.join("\n") : `${output.ename}: ${output.evalue}`;
    return `<pre class="error">${ansiToHtml(text)}</pre>`;
  }
  const { data, metadata } = output;
  const text = (mime: string) => (typeof data[mime] === "string" ? data[mime] : undefined);
  const words = text("text/plain") ?? "";
  const [html, prose, svg] = [text("text/html"), text("text/markdown"), text("image/svg+xml")];
  if (html !== undefined) return `<div class="html">${renderer.html(html)}</div>`;
  if (prose !== undefined) return `<div class="prose">${renderer.markdown.render(prose)}</div>`;
  if (svg !== undefined)
    return `<figure>${renderer.html(insidePage(svg, words, renderer.nextId()))}</figure>`;
  for (const mime of ["image/png", "image/jpeg", "image/gif", "image/webp"]) {
    const image = text(mime);
    if (image === undefined) continue;
    return picture(`data:${mime};base64,${image.replaceAll("\n", "")}`, words, metadata[mime]);
  }
  const latex = text("text/latex");
  if (latex !== undefined) return `<div class="prose">${renderer.latex.render(latex)}</div>`;
  return words === "" ? "" : `<pre class="result">${ansiToHtml(words)}</pre>`;
}

/** The words of a figure begin with its title; screen readers get the first lines. */
const spoken = (words: string): string => words.split("\n").slice(0, 6).join(" ").slice(0, 400);

/** A drawing as part of the page, so that it has the page's colours; its ids are its own. */
function insidePage(svg: string, words: string, id: number): string {
  const own = svg
    .replace(/^[^<]*(<\?[^>]*>\s*)*(<!DOCTYPE[^>]*>\s*)?/i, "")
    .replace(/\b(id="|href="#|url\(#)/g, `$1p${String(id)}-`);
  return own.replace(/^<svg\b/, `<svg role="img" aria-label="${escapeHtml(spoken(words))}"`);
}

function picture(source: string, words: string, size?: unknown): string {
  const alt = spoken(words);
  const pixels = isRecord(size) ? Number(size["width"]) : NaN;
  const width = pixels > 0 ? ` width="${String(pixels)}"` : "";
  return `<figure><img src="${escapeHtml(source)}" alt="${escapeHtml(alt)}"${width}></figure>`;
}

const lineKinds: Record<string, string> = { "✓": "holds", "△": "almost", "○": "open" };

/** Lines of claims and exercises get the colour of what they say. */
function markLines(html: string): string {
  return html.replace(
    /^([✓△○]) (.*)$/gmu,
    (line, mark: string) => `<span class="${lineKinds[mark]!}">${line}</span>`,
  );
}
