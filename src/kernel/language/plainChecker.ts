// The plain engine: a language service told the whole truth each time. Simple and right, 20 to 100 ms a cell.
import ts from "typescript";
import type { Checker, VirtualModule } from "./checker.js";
import type { FolderSettings } from "./folder.js";
import { CheckerHost } from "./host.js";

/** The oracle of the differential test, and the engine that answers when the fast one throws. */
export class PlainChecker implements Checker {
  readonly service: ts.LanguageService;
  readonly #host: CheckerHost;

  constructor(folder: FolderSettings) {
    this.#host = new CheckerHost(folder);
    this.service = ts.createLanguageService(this.#host, ts.createDocumentRegistry());
  }

  diagnostics(file: string): ts.Diagnostic[] {
    return [...this.service.getSyntacticDiagnostics(file), ...this.service.getSemanticDiagnostics(file)];
  }

  configure(folder: FolderSettings): void {
    this.#host.configure(folder);
    this.#host.projectVersion++;
  }

  add(module: VirtualModule): void {
    this.#host.addModule(module);
    this.#host.forgetResolutions();
    this.#host.projectVersion++;
  }

  remove(file: string): void {
    this.#host.modules.delete(file);
    this.#host.projectVersion++;
  }

  refresh(): void {
    const files =
      this.service
        .getProgram()
        ?.getSourceFiles()
        .map((file) => file.fileName) ?? [];
    if (this.#host.refresh(files).length > 0) this.#host.projectVersion++;
  }
}
