// Colours for code: one pass of regular expressions, no parser; enough to read by.
import { escapeHtml } from "./html.js";

const typescript = tokens(
  "abstract as async await break case catch class const continue declare default delete do else enum export extends false finally for from function get if implements import in infer instanceof interface is keyof let namespace new null of override private protected public readonly return satisfies set static super switch this throw true try type typeof undefined using var void while yield",
  /\/\/.*|\/\*[^]*?\*\//,
  /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[^]|[^`\\])*`/,
);

const python = tokens(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield",
  /#.*/,
  /\b[bfru]{0,2}(?:"""[^]*?"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|"""[^]*?"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/,
);

/** By the word behind the three backticks of a fence. Text that is no code stays plain. */
const languages: Record<string, RegExp> = { python, text: /(?!)/g };

function tokens(keywords: string, comment: RegExp, string: RegExp): RegExp {
  const parts = [
    new RegExp(`(?<comment>${comment.source})`),
    new RegExp(`(?<string>${string.source})`),
    /(?<number>\b(?:0x[\da-f_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:e[+-]?\d+)?)n?\b)/,
    new RegExp(`(?<keyword>(?<![.\\w$])(?:${keywords.replaceAll(" ", "|")})(?![\\w$]|\\s*:(?!\\n)))`),
    /(?<call>[\p{L}_$][\p{L}\d_$]*(?=\())/u,
    /(?<name>[\p{L}_$][\p{L}\d_$]*)/u,
  ];
  return new RegExp(parts.map((part) => part.source).join("|"), "giu");
}

/**
 * Source as HTML, its tokens in `<span class="comment|string|number|keyword|call">`.
 *
 * @param language - `"python"`, `"text"`, or any other word for TypeScript, the notebooks' own language.
 */
export function highlight(source: string, language = "typescript"): string {
  let html = "";
  let at = 0;
  for (const match of source.matchAll(languages[language] ?? typescript)) {
    html += escapeHtml(source.slice(at, match.index));
    const [kind] = Object.entries(match.groups!).find(([, text]) => text !== undefined)!;
    const text = escapeHtml(match[0]);
    html += kind === "name" ? text : `<span class="${kind}">${text}</span>`;
    at = match.index + match[0].length;
  }
  return html + escapeHtml(source.slice(at));
}
