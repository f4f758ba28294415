// What TypeScript sees of the world: virtual modules laid over the disk, imports resolved as the kernel resolves them.
import ts from "typescript";
import { readNpmSpecifier } from "../npmSpecifier.js";
import { inlineForms, isOwnPackage } from "../ownPackage.js";
import { isAddress, typesAt } from "./addresses.js";
import type { VirtualModule } from "./checker.js";
import { parsedDeclarations } from "./documents.js";
import { files, realPath } from "./files.js";
import type { FolderSettings } from "./folder.js";
import { kernelFiles } from "./kernelFiles.js";
import { namesOnly, rareModuleOf, RareModules } from "./rareModules.js";

/** No machine path may be baked into a language service: it reads its current folder once, maybe into a snapshot. */
export const nowhere = "/^notebook";

const declaring = [ts.Extension.Dts, ts.Extension.Dmts, ts.Extension.Dcts, ts.Extension.Mts];

/** Tells files that were not edited, but whose imports lead elsewhere, from what they were. */
let lastFound = 0;

interface KnownFile {
  /** Equal for all notebooks of the process that have read it in one state. */
  version: string;
  /** Modification time in ms when it was read; undefined for a file that does not exist. */
  modified: number | undefined;
  snapshot: ts.IScriptSnapshot | undefined;
}

export interface AddedModule extends VirtualModule {
  version: number;
  snapshot: ts.IScriptSnapshot;
}

/** Files, options and resolution for a `ts.LanguageService`. */
export class Workspace implements ts.LanguageServiceHost {
  folder: FolderSettings;
  readonly modules = new Map<string, AddedModule>();
  /** Files that are in every program: what the kernel offers to cells. */
  readonly pinned: Set<string>;
  /** Raised whenever the program must be made anew. */
  projectVersion = 1;
  readonly #disk = new Map<string, KnownFile>();
  readonly #exists = new Map<string, boolean>();
  readonly #rare = new RareModules();
  /** Files with an import that led nowhere: it may lead somewhere later. */
  readonly #unresolved = new Map<string, Map<string, ts.ResolutionMode>>();
  /** What modules import by addresses of which no types are known yet. */
  readonly #untyped = new Map<string, Set<string>>();
  #resolutions!: ts.ModuleResolutionCache;
  #lastVersion = 1;

  constructor(folder: FolderSettings) {
    this.folder = folder;
    const { tslabTypes, globalTypes } = kernelFiles();
    this.pinned = new Set([tslabTypes, globalTypes]);
    this.forgetResolutions();
  }

  configure(folder: FolderSettings): void {
    this.folder = folder;
    this.modules.clear();
    this.#untyped.clear();
    this.forgetResolutions();
  }

  /** The program of a service over this workspace. What it reads may name a rare module: then it is made once more. */
  program(service: ts.LanguageService): ts.Program {
    for (;;) {
      const before = this.projectVersion;
      const program = service.getProgram()!;
      if (this.projectVersion === before) return program;
    }
  }

  addModule(module: VirtualModule): AddedModule {
    this.#readNames(module.file, module.text);
    const added = {
      ...module,
      version: ++this.#lastVersion,
      snapshot: ts.ScriptSnapshot.fromString(module.text),
    };
    this.modules.set(module.file, added);
    return added;
  }

