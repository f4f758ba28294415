// Formulas as HTML, and the style and fonts that a page's formulas need, all of it inside the page.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import katex from "katex";

/** LaTeX as HTML with hidden MathML for screen readers. A faulty formula is shown in red, with its source. */
export function renderMath(latex: string, displayMode: boolean): string {
  const html = katex.renderToString(latex, { displayMode, throwOnError: false, strict: "ignore" });
  return displayMode ? `<div class="math">${html}</div>` : html;
}

/** Classes that call for a font face, by the end of the face's file name. */
const faces: Record<string, RegExp> = {
  "Main-Regular": /class="katex"/,
  "Math-Italic": /mathnormal/,
  "Main-Bold": /mathbf|textbf/,
  "Main-Italic": /mathit|textit/,
  "Math-BoldItalic": /boldsymbol/,
  "AMS-Regular": /amsrm|mathbb|textbb/,
  "Caligraphic-Regular": /mathcal/,
  "Script-Regular": /mathscr/,
  "Fraktur-Regular": /mathfrak/,
  "SansSerif-Regular": /mathsf|textsf/,
  "Typewriter-Regular": /mathtt|texttt/,
  "Size1-Regular": /size1|small-op/,
  "Size2-Regular": /size2|large-op/,
  "Size3-Regular": /size3/,
  "Size4-Regular": /size4/,
};

/** KaTeX's style with the font faces that this HTML uses inside it; empty when there is no formula. */
export function mathStyle(html: string): string {
  if (!faces["Main-Regular"]!.test(html)) return "";
  const folder = path.dirname(createRequire(import.meta.url).resolve("katex/dist/katex.min.css"));
  const css = fs.readFileSync(path.join(folder, "katex.min.css"), "utf8");
  return css.replace(/@font-face\{[^}]*\}/g, (rule) => {
    const file = /fonts\/KaTeX_([\w-]+)\.woff2/.exec(rule)![1]!;
    if (!faces[file]?.test(html)) return "";
    const font = fs.readFileSync(path.join(folder, "fonts", `KaTeX_${file}.woff2`), "base64");
    return rule.replace(/src:[^}]*/, `src:url(data:font/woff2;base64,${font}) format("woff2")`);
  });
}
