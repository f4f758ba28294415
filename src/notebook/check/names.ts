// Names in the prose: what stands in `code font` exists in the lesson's code, in the library, or is known to be another's.
import fs from "node:fs";
import { fileURLToPath } from "node:url";
import { createMarkdown, flatTokens } from "../markdown.js";
import type { Problem, Rule } from "./lesson.js";

/** Checks every name in code font. */
export const checkNames: Rule = ({ file, notebook }) => {
  if (libraryNames().size === 0) return [];
  const markdown = createMarkdown();
  const known = new Set([
    ...libraryNames(),
    ...othersNames(),
    ...namesIn(notebook.cells.map((cell) => (cell.cell_type === "code" ? cell.source : "")).join("\n")),
  ]);
  return notebook.cells.flatMap((cell, index) => {
    if (cell.cell_type !== "markdown") return [];
    return flatTokens(markdown, cell.source)
      .filter((token) => token.type === "code_inline" && !isFile(token.content))
      .flatMap((token) =>
        namesIn(token.content)
          .filter((name) => !known.has(name) && !known.has(camelCase(name)))
          .map((name): Problem => ({
            file,
            cell: index,
            message: `name ${name} in \`${token.content}\` is neither in the lesson's code nor in gradus`,
          })),
      );
  });
};

/** Identifiers of two letters or more: single letters are mathematics, capitals alone (XOR, NAND) are words. */
function namesIn(code: string): string[] {
  return (code.match(/[\p{L}_$][\p{L}\d_$]+/gu) ?? []).filter((name) => !/^[A-Z]+$/.test(name));
}

/** Keras's spelling of an option (`categorical_crossentropy`) is accepted where ours (`categoricalCrossentropy`) is. */
function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}

/** A path in code font is no name. */
function isFile(content: string): boolean {
  return /^[\w.-]+\/[\w./-]*$|^[\w-]+\.(ipynb|ts|md|json|png)$/.test(content);
}

let library: Set<string> | undefined;

/**
 * All names in the public declarations (`dist/*.d.ts`), or in the sources when those are not built. None in the package
 * gradus-kernel, which has no library to compare with.
 */
function libraryNames(): Set<string> {
  if (library) return library;
  library = new Set();
  const here = fileURLToPath(new URL("../../..", import.meta.url));
  for (const [folder, ending] of [
    ["dist", ".d.ts"],
    ["src", ".ts"],
  ] as const) {
    for (const file of listFiles(`${here}/${folder}`, ending)) {
      if (/^(kernel|notebook)[\\/]/.test(file)) continue;
      const text = fs.readFileSync(`${here}/${folder}/${file}`, "utf8");
      for (const name of namesIn(withoutComments(text))) library.add(name);
    }
    if (library.size > 500) break;
  }
  return library;
}

function listFiles(folder: string, ending: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending));
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, "");
}

/** Names of Python, of the lecture, of the shell: they stand in `othersNames.json`. */
function othersNames(): string[] {
  const text = fs.readFileSync(new URL("./othersNames.json", import.meta.url), "utf8");
  return Object.values(JSON.parse(text) as Record<string, string[]>).flat();
}
