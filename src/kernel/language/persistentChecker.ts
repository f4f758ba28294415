// The fast engine: a cell is spliced into the live program as if it had been there from the start.
//
// A language service makes a new program for every change, and a program makes a new type checker, which forgets every type
// it has worked out: 20 to 100 ms before a trivial cell is judged. Yet a new cell changes nothing of what was there. So the
// program of the service stays, three of its look-ups are taught about the new module, and its checker goes on with all that
// it knows: about a millisecond. What a splice cannot express (a file the program has not read, an augmentation of global
// types) makes a new program, over source files that stay parsed.
import ts from "typescript";
import type { Checker, VirtualModule } from "./checker.js";
import { DocumentsByPath } from "./documents.js";
import type { FolderSettings } from "./folder.js";
import { forcedModules, internals, type InternalProgram, type InternalSourceFile } from "./internals.js";
import { moduleReferences } from "./moduleReferences.js";
import { nowhere, Workspace } from "./workspace.js";

/** Splices after which the program is made anew: a checker never forgets the nodes of removed modules. */
const maxSplices = 1000;

/** A type checker stops suggesting names ("Did you mean …?") after ten times. */
const maxSuggestions = 10;

type Resolutions = Map<string, ts.ResolvedModuleWithFailedLookupLocations>;

export class PersistentChecker implements Checker {
  readonly #service: ts.LanguageService;
  readonly #workspace: Workspace;
  readonly #documents = new DocumentsByPath();
  /** Modules in the live program beyond those it was made with. */
  readonly #spliced = new Map<string, InternalSourceFile>();
  /** Modules that change types outside themselves: without them the program must be made anew. */
  readonly #augmenting = new Set<string>();
  readonly #resolved = new WeakMap<ts.SourceFile, Resolutions>();
  #program: InternalProgram | undefined;
  /** The version of the project that the program holds. */
  #madeFor = 0;
  #numSplices = 0;
  #numSuggestions = 0;
  /** How cells got in, for tests and figures. */
  readonly counts = { spliced: 0, rebuilt: 0, reread: 0 };

  constructor(folder: FolderSettings) {
    this.#workspace = new Workspace(folder);
    this.#service = ts.createLanguageService(this.#workspace, this.#documents);
  }