  /** Files may have appeared or vanished: looks for them anew. Contents stay as they were read. */
  forgetResolutions(): void {
    this.#exists.clear();
    for (const [file, { snapshot }] of this.#disk) if (!snapshot) this.#disk.delete(file);
    this.#resolutions = ts.createModuleResolutionCache(nowhere, (name) => name, this.folder.options);
  }

  /**
   * Compares files with the disk and forgets the text of those that changed.
   *
   * @returns The files that changed.
   */
  refresh(files: Iterable<string>): string[] {
    const changed: string[] = [];
    const isFound = this.#foundSince();
    for (const file of files) {
      const known = this.#disk.get(file);
      if (!known || this.modules.has(file)) continue;
      const modified = modifiedTime(file);
      const leadsElsewhere = isFound(file);
      if (modified === known.modified && !leadsElsewhere) continue;
      known.version = this.#versionOf(file, modified) + (leadsElsewhere ? ` ${String(++lastFound)}` : "");
      known.modified = modified;
      known.snapshot = modified === undefined ? undefined : this.#readSnapshot(file);
      changed.push(file);
    }
    return changed;
  }

  /** Tells files with an import that led nowhere when they were read and leads somewhere now. */
  #foundSince(): (file: string) => boolean {
    if (this.#unresolved.size === 0) return () => false;
    this.forgetResolutions();
    const before = new Map(this.#unresolved);
    this.#unresolved.clear();
    const isFound = (file: string) =>
      [...(before.get(file) ?? [])].some(([name, mode]) => this.resolve(name, file, mode).resolvedModule);
    return isFound;
  }

  /** Modules with an import by an address whose types were not known and are now. */
  newlyTyped(): VirtualModule[] {
    const typed: VirtualModule[] = [];
    for (const [file, addresses] of this.#untyped) {
      const module = this.modules.get(file);
      if (module && ![...addresses].some((address) => typesAt(address, file) !== undefined)) continue;
      this.#untyped.delete(file);
      if (module) typed.push(module);
    }
    return typed;
  }

  #read(file: string): KnownFile {
    let known = this.#disk.get(file);
    if (!known) {
      // The time is taken first: a file written in between is then read again, never missed.
      const modified = modifiedTime(file);
      const version = this.#versionOf(file, modified);
      const parsed = parsedDeclarations(file, version);
      const snapshot = this.#readSnapshot(file, parsed?.text);
      known = { version, modified, snapshot };
      this.#disk.set(file, known);
    }
    return known;
  }

  /** Not the time alone: some package managers give all files of a package the same one, whatever its version. */
  #versionOf(file: string, modified: number | undefined): string {
    const size = files.getFileSize?.(file);
    return `${String(modified)} ${String(size)}${this.#rare.isUnnamed(file) ? " names only" : ""}`;
  }

  #readSnapshot(file: string, text = files.readFile(file)): ts.IScriptSnapshot | undefined {
    if (text === undefined) return undefined;
    if (this.#rare.isUnnamed(file)) return ts.ScriptSnapshot.fromString(namesOnly(text));
    this.#readNames(file, text);
    return ts.ScriptSnapshot.fromString(text);
  }

  /** A rare module that is named for the first time is read from now on. */
  #readNames(file: string, text: string): void {
    for (const module of this.#rare.readNames(file, text)) {
      this.projectVersion++;
      for (const known of this.#disk.keys()) if (rareModuleOf(known) === module) this.#disk.delete(known);
    }
  }

  // ts.LanguageServiceHost

