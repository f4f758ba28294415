// Whether a notebook runs on a kernel of ours, and in which language: what its metadata says.
import { ownKernels } from "../../jupyter/kernelSpec.js";
import { isRecord } from "../../jupyter/messages.js";
import type { NotebookLanguage } from "../language/types.js";

/** The language of a cell by the editor's id for it. */
export function languageOf(languageId: unknown): NotebookLanguage | undefined {
  if (languageId === "typescript" || languageId === "typescriptreact") return "typescript";
  return languageId === "javascript" || languageId === "javascriptreact" ? "javascript" : undefined;
}

/**
 * The language of a notebook's kernel; undefined when the kernel is not ours.
 *
 * @param metadata - The notebook's metadata. VS Code has what the file says one level down, its older versions two.
 * @param ownNames - Names of kernels that are ours besides those that we install.
 * @param languageId - The language of the first cell, for a notebook that has no kernel yet.
 */
export function kernelOf(
  metadata: unknown,
  ownNames: readonly string[],
  languageId: string | undefined,
): NotebookLanguage | undefined {
  const { kernelspec, language_info: info } = fileMetadata(metadata);
  const named = isRecord(info) ? languageOf(info["name"]) : undefined;
  if (!isRecord(kernelspec)) return isRecord(info) ? named : languageOf(languageId);
  const { name, display_name: title, language } = kernelspec;
  const installed = Object.entries(ownKernels).find(([own]) => own === name)?.[1];
  const isOurs =
    installed !== undefined ||
    ownNames.includes(String(name)) ||
    /^gradus\b/.test(String(name)) ||
    /\(Gradus\)$/.test(String(title));
  return isOurs ? (languageOf(language) ?? installed ?? named ?? languageOf(languageId)) : undefined;
}

function fileMetadata(metadata: unknown): Record<string, unknown> {
  if (!isRecord(metadata)) return {};
  const { metadata: inner, custom } = metadata;
  if (isRecord(inner)) return inner;
  return isRecord(custom) ? fileMetadata(custom) : metadata;
}
