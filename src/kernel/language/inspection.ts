// Help on the word at the cursor: signature, prose, parameters and examples, as Markdown and as plain text.
import ts from "typescript";
import { cleanSignature } from "./completion.js";
import type { Draft } from "./cellModule.js";
import type { InspectReply } from "./types.js";

/** Describes the name at or just before the cursor; inside a call's parentheses, the function called. */
export function inspectAt(
  service: ts.LanguageService,
  draft: Draft,
  cursor: number,
  detailLevel: 0 | 1,
): InspectReply | null {
  const { code } = draft.cell;
  for (const offset of [cursor, cursor - 1, calledName(code, cursor)]) {
    if (offset === undefined || offset < 0 || offset > code.length) continue;
    const info = service.getQuickInfoAtPosition(draft.file, draft.layout.toModule(offset));
    // an unknown name is of type any, which helps nobody
    const known = info && ts.displayPartsToString(info.displayParts) !== "any";
    if (known)
      return describeQuickInfo(info, detailLevel === 1 ? definition(service, draft, offset) : undefined);
  }
  return null;
}

/** Offset of the function's name when the cursor stands between the parentheses of its call. */
function calledName(code: string, cursor: number): number | undefined {
  let depth = 0;
  for (let i = cursor - 1; i >= 0; i--) {
    const character = code[i]!;
    if (")]}".includes(character)) depth++;
    else if ("([{".includes(character) && depth-- === 0) {
      const before = code.slice(0, i).trimEnd();
      if (character === "(" && /[\p{ID_Continue}$]$/u.test(before)) return before.length - 1;
      depth = 0;
    }
  }
  return undefined;
}

/** What TypeScript knows of a name; `source` says where it is declared. */
export function describeQuickInfo(info: ts.QuickInfo, source?: string): InspectReply {
  const signature = cleanSignature(ts.displayPartsToString(info.displayParts));
  const prose = ts.displayPartsToString(info.documentation);
  const tags = (info.tags ?? []).map(({ name, text }) => ({ name, text: ts.displayPartsToString(text) }));
  const markdown = ["```ts", signature, "```"];
  const text = [signature];
  const section = (title: string, marked: string, plain = marked) => {
    markdown.push("", ...(title ? [`**${title}**`, ""] : []), marked);
    text.push("", ...(title ? [`${title}:`] : []), plain);
  };

  if (prose) section("", prose);
  const parameters = tags.filter(({ name }) => name === "param").map((tag) => splitParameter(tag.text));
  if (parameters.length > 0) {
    const rows = parameters.map(
      ([name, meaning]) => `| \`${name}\` | ${meaning.replace(/\n+/g, " ").replaceAll("|", "\\|")} |`,
    );
    section(
      "Parameters",
      ["| name | meaning |", "| --- | --- |", ...rows].join("\n"),
      parameters.map(([name, meaning]) => `  ${name}: ${meaning}`).join("\n"),
    );
  }
  for (const { name, text: content } of tags) {
    if (name === "returns" || name === "return") section("Returns", content);
    else if (name === "throws") section("Throws", content);
    else if (name === "deprecated") section("Deprecated", content || "yes");
    else if (name === "see") section("See", content);
    else if (name === "example") {
      const [title, body] = splitExample(content);
      section(
        title ? `Example: ${title}` : "Example",
        fenced(body),
        body.replace(/^```.*$\n?/gm, "").trimEnd(),
      );
    }
  }
  if (source) section("", source);
  return { markdown: markdown.join("\n"), text: text.join("\n") };
}

/** TypeScript gives `name - meaning` or `name meaning`. */
function splitParameter(text: string): [string, string] {
  const [, name = "", meaning = ""] = /^(\S+)\s*(?:-\s*)?([^]*)$/.exec(text) ?? [];
  return [name, meaning];
}

/** A first line before a code fence is the example's title, as in `@example Three digits`. */
function splitExample(text: string): [string, string] {
  const caption = /^<caption>(.*?)<\/caption>\s*([^]*)$/.exec(text);
  if (caption) return [caption[1]!, caption[2]!];
  const titled = /^([^\n`]+)\n+(```[^]*)$/.exec(text);
  return titled ? [titled[1]!.trim(), titled[2]!] : ["", text];
}

function fenced(body: string): string {
  return body.includes("```") ? body : `\`\`\`ts\n${body}\n\`\`\``;
}

function definition(service: ts.LanguageService, draft: Draft, offset: number): string | undefined {
  const [spot] = service.getDefinitionAtPosition(draft.file, draft.layout.toModule(offset)) ?? [];
  if (!spot || /\/\.cell-\d+\.[jt]sx?$/.test(spot.fileName)) return undefined;
  const source = service.getProgram()?.getSourceFile(spot.fileName);
  if (!source) return undefined;
  const { line } = source.getLineAndCharacterOfPosition(spot.textSpan.start);
  return `Defined in ${spot.fileName}:${String(line + 1)}`;
}
