// Colours for TypeScript code: one pass of regular expressions, no parser; enough to read by.
import { escapeHtml } from "./html.js";

const keywords =
  "abstract as async await break case catch class const continue declare default delete do else enum export extends false finally for from function get if implements import in infer instanceof interface is keyof let namespace new null of override private protected public readonly return satisfies set static super switch this throw true try type typeof undefined using var void while yield";

const token = new RegExp(
  [
    /(?<comment>\/\/.*|\/\*[^]*?\*\/)/,
    /(?<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\[^]|[^`\\])*`)/,
    /(?<number>\b(?:0x[\da-f_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:e[+-]?\d+)?)n?\b)/,
    new RegExp(`(?<keyword>(?<![.\\w$])(?:${keywords.replaceAll(" ", "|")})(?![\\w$]|\\s*:))`),
    /(?<call>[\p{L}_$][\p{L}\d_$]*(?=\())/u,
    /(?<name>[\p{L}_$][\p{L}\d_$]*)/u,
  ]
    .map((part) => part.source)
    .join("|"),
  "giu",
);

/** TypeScript source as HTML, its tokens in `<span class="comment|string|number|keyword|call">`. */
export function highlight(source: string): string {
  let html = "";
  let at = 0;
  for (const match of source.matchAll(token)) {
    html += escapeHtml(source.slice(at, match.index));
    const [kind] = Object.entries(match.groups!).find(([, text]) => text !== undefined)!;
    const text = escapeHtml(match[0]);
    html += kind === "name" ? text : `<span class="${kind}">${text}</span>`;
    at = match.index + match[0].length;
  }
  return html + escapeHtml(source.slice(at));
}
