// The frame of every page: style, theme and navigation, all inside the one file.
import { createHash } from "node:crypto";
import fs from "node:fs";
import { escapeHtml } from "./html.js";
import { mathStyle } from "./math.js";
import { uiText, type PageLanguage } from "./uiText.js";

export interface PageLink {
  label: string;
  href: string;
  /** The page before and the page after this one: the arrow keys lead there. */
  rel?: "prev" | "next";
}

/** What another page shows of this one, https://ogp.me. */
export interface Preview {
  url: string;
  /** A PNG. */
  picture?: string | undefined;
}

/** A service worker that keeps pages for a reader without a network. */
export interface PageWorker {
  /** Its script, seen from the page. */
  address: string;
  /** The pages that it controls, seen from the page. */
  scope: string;
}

export interface Page {
  language: PageLanguage;
  title: string;
  /** Left in the bar at the top. */
  links: PageLink[];
  /** Links to headings of this page. */
  contents: PageLink[];
  body: string;
  /** Whether HTML in the body may run scripts and load what it likes. */
  trustHtml: boolean;
  preview?: Preview | undefined;
  worker?: PageWorker | undefined;
}

/** The favicon of pages, as SVG. */
export const siteIcon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#3178c6"/><path d="M5 26h7v-6h7v-6h8" fill="none" stroke="#fff" stroke-width="4" stroke-linejoin="round" stroke-linecap="round"/></svg>';

const style = fs.readFileSync(new URL("./style.css", import.meta.url), "utf8");

/**
 * The page's own script: it remembers the reader's theme (without a choice the system's holds), folds the table of contents
 * where it would stand above the page, and takes the arrow keys to the page before and after, where they move nothing else.
 */
const pageScript = `
const root = document.documentElement;
const remembered = (() => { try { return localStorage.getItem("theme"); } catch { return null; } })();
if (remembered) root.style.colorScheme = remembered;
addEventListener("DOMContentLoaded", () => {
  if (matchMedia("(width < 80rem)").matches) document.querySelector("aside details")?.removeAttribute("open");
  document.querySelector("#theme").addEventListener("click", () => {
    const dark = root.style.colorScheme ? root.style.colorScheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.style.colorScheme = dark ? "light" : "dark";
    try { localStorage.setItem("theme", root.style.colorScheme); } catch {}
  });
});
addEventListener("keydown", (event) => {
  const rel = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  if (!rel || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
  if (event.target.closest("input, select, textarea, summary, pre, [contenteditable], [tabindex]")) return;
  document.querySelector("header a[rel=" + rel + "]")?.click();
});`;

/** Asks for the worker that keeps the page; a page that lies in a folder, or came as an attachment, has none. */
const workerScript = ({ address, scope }: PageWorker): string => `
if (location.protocol !== "file:" && location.pathname.endsWith(".html"))
  navigator.serviceWorker?.register(${JSON.stringify(address)}, { scope: ${JSON.stringify(scope)} }).catch(() => {});`;

/** What a page may do: run the one script that is its own, and show what lies inside it. It loads nothing but its worker. */
const policy = (script: string, worker: boolean): string =>
  [
    "default-src 'none'",
    `script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'`,
    ...(worker ? ["worker-src 'self'"] : []),
    "style-src 'unsafe-inline'",
    "img-src data:",
    "font-src data:",
    "media-src data:",
    "form-action 'none'",
    "base-uri 'none'",
  ].join("; ");

/** Three steps: what the name says. */
const icon = `data:image/svg+xml,${encodeURIComponent(siteIcon)}`;

function previewTags(title: string, { url, picture }: Preview): string {
  const tags = { title, type: "article", url, ...(picture !== undefined && { image: picture }) };
  return Object.entries(tags)
    .map(([name, content]) => `\n<meta property="og:${name}" content="${escapeHtml(content)}">`)
    .join("");
}

/** A whole HTML document that loads nothing but its worker, unless its notebook's HTML is trusted. */
export function renderPage(page: Page): string {
  const { language, title, links, contents, body, trustHtml, preview, worker } = page;
  const script = worker ? pageScript + workerScript(worker) : pageScript;
  const say = uiText[language];
  const list = contents.map(link).join("");
  const aside =
    contents.length > 1
      ? `<aside><details open><summary>${say.contents}</summary><nav>${list}</nav></details></aside>`
      : "";
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">${trustHtml ? "" : `\n<meta http-equiv="Content-Security-Policy" content="${policy(script, worker !== undefined)}">`}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="${icon}">${preview ? previewTags(title, preview) : ""}
<style>${style}${mathStyle(body)}</style>
<script>${script}</script>
</head>
<body>
<header><nav>${links.map(link).join("")}</nav><button id="theme" title="${say.theme}" aria-label="${say.theme}">◐</button></header>
${aside}
<main>
${body}
</main>
</body>
</html>
`;
}

const link = ({ label, href, rel }: PageLink): string => {
  const keys = rel && ` rel="${rel}" aria-keyshortcuts="${rel === "prev" ? "ArrowLeft" : "ArrowRight"}"`;
  return `<a href="${escapeHtml(href)}"${keys ?? ""}>${escapeHtml(label)}</a>`;
};
