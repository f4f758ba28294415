import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { CellExecutionError } from "../../../src/notebook/errors.js";
import type { CodeCell, Notebook, Output } from "../../../src/notebook/nbformat.js";
import { readNotebook } from "../../../src/notebook/notebookFiles.js";
import { pageMarkdown, renderCells } from "../../../src/notebook/report/cells.js";
import { tameHtml } from "../../../src/notebook/report/html.js";
import { ansiToHtml, settleLines } from "../../../src/notebook/report/ansi.js";
import { highlight } from "../../../src/notebook/report/highlight.js";
import { mathStyle, renderMath } from "../../../src/notebook/report/math.js";
import { renderOutput } from "../../../src/notebook/report/output.js";
import { Site } from "../../../src/notebook/report/site.js";
import { notebookOf } from "../tinyKernel.js";

describe("highlight()", () => {
  it("marks keywords, strings, numbers, comments and calls, and leaves names alone", () => {
    expect(highlight('const a = f("<", 0.5); // 말')).toBe(
      '<span class="keyword">const</span> a = <span class="call">f</span>(<span class="string">&quot;&lt;&quot;</span>, <span class="number">0.5</span>); <span class="comment">// 말</span>',
    );
  });

  it.each([
    ["model.delete(x)", "keyword"],
    ["{ from: 1 }", "keyword"],
    ["newton", "keyword"],
    ["x1", "number"],
  ])("sees no wrong token in %s", (source, kind) => {
    expect(highlight(source)).not.toContain(`class="${kind}"`.replace("number", 'number">1'));
  });

  it("knows Python, and leaves text plain", () => {
    expect(highlight('def f(x): return f"{x}" # 말', "python")).toBe(
      '<span class="keyword">def</span> <span class="call">f</span>(x): <span class="keyword">return</span> <span class="string">f&quot;{x}&quot;</span> <span class="comment"># 말</span>',
    );
    expect(highlight("class 1 < 2", "text")).toBe("class 1 &lt; 2");
  });

  it("keeps every character", () => {
    const source = "`a ${b} \\` c` + /x/ && 'd\\'e' /* f\ng */ 1_000n π 값";
    expect(
      highlight(source)
        .replace(/<[^>]*>/g, "")
        .replaceAll("&amp;", "&"),
    ).toBe(source);
  });
});

describe("a fold in the prose", () => {
  const fold = "<details><summary>Python</summary>\n\n```python\nx = 1 < 2\n```\n\n</details>";
  const foldHtml =
    '<details><summary>Python</summary>\n<pre><code>x = <span class="number">1</span> &lt; <span class="number">2</span>\n</code></pre></details>';

  it("is a fold on the page, its code coloured", () => {
    expect(pageMarkdown(tameHtml).render(fold)).toBe(foldHtml);
  });

  it("does not let code out of its fence", () => {
    const html = pageMarkdown(tameHtml).render(
      fold.replace("x = 1", "</code></details><script>alert(1)</script>"),
    );
    expect(html).not.toContain("<script");
    expect(html.match(/<\/details>/g)).toHaveLength(1);
  });
});

describe("renderCells()", () => {
  it("folds code that is folded in the notebook: the comment at its top shows", () => {
    const notebook = notebookOf("// a <figure>\nplot();");
    notebook.cells[0]!.metadata = { jupyter: { source_hidden: true } };
    const html = renderCells(notebook, { seconds: new Map(), trustHtml: false });
    expect(html).toContain("<details><summary>a &lt;figure&gt;</summary><pre>");
  });
});

describe("terminal text", () => {
  it.each([
    ["10 %\r50 %\rdone\n", "done\n"],
    ["abc\rX", "Xbc"],
    ["ab\bc", "ac"],
    ["a\r\nb", "a\nb"],
  ])("settleLines(%j) is %j", (text, wanted) => {
    expect(settleLines(text)).toBe(wanted);
  });

  it("shows colours and bold, and drops what it does not know", () => {
    expect(ansiToHtml("a\x1b[31mb\x1b[1mc\x1b[0m<\x1b[38;5;2md\x1b[39me\x1b[2K")).toBe(
      'a<span class="ansi-1">b</span><span class="ansi-1 ansi-bold">c</span>&lt;<span class="ansi-2">d</span>e',
    );
  });
});

