// Ways by which a notebook could run a script in whoever opens its page of the report. Each ends in `hit`, which the browser
// tells of wherever it ran: in the page, in a frame, in a picture.
import type { Cell, DisplayOutput, Notebook, Output } from "../../../src/notebook/nbformat.js";

const hit = "console.log('RAN')";
const framed = `<script>${hit}</script>`;
const dataUrl = `data:text/html;base64,${Buffer.from(framed).toString("base64")}`;
const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="${hit}"><script>${hit}</script></svg>`;
const svgUrl = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;

const notebookOf = (cell: Partial<Cell>): Notebook => ({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [{ cell_type: "markdown", id: "cell", metadata: {}, source: "", ...cell } as Cell],
});
const markdown = (source: string, more: Partial<Cell> = {}): Notebook => notebookOf({ source, ...more });
const output = (one: Output, more: Partial<Cell> = {}): Notebook =>
  notebookOf({
    cell_type: "code",
    source: "1",
    execution_count: 1,
    outputs: [one],
    ...more,
  });
const shown = (data: DisplayOutput["data"], metadata: DisplayOutput["metadata"] = {}): Notebook =>
  output({ output_type: "display_data", data, metadata });
const html = (text: string): Notebook => shown({ "text/html": text });

const attribute = `"><img src=x onerror="${hit}">`;
const picture = `<img src=x onerror="${hit}">`;

/** By name: a notebook that would run `hit` when its page is opened, or when the reader clicks what it shows. */
export const vectors: Record<string, Notebook> = {
  "a script": html(`<script>${hit}</script>`),
  "a script that is a module": html(`<script type="module">${hit}</script>`),
  "a script from a data URL": html(`<script src="data:text/javascript,${hit}"></script>`),
  "a script from another place": html(
    `<script src="https://example.invalid/a.js" onerror="${hit}"></script>`,
  ),
  "a script inside SVG": html(`<svg><script>${hit}</script></svg>`),
  "onerror of a picture": html(picture),
  "onload of SVG": html(`<svg onload="${hit}"></svg>`),
  "onload of a style": html(`<style onload="${hit}">a { color: red }</style>`),
  "onload of a body": html(`<body onload="${hit}">`),
  "ontoggle of open details": html(`<details open ontoggle="${hit}"><summary>a</summary>b</details>`),
  "onfocus with autofocus": html(`<input autofocus onfocus="${hit}">`),
  onanimationstart: html(
    `<style>@keyframes a { from { top: 0 } }</style><p style="animation: a 1s" onanimationstart="${hit}">a</p>`,
  ),
  "onbegin of an animation": html(`<svg><animate attributeName="x" dur="1s" onbegin="${hit}"/></svg>`),
  "onclick of a button": html(`<button onclick="${hit}">a</button>`),
  "onerror of a video's source": html(`<video><source src=x onerror="${hit}"></video>`),
  "onloadstart of a sound": html(`<audio src="data:audio/wav,x" onerror="${hit}"></audio>`),
  "a link to javascript:": html(`<a href="javascript:${hit}">a</a>`),
  "a link to javascript: with a tab in it": html(`<a href="java&#9;script:${hit}">a</a>`),
  "a link inside SVG": html(`<svg><a xlink:href="javascript:${hit}"><text y="20">a</text></a></svg>`),
  "a form to javascript:": html(`<form action="javascript:${hit}"><button>a</button></form>`),
  "a button with a form's action": html(`<form><button formaction="javascript:${hit}">a</button></form>`),
  "a base that turns links into scripts": html(`<base href="javascript:/a/-${hit}//"><a href="#">a</a>`),
  "a refresh to another page": html(`<meta http-equiv="refresh" content="0; url=${dataUrl}">`),
  "a refresh to a page on the disk": html('<meta http-equiv="refresh" content="0; url=other.html">'),
  "a frame of javascript:": html(`<iframe src="javascript:${hit}"></iframe>`),
  "a frame with its own text": html(`<iframe srcdoc="${framed}"></iframe>`),
  "a frame of a data URL": html(`<iframe src="${dataUrl}"></iframe>`),
  "an object": html(`<object data="${dataUrl}"></object>`),
  "an object of SVG": html(`<object data="${svgUrl}"></object>`),
  "an embedded SVG": html(`<embed src="${svgUrl}">`),
  "a template with a shadow root": html(
    `<p><template shadowrootmode="open"><script>${hit}</script></template></p>`,
  ),
  "an import map": html(
    `<script type="importmap">{"imports":{"a":"data:text/javascript,${hit}"}}</script><script type="module">import "a"</script>`,
  ),
  "an end of the page's own style": html(`</style><script>${hit}</script>`),
  "an end of the page's policy": html(
    `</main></body></html><html><head><meta http-equiv="Content-Security-Policy" content="script-src *"><script>${hit}</script>`,
  ),
  "PNG data that ends its attribute": shown({ "image/png": attribute }),
  "JPEG data that ends its attribute": shown({ "image/jpeg": attribute }),
  "a picture's width that ends its attribute": shown(
    { "image/png": "aGk=" },
    { "image/png": { width: attribute } },
  ),
  "a picture's words that end their attribute": shown({ "image/png": "aGk=", "text/plain": attribute }),
  "SVG that has a script": shown({ "image/svg+xml": svg }),
  "a stream's name that ends its attribute": output({
    output_type: "stream",
    name: attribute as "stdout",
    text: "a",
  }),
  "a stream's text": output({ output_type: "stream", name: "stdout", text: picture }),
  "a claim's line": output({ output_type: "stream", name: "stdout", text: `✓ ${picture}` }),
  "an error's trace": output({
    output_type: "error",
    ename: "E",
    evalue: picture,
    traceback: [`\x1b[31m${picture}`],
  }),
  "an error's words": output({ output_type: "error", ename: picture, evalue: picture, traceback: [] }),
  "HTML in LaTeX": shown({ "text/latex": picture }),
  "a link in LaTeX": shown({ "text/latex": `$\\href{javascript:${hit}}{a}$` }),
  "HTML in an output's Markdown": shown({ "text/markdown": picture }),
  "HTML as plain text": shown({ "text/plain": picture }),
  "HTML in Markdown": markdown(picture),
  "a script in Markdown": markdown(`a\n\n<script>${hit}</script>\n\nb`),
  "a link in Markdown": markdown(`[a](javascript:${hit})`),
  "a link in Markdown, written in entities": markdown(`[a](javascript&colon;${hit})`),
  "a picture in Markdown that ends its attribute": markdown(`![${attribute}](x "${attribute}")`),
  "HTML in a heading": markdown(`## ${picture}\n\n## b ${picture}`),
  "HTML in a title": markdown(`# ${picture}`),
  "HTML in a block of code": markdown(`\`\`\`${attribute}\n${picture}\n\`\`\``),
  "HTML in a formula": markdown(`$${picture}$ $\\text{${picture}}$`),
  "a style of a formula": markdown(`$\\htmlStyle{" onclick="${hit}"}{a}$`),
  "a type of an attachment": markdown("![a](attachment:a)", {
    attachments: { a: { [`image/png) ${picture} (`]: "aGk=" } },
  }),
  "the data of an attachment": markdown("![a](attachment:a)", {
    attachments: { a: { "image/png": `) ${picture} (` } },
  }),
  "a cell's id that ends its attribute": markdown("a", { id: attribute }),
  "a cell's source": output({ output_type: "stream", name: "stdout", text: "a" }, { source: `"${picture}` }),
};
