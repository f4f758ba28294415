// Whether a file is the one that was published.
import { nodeModule } from "../nodeModule.js";
import { DataFileError } from "./files.js";

const names = { md5: "MD5", sha256: "SHA-256" };

/**
 * Holds a file against its checksum. A page knows no MD5, and outside of https no SHA-256 either: it trusts what it fetched.
 *
 * @throws DataFileError if the content differs from what was published.
 */
export async function checkHash(
  file: string,
  algorithm: keyof typeof names,
  published: string,
  bytes: Uint8Array,
): Promise<void> {
  const { createHash } = nodeModule("node:crypto") ?? {};
  const found = createHash
    ? createHash(algorithm).update(bytes).digest("hex")
    : await digestInPage(algorithm, bytes);
  if (found !== undefined && found !== published) throw differs(file, algorithm);
}

/** What is said of a file that is another one. */
export function differs(file: string, algorithm: keyof typeof names): DataFileError {
  const problem = `its content differs from the published file (${names[algorithm]}); get it again`;
  return new DataFileError(file, problem);
}

async function digestInPage(algorithm: keyof typeof names, bytes: Uint8Array): Promise<string | undefined> {
  const { subtle } = globalThis.crypto as Partial<Crypto>;
  if (algorithm === "md5" || !subtle) return undefined;
  const digest = await subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