describe("renderMath() and mathStyle()", () => {
  it("put into the page exactly the fonts that its formulas need", () => {
    const html = renderMath(String.raw`\eta \sum_i x_i`, true);
    expect(html).toContain('<div class="math">');
    const css = mathStyle(html);
    expect(css.match(/@font-face/g)).toHaveLength(4);
    expect(css).not.toMatch(/url\((?!data:)/);
    expect(css.length).toBeLessThan(150_000);
    expect(mathStyle("<p>no formula</p>")).toBe("");
  });

  it("shows a faulty formula in place of failing", () => {
    expect(renderMath(String.raw`\frac{1`, false)).toContain("katex-error");
  });
});

describe("renderOutput()", () => {
  const renderer = {
    markdown: pageMarkdown(tameHtml),
    latex: pageMarkdown(),
    html: tameHtml,
    nextId: () => 3,
  };
  const show = (data: Record<string, unknown>, metadata = {}) =>
    renderOutput({ output_type: "display_data", data, metadata }, renderer);

  it("prefers HTML, then Markdown, SVG, PNG and text", () => {
    const all = {
      "text/plain": "words",
      "image/png": "aGk=",
      "image/svg+xml": '<svg><clipPath id="c"/><g clip-path="url(#c)" fill="currentColor"/></svg>',
      "text/markdown": "*m*",
      "text/html": "<b>h</b>",
    };
    const { "text/html": _html, ...noHtml } = all;
    const { "text/markdown": _markdown, ...noMarkdown } = noHtml;
    const { "image/svg+xml": _svg, ...noSvg } = noMarkdown;
    expect(show(all)).toBe('<div class="html"><b>h</b></div>');
    expect(show(noHtml)).toContain("<em>m</em>");
    // part of the page, so that it has the page's colours, with ids of its own
    expect(show(noMarkdown)).toBe(
      '<figure><svg role="img" aria-label="words"><clipPath id="p3-c"/><g clip-path="url(#p3-c)" fill="currentColor"/></svg></figure>',
    );
    expect(show(noSvg, { "image/png": { width: 300 } })).toBe(
      '<figure><img src="data:image/png;base64,aGk=" alt="words" width="300"></figure>',
    );
    expect(show({ "text/plain": "a < b" })).toBe('<pre class="result">a &lt; b</pre>');
    expect(show({ "application/x": {} })).toBe("");
  });

  it("takes nothing that a notebook says for HTML of its own, but where it says that it is HTML", () => {
    const breakout = 'x" onerror="run()';
    const image = show(
      { "image/png": breakout, "text/plain": breakout },
      { "image/png": { width: breakout } },
    );
    expect(image).not.toContain('x" onerror');
    expect(image).not.toContain("width");
    expect(show({ "text/latex": "<img src=x onerror=run()>" })).not.toContain("<img");
    const stream = {
      output_type: "stream",
      name: breakout as "stdout",
      text: "<script>run()</script>",
    } as const;
    expect(renderOutput(stream, renderer)).toBe(
      '<pre class="stream stdout">&lt;script&gt;run()&lt;/script&gt;</pre>',
    );
  });

  it("gives claims and exercises their colours", () => {
    const output: Output = { output_type: "stream", name: "stdout", text: "✓ a < b\n○ c\nd ✓\n" };
    expect(renderOutput(output, renderer)).toBe(
      '<pre class="stream stdout"><span class="holds">✓ a &lt; b</span>\n<span class="open">○ c</span>\nd ✓</pre>',
    );
  });
});

describe("pictures beside a notebook", () => {
  it("go into the page, and lie beside the executed copy", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-pictures-"));
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
    fs.mkdirSync(path.join(folder, "in/ko/a b"), { recursive: true });
    for (const place of ["in/ko/a b/1.svg", "in/2.svg", "above.svg"])
      fs.writeFileSync(path.join(folder, place), svg);
    fs.writeFileSync(path.join(folder, "in/ko/secret.txt"), "words");
    const addresses = ["a%20b/1.svg", "../2.svg", "../../above.svg", "missing.svg", "secret.txt", "%"];
    const notebook = notebookOf("1");
    const source = addresses.map((address) => `![w](${address})`).join("\n\n");
    notebook.cells.unshift({ cell_type: "markdown", id: "md", metadata: {}, source });
    const files = ["in/ko/n.ipynb", "in/m.ipynb"].map((file) => path.join(folder, file));
    const site = new Site(path.join(folder, "out"), files);
    site.write({ file: files[0]!, notebook, cells: [], seconds: 1, claims: 0 });

    const html = fs.readFileSync(path.join(folder, "out/ko/n.html"), "utf8");
    const shown = [...html.matchAll(/<img src="([^"]*)" alt="w">/g)].map(([, address]) => address);
    const inside = `data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")}`;
    expect(shown).toEqual([inside, inside, inside, "missing.svg", "secret.txt", "%25"]);
    const copies = fs.readdirSync(path.join(folder, "out"), { recursive: true, encoding: "utf8" });
    expect(copies.map((copy) => copy.replaceAll("\\", "/")).filter((copy) => /svg|txt/.test(copy))).toEqual(
      expect.arrayContaining(["2.svg", "ko/a b/1.svg"]),
    );
    expect(copies.filter((copy) => /svg|txt/.test(copy))).toHaveLength(2);
    expect(fs.readdirSync(folder).sort()).toEqual(["above.svg", "in", "out"]);
    fs.rmSync(folder, { recursive: true });
  });
});

