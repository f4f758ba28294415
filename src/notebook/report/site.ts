// The executed notebooks as a folder of pages that needs neither Jupyter nor a network.
import fs from "node:fs";
import path from "node:path";
import { complaint } from "../../validation.js";
import { createMarkdown, headingsOf } from "../markdown.js";
import type { Notebook } from "../nbformat.js";
import { writeNotebook, writeWhole } from "../notebookFiles.js";
import { commonFolder, type NotebookResult } from "../run.js";
import { renderCells } from "./cells.js";
import { escapeHtml } from "./html.js";
import { renderPage, type PageLink, type PageWorker, type Preview } from "./page.js";
import { localPictures } from "./pictures.js";
import { uiText, type PageLanguage } from "./uiText.js";

/** What a page has beside its notebook. */
export interface SiteExtras {
  /** Where the notebook of this name opens to be run, seen from the site's folder; undefined where it does not. */
  live(name: string, notebook: Notebook): string | undefined;
  /** Addresses that a preview of the page shows elsewhere: its own, and that of a picture. */
  preview(name: string): Preview | undefined;
  /** What keeps the page for a reader without a network. */
  worker(name: string): PageWorker;
}

/** Writes a page for each notebook, and an index that leads to them. */
export class Site {
  readonly #out: string;
  readonly #trustHtml: boolean;
  readonly #extras: SiteExtras | undefined;
  readonly #base: string;
  /** Paths inside the site, without `.ipynb`, with forward slashes, in reading order. */
  readonly #names: string[];
  /** Where the table of this run stands: in `index`, unless a notebook of that name has its page there. */
  readonly #table: string;
  /** The page that all others lead back to: the notebook `index`, or else the table. */
  readonly #front: string;

