// Parsed files, kept by path. TypeScript's own registry keys them by compiler options and parses the standard library again
// for every set of them; a file's syntax does not depend on the options that notebooks change. Declaration files, which are
// almost all, are parsed once for all notebooks of the process; a notebook that leaves takes with it what only it has used.
import ts from "typescript";
import { parseDeclarations } from "./comments.js";
import type { InternalSourceFile } from "./internals.js";

type Acquire = ts.DocumentRegistry["acquireDocumentWithKey"];

/** The registries of all notebooks of this process. */
const registries = new Set<DocumentsByPath>();

const latest = ts.ScriptTarget.ESNext;

function declares(file: string): boolean {
  return /\.d\.[cm]?ts$/.test(file);
}

/** A declaration file that some notebook has parsed as it is on the disk. */
export function parsedDeclarations(file: string, version: string): ts.SourceFile | undefined {
  if (!declares(file)) return undefined;
  for (const registry of registries) {
    const source = registry.file(file, version);
    if (source) return source;
  }
  return undefined;
}

/** All declaration files that some notebook has parsed. */
export function* declarationFiles(): Generator<ts.SourceFile> {
  for (const registry of registries)
    for (const source of registry.files()) if (source.isDeclarationFile) yield source;
}

/** A document registry for one language service. */
export class DocumentsByPath implements ts.DocumentRegistry {
  readonly #files = new Map<string, ts.SourceFile>();
  readonly #modules = new Map<string, InternalSourceFile>();

  constructor() {
    registries.add(this);
  }

  /** Leaves; what it holds is held no longer for others. */
  close(): void {
    registries.delete(this);
  }

  /** A file that it has in this version. */
  file(name: string, version: string): ts.SourceFile | undefined {
    const source = this.#files.get(name);
    return (source as InternalSourceFile | undefined)?.version === version ? source : undefined;
  }

  files(): Iterable<ts.SourceFile> {
    return this.#files.values();
  }

  /** A virtual module that is parsed already. */
  setModule(source: InternalSourceFile): void {
    this.#modules.set(source.fileName, source);
  }

  removeModule(file: string): void {
    this.#modules.delete(file);
  }

  forgetModules(): void {
    this.#modules.clear();
  }

  /** A file on disk has other text now. */
  forget(file: string): void {
    this.#files.delete(file);
  }

  acquireDocumentWithKey: Acquire = (file, _path, _settings, _key, snapshot, version, kind, options) => {
    const module = this.#modules.get(file);
    if (module) return module;
    let source = this.file(file, version);
    if (source) return source;
    source = parsedDeclarations(file, version);
    if (!source) {
      const text = snapshot.getText(0, snapshot.getLength());
      const parseOptions = typeof options === "object" ? options : { languageVersion: options ?? latest };
      source = declares(file)
        ? parseDeclarations(file, text, parseOptions)
        : ts.createSourceFile(file, text, parseOptions, false, kind); // parents are set when the file is bound
      (source as InternalSourceFile).version = version;
    }
    this.#files.set(file, source);
    return source;
  };

  updateDocumentWithKey: Acquire = (...request) => this.acquireDocumentWithKey(...request);
  getKeyForCompilationSettings = (): ts.DocumentRegistryBucketKey => "any" as ts.DocumentRegistryBucketKey;
  acquireDocument = (): never => unused();
  updateDocument = (): never => unused();
  releaseDocument = (): void => undefined;
  releaseDocumentWithKey = (): void => undefined;
  reportStats = (): string => "";
}

/** The language service asks by key only. */
function unused(): never {
  throw new Error("Cannot acquire a document: it must be asked for by key");
}
