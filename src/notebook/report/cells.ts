// A notebook's cells as HTML.
import { isFolded, type CodeCell, type Notebook } from "../nbformat.js";
import { createMarkdown, type MarkdownIt } from "../markdown.js";
import { escapeHtml, tameHtml } from "./html.js";
import { highlight } from "./highlight.js";
import { renderMath } from "./math.js";
import { renderOutput, type Renderer } from "./output.js";
import { dataUrl, type LocalPicture } from "./pictures.js";

export interface RenderOptions {
  /** Seconds each cell took, by position. */
  seconds: ReadonlyMap<number, number>;
  /** The cell that failed. */
  failed?: number | undefined;
  /** Whether HTML of the notebook may act on the whole page. */
  trustHtml: boolean;
  /** Files that the text shows, by their addresses. Defaults to none. */
  pictures?: ReadonlyMap<string, LocalPicture>;
}

/** All cells, one after the other. */
export function renderCells(
  { cells }: Notebook,
  { seconds, failed, trustHtml, pictures }: RenderOptions,
): string {
  const html = trustHtml ? (text: string) => text : tameHtml;
  let ids = 0;
  const renderer: Renderer = {
    markdown: pageMarkdown(html, pictures),
    latex: pageMarkdown(),
    html,
    nextId: () => ids++,
  };
  return cells
    .map((cell, index) => {
      const id = `id="cell-${escapeHtml(cell.id)}"`;
      if (cell.cell_type === "markdown") {
        return `<section ${id} class="prose">${renderer.markdown.render(withPictures(cell.source, cell.attachments))}</section>`;
      }
      if (cell.cell_type !== "code") return "";
      const state = index === failed ? " failed" : "";
      return `<section ${id} class="code${state}">${codeCell(cell, renderer, seconds.get(index))}</section>`;
    })
    .join("\n");
}

function codeCell(cell: CodeCell, renderer: Renderer, seconds: number | undefined): string {
  const count = cell.execution_count === null ? " " : String(cell.execution_count);
  const time = seconds !== undefined && seconds >= 0.1 ? `<small>${seconds.toFixed(1)} s</small>` : "";
  const source = `<div class="input"><span class="count">[${count}]</span>${codeOf(cell)}${time}</div>`;
  const outputs = cell.outputs.map((output) => renderOutput(output, renderer)).join("");
  return cell.source.trim() === ""
    ? ""
    : outputs === ""
      ? source
      : `${source}<div class="outputs">${outputs}</div>`;
}

/** Of folded code the comment at its top shows, and a click shows the rest. */
function codeOf(cell: CodeCell): string {
  const code = `<pre><code>${highlight(cell.source)}</code></pre>`;
  if (!isFolded(cell)) return code;
  const words = /^\/\/ *(.*)/.exec(cell.source)?.[1] ?? "…";
  return `<details><summary>${escapeHtml(words)}</summary>${code}</details>`;
}

/**
 * Markdown for pages: formulas set, headings with anchors, links to notebooks made links to their pages.
 *
 * @param html - What becomes of HTML in the text. By default it is shown as text.
 * @param pictures - Files that go into the page, by their addresses.
 */
export function pageMarkdown(
  html?: (text: string) => string,
  pictures: ReadonlyMap<string, LocalPicture> = new Map(),
): MarkdownIt {
  const markdown = createMarkdown(html !== undefined);
  const { rules } = markdown.renderer;
  rules["html_inline"] = rules["html_block"] = (tokens, i) => html!(tokens[i]!.content);
  rules["math_inline"] = (tokens, i) => renderMath(tokens[i]!.content, false);
  rules["math_block"] = (tokens, i) => renderMath(tokens[i]!.content, true);
  const renderImage = rules["image"]!;
  rules["image"] = (tokens, i, options, env, self) => {
    const picture = pictures.get(String(tokens[i]!.attrGet("src")));
    if (picture) tokens[i]!.attrSet("src", dataUrl(picture));
    return renderImage(tokens, i, options, env, self);
  };
  rules["table_open"] = () => '<div class="scroll"><table>';
  rules["table_close"] = () => "</table></div>";
  rules["heading_open"] = (tokens, i) => {
    const words = (tokens[i + 1]!.children ?? []).map((child) => child.content).join("");
    return `<${tokens[i]!.tag} id="${escapeHtml(words.replaceAll(" ", "-"))}">`;
  };
  rules["fence"] = (tokens, i) =>
    `<pre><code>${highlight(tokens[i]!.content, tokens[i]!.info.trim())}</code></pre>`;
  rules["link_open"] = (tokens, i, options, _env, self) => {
    const href = String(tokens[i]!.attrGet("href") ?? "");
    if (!/^[a-z]+:/.test(href)) tokens[i]!.attrSet("href", href.replace(/\.ipynb(?=$|#)/, ".html"));
    return self.renderToken(tokens, i, options);
  };
  return markdown;
}

/** Pictures attached to a cell go into the page. */
function withPictures(source: string, attachments: Record<string, Record<string, unknown>> = {}): string {
  return source.replace(/\(attachment:([^)]+)\)/g, (link, name: string) => {
    const [mime, data] = Object.entries(attachments[name] ?? {})[0] ?? [];
    if (mime === undefined || !/^image\/[\w.+-]+$/.test(mime)) return link;
    return `(data:${mime};base64,${String(data).replace(/[^\w+/=]/g, "")})`;
  });
}
