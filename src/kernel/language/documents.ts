// Parsed files, kept by path. TypeScript's own registry keys them by compiler options and parses the standard library again
// for every set of them; a file's syntax does not depend on the options that notebooks change.
import ts from "typescript";
import type { InternalSourceFile } from "./internals.js";

type Acquire = ts.DocumentRegistry["acquireDocumentWithKey"];

/** A document registry for one language service. */
export class DocumentsByPath implements ts.DocumentRegistry {
  readonly #files = new Map<string, ts.SourceFile>();
  readonly #modules = new Map<string, InternalSourceFile>();

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
    let source = this.#files.get(file);
    if (!source || (source as InternalSourceFile).version !== version) {
      const text = snapshot.getText(0, snapshot.getLength());
      // parents are set when the file is bound
      source = ts.createSourceFile(file, text, options ?? ts.ScriptTarget.ESNext, false, kind);
      (source as InternalSourceFile).version = version;
      this.#files.set(file, source);
    }
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
