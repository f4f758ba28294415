// What the kernel says of itself.
import fs from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { protocolVersion } from "../../jupyter/messages.js";
import type { NotebookLanguage } from "../language/types.js";

const languages = {
  typescript: { mimetype: "text/typescript", file_extension: ".ts", package: "typescript" },
  javascript: { mimetype: "text/javascript", file_extension: ".js", package: undefined },
};

/** kernel_info_reply's content. */
export function kernelInfo(language: NotebookLanguage): object {
  const { mimetype, file_extension } = languages[language];
  return {
    status: "ok",
    protocol_version: protocolVersion,
    implementation: "gradus",
    implementation_version: versionIn("../../../package.json"),
    language_info: {
      name: language,
      version: language === "typescript" ? typescriptVersion() : process.versions.node,
      mimetype,
      file_extension,
      codemirror_mode: language,
      pygments_lexer: language,
      nbconvert_exporter: "script",
    },
    banner: `Gradus: ${language === "typescript" ? "TypeScript" : "JavaScript"} on Node ${process.version}`,
    help_links: [
      { text: "TypeScript", url: "https://www.typescriptlang.org/docs/" },
      { text: "Node.js", url: "https://nodejs.org/api/" },
    ],
    debugger: true,
    supported_features: ["debugger"],
  };
}

function typescriptVersion(): string {
  const file = createRequire(import.meta.url).resolve("typescript/package.json");
  return versionIn(pathToFileURL(file).href);
}

function versionIn(file: string): string {
  try {
    return (JSON.parse(fs.readFileSync(new URL(file, import.meta.url), "utf8")) as { version: string })
      .version;
  } catch {
    return "";
  }
}
