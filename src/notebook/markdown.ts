// Markdown as Jupyter reads it: tables, `$…$` and `$$…$$` as math, headings that can be linked to.
import makeMarkdownIt, { type MarkdownIt, type Token } from "markdown-it";

export type { MarkdownIt, Token };

/**
 * A Markdown reader. Math arrives as tokens `math_inline` and `math_block` whose content is LaTeX.
 *
 * @param html - Whether HTML in the text passes through. Defaults to true, as in Jupyter.
 */
export function createMarkdown(html = true): MarkdownIt {
  const markdown = makeMarkdownIt({ html, linkify: false });
  markdown.inline.ruler.before("escape", "math_inline", (state, silent) => {
    const match = /^(\$\$?)(?!\s)((?:\\[^]|[^\\$])+?)(?<!\s)\1(?!\d)/.exec(state.src.slice(state.pos));
    if (!match) return false;
    if (!silent) {
      const token = state.push(match[1] === "$$" ? "math_block" : "math_inline", "math", 0);
      token.content = match[2]!;
    }
    state.pos += match[0].length;
    return true;
  });
  markdown.block.ruler.before(
    "fence",
    "math_block",
    (state, startLine, endLine, silent) => {
      const line = (n: number) =>
        state.src.slice(state.bMarks[n]! + state.tShift[n]!, state.eMarks[n]).trimEnd();
      if (!line(startLine).startsWith("$$")) return false;
      let end = startLine;
      const closes = (n: number) => line(n).endsWith("$$") && (n > startLine || line(n).length > 3);
      while (end < endLine && !closes(end)) end++;
      if (end >= endLine) return false;
      if (silent) return true;
      const token = state.push("math_block", "math", 0);
      token.block = true;
      token.map = [startLine, end + 1];
      token.content = Array.from({ length: end - startLine + 1 }, (_, i) => line(startLine + i))
        .join("\n")
        .slice(2, -2);
      state.line = end + 1;
      return true;
    },
    { alt: ["paragraph", "blockquote", "list"] },
  );
  return markdown;
}

/** All tokens, those inside paragraphs and headings too, in reading order. */
export function flatTokens(markdown: MarkdownIt, source: string): Token[] {
  return markdown.parse(source, {}).flatMap((token) => [token, ...(token.children ?? [])]);
}

export interface Heading {
  level: number;
  text: string;
  /** The part after `#` of a link to it, as JupyterLab makes it. */
  anchor: string;
}

/** The headings of a Markdown text. */
export function headingsOf(markdown: MarkdownIt, source: string): Heading[] {
  const tokens = markdown.parse(source, {});
  return tokens.flatMap((token, i) => {
    if (token.type !== "heading_open") return [];
    const text = plainText(tokens[i + 1]!);
    return [{ level: Number(token.tag.slice(1)), text, anchor: text.replaceAll(" ", "-") }];
  });
}

/** The words of an inline token without their markup. */
export function plainText(token: Token): string {
  return (token.children ?? []).map((child) => child.content).join("");
}