  getCompilationSettings = (): ts.CompilerOptions => this.folder.options;
  getProjectVersion = (): string => String(this.projectVersion);
  getScriptFileNames = (): string[] => [...this.pinned, ...this.modules.keys()];
  getScriptVersion = (file: string): string =>
    String(this.modules.get(file)?.version ?? this.#disk.get(file)?.version ?? "");
  getScriptSnapshot = (file: string): ts.IScriptSnapshot | undefined =>
    this.modules.get(file)?.snapshot ?? this.#read(file).snapshot;
  getScriptKind = (file: string): ts.ScriptKind => this.modules.get(file)?.kind ?? ts.ScriptKind.Unknown;
  getCurrentDirectory = (): string => nowhere;
  getDefaultLibFileName = (options: ts.CompilerOptions): string =>
    `${kernelFiles().lib}/${ts.getDefaultLibFileName(options)}`;
  useCaseSensitiveFileNames = (): boolean => true;
  fileExists = (file: string): boolean => {
    if (this.modules.has(file)) return true;
    let exists = this.#exists.get(file);
    if (exists === undefined) this.#exists.set(file, (exists = files.fileExists(file)));
    return exists;
  };
  readFile = (file: string): string | undefined => this.modules.get(file)?.text ?? files.readFile(file);
  directoryExists = (dir: string): boolean => files.directoryExists(dir);
  getDirectories = (dir: string): string[] => files.getDirectories(dir);
  readDirectory: ts.System["readDirectory"] = (...request) => files.readDirectory(...request);
  realpath = (file: string): string => (this.modules.has(file) ? file : realPath(file));

  resolveModuleNameLiterals = (
    literals: readonly ts.StringLiteralLike[],
    from: string,
    redirect: ts.ResolvedProjectReference | undefined,
    options: ts.CompilerOptions,
    source: ts.SourceFile,
  ): readonly ts.ResolvedModuleWithFailedLookupLocations[] =>
    literals.map((literal) =>
      this.resolve(literal.text, from, ts.getModeForUsageLocation(source, literal, options)),
    );

  /** Where an import leads. The kernel itself provides `tslab`, and cells get packages in their inline forms. */
  resolve(asked: string, from: string, mode: ts.ResolutionMode): ts.ResolvedModuleWithFailedLookupLocations {
    if (isAddress(asked) || isAddress(from)) return { resolvedModule: this.#resolveAddress(asked, from) };
    const name = readNpmSpecifier(asked)?.specifier ?? asked;
    if (name === "tslab") {
      const resolvedFileName = kernelFiles().tslabTypes;
      return {
        resolvedModule: { resolvedFileName, extension: ts.Extension.Dts, isExternalLibraryImport: true },
      };
    }
    const { options } = this.folder;
    const form = this.modules.has(from) ? inlineForms[name] : undefined;
    const lookUpFrom = (place: string, wanted: string) =>
      ts.resolveModuleName(wanted, place, options, this, this.#resolutions, undefined, mode);
    const lookUp = (wanted: string) => {
      const there = lookUpFrom(from, wanted);
      return there.resolvedModule || !isOwnPackage(wanted)
        ? there
        : lookUpFrom(`${kernelFiles().own}kernel.ts`, wanted);
    };
    const drawn = form && lookUp(form.specifier);
    const found = drawn?.resolvedModule ? drawn : lookUp(name);
    if (form && !found.resolvedModule) {
      const own = kernelFiles().own + form.place;
      const extension = [ts.Extension.Dts, ts.Extension.Ts].find((one) => this.fileExists(own + one));
      if (extension) return { resolvedModule: { resolvedFileName: own + extension, extension } };
    }
    if (!found.resolvedModule && !from.includes("/node_modules/") && !this.modules.has(from)) {
      const names = this.#unresolved.get(from) ?? new Map<string, ts.ResolutionMode>();
      this.#unresolved.set(from, names.set(name, mode));
    }
    return found;
  }

  #resolveAddress(asked: string, from: string): ts.ResolvedModuleFull | undefined {
    const resolvedFileName = typesAt(asked, from);
    if (resolvedFileName !== undefined) {
      const extension = declaring.find((one) => resolvedFileName.endsWith(one)) ?? ts.Extension.Ts;
      return { resolvedFileName, extension, isExternalLibraryImport: true };
    }
    if (this.modules.has(from)) {
      const addresses = this.#untyped.get(from) ?? new Set();
      this.#untyped.set(from, addresses.add(asked));
    }
    return undefined;
  }

  resolveTypeReferenceDirectiveReferences = <T extends string | ts.FileReference>(
    references: readonly T[],
    from: string,
    redirect: ts.ResolvedProjectReference | undefined,
    options: ts.CompilerOptions,
  ): readonly ts.ResolvedTypeReferenceDirectiveWithFailedLookupLocations[] =>
    references.map((reference) => {
      const name = typeof reference === "string" ? reference : reference.fileName;
      if (name === "node") {
        const resolvedFileName = this.folder.nodeTypes;
        return {
          resolvedTypeReferenceDirective: { primary: true, resolvedFileName, isExternalLibraryImport: true },
        };
      }
      // `types` of the options are asked for from a file in TypeScript's current folder, which is nowhere.
      const place = from.startsWith(nowhere) ? `${this.folder.dir}/x.ts` : from;
      return ts.resolveTypeReferenceDirective(name, place, options, this);
    });
}

function modifiedTime(file: string): number | undefined {
  return files.getModifiedTime?.(file)?.getTime();
}