  /**
   * @param out - Folder to write to; made when missing, other files in it stay.
   * @param files - All notebooks that will be written.
   * @param trustHtml - Whether HTML of the notebooks may run scripts and load what it likes when a reader opens its page.
   *   Defaults to false: the report runs nothing but its own script.
   * @param extras - What pages have beside their notebooks; nothing by default.
   * @throws RangeError if the executed copy of a notebook would take the place of the notebook.
   */
  constructor(
    out: string,
    files: readonly string[],
    { trustHtml = false, extras }: { trustHtml?: boolean; extras?: SiteExtras | undefined } = {},
  ) {
    this.#out = out;
    this.#extras = extras;
    this.#trustHtml = trustHtml;
    this.#base = commonFolder(files);
    this.#names = files.map((file) => this.#nameOf(file));
    if (path.resolve(out) === path.resolve(this.#base)) {
      throw new RangeError(
        complaint({
          action: "write the report",
          name: "--out",
          wanted: "another folder than the notebooks'",
          got: out,
        }),
      );
    }
    const taken = new Set(this.#names.map((name) => name.toLowerCase()));
    let table = "index";
    for (let i = 1; taken.has(table); i++) table = i === 1 ? "report" : `report-${String(i)}`;
    this.#table = table;
    this.#front = this.#names.find((name) => name.toLowerCase() === "index") ?? table;
  }

  /** Writes the executed copy of a notebook, the pictures beside it, and its page. */
  write({ file, notebook, cells, seconds, claims, error }: NotebookResult): void {
    const name = this.#nameOf(file);
    if (notebook) writeNotebook(path.join(this.#out, `${name}.ipynb`), notebook);
    const pictures = notebook && localPictures(notebook, path.dirname(file));
    for (const picture of pictures?.values() ?? []) {
      const place = path.posix.join(path.posix.dirname(name), picture.name);
      if (!place.startsWith("../")) writeWhole(path.join(this.#out, place), picture.content);
    }
    const language = languageOf(name);
    const say = uiText[language];
    const failed = error && "index" in error ? (error.index as number) : undefined;
    const foot = error
      ? `<p class="notice">${failed === undefined ? escapeHtml(error.message) : say.failed(failed + 1)}</p>`
      : cells.length === 0
        ? ""
        : `<p class="notice">${say.done(new Date().toISOString().slice(0, 10), seconds.toFixed(1), claims)}</p>`;
    const times = new Map(cells.map((cell) => [cell.index, cell.seconds]));
    const cellsHtml = notebook
      ? renderCells(notebook, {
          ...{ seconds: times, failed, trustHtml: this.#trustHtml },
          ...(pictures && { pictures }),
        })
      : "";
    const body = `${error ? foot : ""}${cellsHtml}${error ? "" : foot}`;
    writeWhole(
      path.join(this.#out, `${name}.html`),
      renderPage({
        language,
        title: titleOf(notebook, name),
        links: this.#linksFrom(name),
        contents: notebook ? sectionsOf(notebook) : [],
        body: `${this.#liveButton(name, notebook)}${body}`,
        preview: this.#extras?.preview(name),
        worker: this.#extras?.worker(name),
        trustHtml: this.#trustHtml,
      }),
    );
  }

  /**
   * Writes the table of all notebooks, `index.html` where no notebook has that name: a part a language, solutions under
   * their lesson.
   *
   * @returns Its path.
   */
  writeIndex(results: readonly NotebookResult[]): string {
    const languages = [...new Set(this.#names.map(languageOf))].sort().reverse();
    const named = results.map((result) => ({ ...result, name: this.#nameOf(result.file) }));
    const body = languages
      .map((language) =>
        indexTable(
          language,
          named.filter(({ name }) => languageOf(name) === language),
        ),
      )
      .join("\n");
    const title = languages.map((language) => uiText[language].title).join(" · ");
    const page = renderPage({
      language: languages[0] ?? "en",
      title,
      links: this.#linksFrom(this.#table),
      contents: [],
      body: `<h1>${title}</h1>${body}`,
      worker: this.#extras?.worker(this.#table),
      trustHtml: false,
    });
    const file = path.join(this.#out, `${this.#table}.html`);
    writeWhole(file, page);
    return file;
  }

  #liveButton(name: string, notebook: Notebook | undefined): string {
    const target = notebook && this.#extras?.live(name, notebook);
    if (target === undefined) return "";
    const href = path.posix.join(path.posix.relative(path.posix.dirname(name), "."), target);
    return `<p class="live"><a href="${escapeHtml(href)}">▶ ${uiText[languageOf(name)].live}</a></p>`;
  }

  #nameOf(file: string): string {
    return path
      .relative(this.#base, path.resolve(file))
      .replaceAll("\\", "/")
      .replace(/\.ipynb$/, "");
  }

  #linksFrom(name: string): PageLink[] {
    const say = uiText[languageOf(name)];
    const siblings = this.#names.filter((other) => path.posix.dirname(other) === path.posix.dirname(name));
    const at = siblings.indexOf(name);
    const twin = name.replace(
      /(^|\/)(ko|en)(?=\/)/,
      (_all, before: string, code) => before + (code === "ko" ? "en" : "ko"),
    );
    const lesson = lessonOf(name);
    const solution = path.posix.join(path.posix.dirname(name), "solutions", path.posix.basename(name));
    const reference = "api/index.html";
    const to = (label: string, target: string | undefined, rel?: PageLink["rel"]): PageLink[] =>
      target !== undefined && target !== name && (target === this.#table || this.#names.includes(target))
        ? [
            {
              label,
              href: path.posix.relative(path.posix.dirname(name), `${target}.html`),
              ...(rel && { rel }),
            },
          ]
        : [];
    return [
      ...to(say.index, this.#front),
      ...(name === this.#front ? to(say.run, this.#table) : []),
      ...to(`← ${say.previous}`, siblings[at - 1], "prev"),
      ...to(`${say.next} →`, at < 0 ? undefined : siblings[at + 1], "next"),
      ...to(say.lesson, lesson),
      ...to(say.solutions, solution),
      ...to(say.other, twin),
      ...(fs.existsSync(path.join(this.#out, reference))
        ? [{ label: say.reference, href: path.posix.relative(path.posix.dirname(name), reference) }]
        : []),
    ];
  }
}

function indexTable(language: PageLanguage, results: readonly (NotebookResult & { name: string })[]): string {
  const say = uiText[language];
  const rows = underTheirLessons(results).map(({ name, notebook, seconds, claims, error }) => {
    const title = `<a href="${escapeHtml(encodeURI(name))}.html">${escapeHtml(titleOf(notebook, name))}</a>`;
    const kind = [...(error ? ["failed"] : []), ...(lessonOf(name) === undefined ? [] : ["solutions"])];
    const classes = kind.length > 0 ? ` class="${kind.join(" ")}"` : "";
    return `<tr${classes}><td>${error ? "✗ " : ""}${title}</td><td>${seconds.toFixed(1)} s</td><td>${String(claims)}</td></tr>`;
  });
  return `<section lang="${language}"><h2>${say.language}</h2><div class="scroll"><table class="index"><thead><tr><th>${say.lesson}</th><th>${say.time}</th><th>${say.claims}</th></tr></thead><tbody>${rows.join("\n")}</tbody></table></div></section>`;
}

/** The lesson that a notebook in a folder `solutions` belongs to. */
function lessonOf(name: string): string | undefined {
  const match = /^(.*?)(?:^|\/)solutions\/([^/]+)$/.exec(name);
  return match ? path.posix.join(match[1]!, match[2]!) : undefined;
}

/** Each lesson with its solutions behind it. */
function underTheirLessons<Named extends { name: string }>(all: readonly Named[]): Named[] {
  const names = new Set(all.map(({ name }) => name));
  const isUnder = ({ name }: Named): boolean => names.has(lessonOf(name) ?? "");
  return all
    .filter((one) => !isUnder(one))
    .flatMap((one) => [one, ...all.filter(({ name }) => lessonOf(name) === one.name)]);
}

const languageOf = (name: string): PageLanguage => (/(^|\/)ko\//.test(name) ? "ko" : "en");

function titleOf(notebook: Notebook | undefined, name: string): string {
  const markdown = createMarkdown();
  const headings = (notebook?.cells ?? []).flatMap((cell) =>
    cell.cell_type === "markdown" ? headingsOf(markdown, cell.source) : [],
  );
  return headings[0]?.text ?? path.posix.basename(name);
}

function sectionsOf({ cells }: Notebook): { label: string; href: string }[] {
  const markdown = createMarkdown();
  return cells
    .flatMap((cell) => (cell.cell_type === "markdown" ? headingsOf(markdown, cell.source) : []))
    .filter(({ level }) => level === 2)
    .map(({ text, anchor }) => ({ label: text, href: `#${encodeURIComponent(anchor)}` }));
}
