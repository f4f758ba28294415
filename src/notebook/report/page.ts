// The frame of every page: style, theme and navigation, all inside the one file.
import { createHash } from "node:crypto";
import fs from "node:fs";
import { escapeHtml } from "./html.js";
import { mathStyle } from "./math.js";
import { uiText, type PageLanguage } from "./uiText.js";

export interface Page {
  language: PageLanguage;
  title: string;
  /** Left in the bar at the top. */
  links: { label: string; href: string }[];
  /** Links to headings of this page. */
  contents: { label: string; href: string }[];
  body: string;
  /** Whether HTML in the body may run scripts and load what it likes. */
  trustHtml: boolean;
}

const style = fs.readFileSync(new URL("./style.css", import.meta.url), "utf8");

/** Remembers the reader's choice; without one the system's theme holds. */
const themeScript = `
const root = document.documentElement;
const remembered = (() => { try { return localStorage.getItem("theme"); } catch { return null; } })();
if (remembered) root.style.colorScheme = remembered;
addEventListener("DOMContentLoaded", () => document.querySelector("#theme").addEventListener("click", () => {
  const dark = root.style.colorScheme ? root.style.colorScheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.style.colorScheme = dark ? "light" : "dark";
  try { localStorage.setItem("theme", root.style.colorScheme); } catch {}
}));`;

/** What a page may do: run the one script that is its own, and show what lies inside it. It loads nothing, from nowhere. */
const policy = [
  "default-src 'none'",
  `script-src 'sha256-${createHash("sha256").update(themeScript).digest("base64")}'`,
  "style-src 'unsafe-inline'",
  "img-src data:",
  "font-src data:",
  "media-src data:",
  "form-action 'none'",
  "base-uri 'none'",
].join("; ");

/** A whole HTML document that loads nothing, unless its notebook's HTML is trusted. */
export function renderPage({ language, title, links, contents, body, trustHtml }: Page): string {
  const say = uiText[language];
  const list = contents.map(link).join("");
  const aside =
    contents.length > 1
      ? `<aside><details open><summary>${say.contents}</summary><nav>${list}</nav></details></aside>`
      : "";
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">${trustHtml ? "" : `\n<meta http-equiv="Content-Security-Policy" content="${policy}">`}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${style}${mathStyle(body)}</style>
<script>${themeScript}</script>
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

const link = ({ label, href }: { label: string; href: string }): string =>
  `<a href="${escapeHtml(href)}">${escapeHtml(label)}</a>`;
