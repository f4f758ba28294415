// What the kernel says of itself.
import { protocolVersion } from "../../jupyter/messages.js";
import type { NotebookLanguage } from "../language/types.js";

const languages = {
  typescript: { title: "TypeScript", mimetype: "text/typescript", file_extension: ".ts" },
  javascript: { title: "JavaScript", mimetype: "text/javascript", file_extension: ".js" },
};

/** What differs with what the kernel runs on. */
export interface Runtime {
  /** The kernel's own version. */
  version: string;
  /** The version of TypeScript, or of what runs JavaScript. */
  languageVersion: string;
  /** What runs the cells, in words. */
  name: string;
  help: { text: string; url: string };
  hasDebugger: boolean;
}

/** kernel_info_reply's content. */
export function kernelInfo(language: NotebookLanguage, runtime: Runtime): object {
  const { title, mimetype, file_extension } = languages[language];
  return {
    status: "ok",
    protocol_version: protocolVersion,
    implementation: "gradus",
    implementation_version: runtime.version,
    language_info: {
      name: language,
      version: runtime.languageVersion,
      mimetype,
      file_extension,
      codemirror_mode: language,
      pygments_lexer: language,
      nbconvert_exporter: "script",
    },
    banner: `Gradus: ${title} on ${runtime.name}`,
    help_links: [{ text: "TypeScript", url: "https://www.typescriptlang.org/docs/" }, runtime.help],
    debugger: runtime.hasDebugger,
    supported_features: runtime.hasDebugger ? ["debugger"] : [],
  };
}
