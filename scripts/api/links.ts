// Links of pages in a folder that lead nowhere in it.
import fs from "node:fs";
import path from "node:path";

/** Links to other places on the web, and out of the folder, are not followed. */
export function listBrokenLinks(folder: string): string[] {
  const pages = fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".html"))
    .map((name) => path.join(folder, name));
  const text = new Map(pages.map((page) => [page, fs.readFileSync(page, "utf8")]));
  const anchors = new Map([...text].map(([page, html]) => [page, new Set(valuesOf(html, "id"))]));
  return pages.flatMap((page) =>
    [...new Set([...valuesOf(text.get(page)!, "href"), ...valuesOf(text.get(page)!, "src")])]
      .filter((target) => isBroken(page, target, folder, anchors))
      .map((target) => `${path.relative(folder, page)}: link ${target} leads nowhere`),
  );
}

const valuesOf = (html: string, attribute: string): string[] =>
  [...html.matchAll(new RegExp(`\\s${attribute}="([^"]*)"`, "g"))].map(([, value]) => value!);

function isBroken(
  page: string,
  target: string,
  folder: string,
  anchors: ReadonlyMap<string, ReadonlySet<string>>,
): boolean {
  if (/^[a-z]+:/.test(target)) return false;
  const [file = "", anchor = ""] = target.split("#").map(decodeURIComponent);
  const at = file === "" ? page : path.resolve(path.dirname(page), file);
  if (path.relative(folder, at).startsWith("..")) return false;
  if (!fs.existsSync(at)) return true;
  return anchor !== "" && anchors.get(at)?.has(anchor) === false;
}
