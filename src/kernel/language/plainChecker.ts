// The plain engine: a language service told the whole truth each time. Simple and right, 20 to 100 ms a cell.
import ts from "typescript";
import type { Checker, VirtualModule } from "./checker.js";
import type { FolderSettings } from "./folder.js";
import { Workspace } from "./workspace.js";

/** The oracle of the differential test, and the engine that answers when the fast one throws. */
export class PlainChecker implements Checker {
  readonly #service: ts.LanguageService;
  readonly #workspace: Workspace;

  constructor(folder: FolderSettings) {
    this.#workspace = new Workspace(folder);
    this.#service = ts.createLanguageService(this.#workspace, ts.createDocumentRegistry());
  }

  get service(): ts.LanguageService {
    this.#workspace.program(this.#service);
    return this.#service;
  }

  diagnostics(file: string): ts.Diagnostic[] {
    const { service } = this;
    return [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)];
  }

  configure(folder: FolderSettings): void {
    this.#workspace.configure(folder);
    this.#workspace.projectVersion++;
  }

  add(module: VirtualModule): void {
    this.#workspace.addModule(module);
    this.#workspace.forgetResolutions();
    this.#workspace.projectVersion++;
  }

  remove(file: string): void {
    this.#workspace.modules.delete(file);
    this.#workspace.projectVersion++;
  }

  modules(): Iterable<VirtualModule> {
    return this.#workspace.modules.values();
  }

  refresh(): boolean {
    const files =
      this.service
        .getProgram()
        ?.getSourceFiles()
        .map((file) => file.fileName) ?? [];
    const typed = this.#workspace.newlyTyped();
    for (const module of typed) this.#workspace.addModule(module);
    const changed = this.#workspace.refresh(files).length + typed.length > 0;
    if (changed) this.#workspace.projectVersion++;
    return changed;
  }

  /** Nothing to do: each question gets a new program. */
  renew(): Iterable<void> {
    return [];
  }

  close(): void {
    this.#service.dispose();
  }
}