describe("Site", () => {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-site-"));
  afterAll(() => fs.rmSync(out, { recursive: true }));

  const lesson = (title: string): Notebook => {
    const notebook = notebookOf("1");
    const text = `# ${title}\n\nA [link](02-b.ipynb#There) and $x$.\n\n## Part one\n\n| a |\n|---|\n| b |\n\n## Part two`;
    notebook.cells.unshift({ cell_type: "markdown", id: "md", metadata: {}, source: text });
    return notebook;
  };
  const files = [
    "en/01-a.ipynb",
    "en/02-b.ipynb",
    "en/solutions/01-a.ipynb",
    "ko/01-a.ipynb",
    "ko/02-b.ipynb",
  ];
  const site = new Site(
    out,
    files.map((file) => `/lessons/${file}`),
  );
  const results = files.map((file) => {
    const notebook = lesson(`Title of ${file}`);
    const cell = notebook.cells[1] as CodeCell;
    const error =
      file === "ko/02-b.ipynb"
        ? new CellExecutionError({ index: 1, cell }, { ename: "E", evalue: "v" })
        : undefined;
    const cells = [{ index: 1, cell, seconds: 2 }];
    return { file: `/lessons/${file}`, notebook, cells, seconds: 3, claims: 4, ...(error ? { error } : {}) };
  });
  for (const result of results) site.write(result);
  const index = fs.readFileSync(site.writeIndex(results), "utf8");
  const page = (name: string) => fs.readFileSync(path.join(out, name), "utf8");

  it("leaves index.html to a notebook of that name", () => {
    const folder = path.join(out, "with-index");
    const files = ["/n/index.ipynb", "/n/Report.ipynb", "/n/a.ipynb"];
    const own = new Site(folder, files);
    const all = files.map((file) => ({ ...results[0]!, file, notebook: lesson(`Title of ${file}`) }));
    for (const result of all) own.write(result);
    expect(own.writeIndex(all)).toBe(path.join(folder, "report-2.html"));
    expect(page("with-index/index.html")).toContain("<title>Title of /n/index.ipynb</title>");
    expect(page("with-index/a.html")).toContain('<a href="index.html">All lessons</a>');
    expect(page("with-index/index.html")).toContain('<nav><a href="report-2.html">This run</a>');
    expect(page("with-index/report-2.html")).toContain('<nav><a href="index.html">All lessons</a></nav>');
  });

  it("leads to an API reference that stands beside the lessons", () => {
    const folder = path.join(out, "with-api");
    fs.mkdirSync(path.join(folder, "api"), { recursive: true });
    fs.writeFileSync(path.join(folder, "api/index.html"), "names");
    const own = new Site(folder, ["/n/index.ipynb", "/n/ko/a.ipynb"]);
    for (const file of ["/n/index.ipynb", "/n/ko/a.ipynb"]) own.write({ ...results[0]!, file });
    expect(page("with-api/index.html")).toContain('<a href="api/index.html">Reference</a>');
    expect(page("with-api/ko/a.html")).toContain('<a href="../api/index.html">레퍼런스</a>');
    expect(index).not.toContain("api/index.html");
  });

  it("writes executed copies beside the pages", () => {
    expect(readNotebook(path.join(out, "en/01-a.ipynb"))).toEqual(results[0]!.notebook);
  });

  it("links lessons, solutions and languages, and only what is there", () => {
    expect(page("en/01-a.html")).toContain(
      '<nav><a href="../index.html">All lessons</a><a href="02-b.html" rel="next" aria-keyshortcuts="ArrowRight">Next →</a><a href="solutions/01-a.html">Solutions</a><a href="../ko/01-a.html">한국어</a></nav>',
    );
    expect(page("ko/02-b.html")).toContain(
      '<nav><a href="../index.html">모든 레슨</a><a href="01-a.html" rel="prev" aria-keyshortcuts="ArrowLeft">← 앞</a><a href="../en/02-b.html">English</a></nav>',
    );
    expect(page("en/01-a.html")).toContain('<a href="02-b.html#There">');
    expect(page("en/01-a.html")).toContain('<h2 id="Part-one">');
    expect(page("en/01-a.html")).toContain('<a href="#Part-one">Part one</a>');
  });

  it("says in each language what came of it", () => {
    expect(page("en/01-a.html")).toMatch(/Executed on \d{4}-\d\d-\d\d in 3\.0 s; 4 claims held\./);
    expect(page("ko/02-b.html")).toContain("2번 칸에서 멈췄습니다.");
    expect(page("ko/02-b.html")).toContain('class="code failed"');
    expect(page("ko/01-a.html")).toContain('<html lang="ko">');
  });

  it("leads from the solutions to their lesson", () => {
    expect(page("en/solutions/01-a.html")).toContain(
      '<nav><a href="../../index.html">All lessons</a><a href="../01-a.html">Lesson</a></nav>',
    );
  });

  it("has an index of all, solutions under their lesson, which shows what failed", () => {
    for (const file of files) expect(index).toContain(`href="${file.replace("ipynb", "html")}"`);
    const english = [...index.matchAll(/<tr( class="[^"]*")?><td><a href="(en[^"]*)"/g)];
    expect(english.map(([, kind, href]) => [href, kind])).toEqual([
      ["en/01-a.html", undefined],
      ["en/solutions/01-a.html", ' class="solutions"'],
      ["en/02-b.html", undefined],
    ]);
    expect(index).toContain('<tr class="failed"><td>✗ ');
  });

  it("has a policy by which one script runs, its own", () => {
    const html = page("en/01-a.html");
    const script = /<script>([^]*?)<\/script>/.exec(html)![1]!;
    const hash = createHash("sha256").update(script).digest("base64");
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)![1]!;
    expect(policy).toContain("default-src 'none'");
    expect(policy.match(/script-src [^;]*/)![0]).toBe(`script-src 'sha256-${hash}'`);
  });

  it("loads nothing", () => {
    for (const html of [index, ...files.map((file) => page(file.replace("ipynb", "html")))]) {
      expect(html).not.toMatch(
        /<link[^>]+href="(?!data:)|<(script|img|iframe)[^>]+src="(?!data:)|@import|url\((?!data:)/,
      );
    }
  });
});