  get service(): ts.LanguageService {
    if (!this.#program) this.#rebuild();
    return this.#service;
  }

  diagnostics(file: string): ts.Diagnostic[] {
    const found = [
      ...this.service.getSyntacticDiagnostics(file),
      ...this.service.getSemanticDiagnostics(file),
    ];
    for (const { messageText } of found) {
      if (JSON.stringify(messageText).includes("Did you mean")) this.#numSuggestions++;
    }
    return found;
  }

  configure(folder: FolderSettings): void {
    const before = this.#workspace.folder;
    const sameRules =
      before.nodeTypes === folder.nodeTypes &&
      JSON.stringify(before.options) === JSON.stringify(folder.options);
    // Under the same rules the live program serves the new folder too: its modules are forgotten, its types are not.
    this.#workspace.configure(sameRules ? { ...folder, options: before.options } : folder);
    this.#documents.forgetModules();
    this.#spliced.clear();
    if (!sameRules || this.#augmenting.size > 0) this.#program = undefined;
    else this.#reread(() => true);
    this.#augmenting.clear();
  }

  add(module: VirtualModule): void {
    const replaced = this.#workspace.modules.has(module.file);
    this.#workspace.addModule(module);
    const source = this.#parse(module);
    this.#documents.setModule(source);
    const references = moduleReferences(source);
    if (references.augments) this.#augmenting.add(module.file);
    if (references.specifiers.length > 0) this.#workspace.forgetResolutions();
    const spliceable =
      this.#program !== undefined &&
      this.#madeFor === this.#workspace.projectVersion &&
      !replaced &&
      !references.augments &&
      !internals.getJSXImplicitImportBase(this.#workspace.folder.options, source) &&
      this.#numSplices < maxSplices &&
      this.#numSuggestions < maxSuggestions &&
      this.#resolve(source, references.specifiers);
    if (!spliceable) {
      this.#rebuild();
      return;
    }
    source.imports = references.specifiers;
    source.moduleAugmentations = [];
    source.ambientModuleNames = [];
    internals.bindSourceFile(source, this.#workspace.folder.options);
    this.#spliced.set(source.fileName, source);
    this.#numSplices++;
    this.counts.spliced++;
  }

  remove(file: string): void {
    this.#workspace.modules.delete(file);
    this.#documents.removeModule(file);
    this.#spliced.delete(file);
    if (this.#augmenting.delete(file)) this.#program = undefined;
  }

  modules(): Iterable<VirtualModule> {
    return this.#workspace.modules.values();
  }

  refresh(): boolean {
    const reread = this.#reread((file) => !file.includes("/node_modules/"));
    const typed = this.#workspace.newlyTyped();
    for (const module of typed) this.add(module);
    return reread || typed.length > 0;
  }

  *renew(): Generator<void> {
    if (this.#numSplices === 0) return;
    // TypeScript makes no other program for the same files, whatever was spliced into this one: one of them is replaced by itself
    const [any] = this.modules();
    if (any) this.add(any);
    else this.#rebuild();
    for (const { file } of this.modules()) {
      yield;
      this.diagnostics(file);
    }
  }

  close(): void {
    this.#service.dispose();
    this.#documents.close();
  }

  #reread(wanted: (file: string) => boolean): boolean {
    const files = this.#program?.getSourceFiles().map((file) => file.fileName) ?? [];
    const changed = this.#workspace.refresh(files.filter(wanted));
    for (const file of changed) this.#documents.forget(file);
    if (changed.length > 0) this.#program = undefined;
    this.counts.reread += changed.length;
    return changed.length > 0;
  }

  #parse({ file, text, kind }: VirtualModule): InternalSourceFile {
    const parsed = ts.createSourceFile(file, text, forcedModules(this.#workspace.folder.options), true, kind);
    const source = parsed as InternalSourceFile;
    source.path = source.resolvedPath = internals.toPath(file, nowhere, (name) => name);
    source.originalFileName = file;
    source.version = this.#workspace.getScriptVersion(file);
    return source;
  }

  /** Finds where a module's imports lead; false when one leads to a file that is not in the program. */
  #resolve(source: InternalSourceFile, specifiers: readonly ts.StringLiteralLike[]): boolean {
    const program = this.#program!;
    const resolutions: Resolutions = new Map();
    for (const specifier of specifiers) {
      const mode = ts.getModeForUsageLocation(source, specifier, this.#workspace.folder.options);
      const found = this.#workspace.resolve(specifier.text, source.fileName, mode);
      resolutions.set(resolutionKey(specifier.text, mode), found);
      const target = found.resolvedModule?.resolvedFileName;
      if (target !== undefined && !program.getSourceFile(target)) return false;
    }
    this.#resolved.set(source, resolutions);
    return true;
  }

  /** Makes a new program that holds all modules, and teaches it about modules to come. */
  #rebuild(): void {
    // The new program looks for the imports of its new files itself; of files it had before it remembers them.
    for (const source of this.#spliced.values()) {
      source.imports = source.moduleAugmentations = source.ambientModuleNames = undefined;
    }
    this.#spliced.clear();
    this.#numSplices = 0;
    this.#numSuggestions = 0;
    this.counts.rebuilt++;
    this.#workspace.projectVersion++;
    const program = this.#workspace.program(this.#service) as InternalProgram;
    this.#madeFor = this.#workspace.projectVersion;
    this.#program = program;
    if (taught.has(program)) return;
    taught.add(program);
    const { getSourceFile, getSourceFileByPath, getResolvedModule } = program;
    const byPath = (path: string) => (this.#program === program ? this.#spliced.get(path) : undefined);
    program.getSourceFile = (file) => byPath(file) ?? getSourceFile(file);
    program.getSourceFileByPath = (path) => byPath(path) ?? getSourceFileByPath(path);
    program.getResolvedModule = (file, name, mode) =>
      byPath(file.fileName) === file
        ? this.#resolved.get(file)?.get(resolutionKey(name, mode))
        : getResolvedModule(file, name, mode);
  }
}

const taught = new WeakSet<ts.Program>();

function resolutionKey(name: string, mode: ts.ResolutionMode): string {
  return `${mode ?? ""} ${name}`;
}
