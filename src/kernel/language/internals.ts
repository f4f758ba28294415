// The few functions of TypeScript that its declarations leave out. The exact version is pinned in package.json.
import ts from "typescript";

interface Internals {
  TransformFlags: { ContainsDecorators: number };
  NodeFlags: { Deprecated: number };
  getSetExternalModuleIndicator(options: ts.CompilerOptions): (file: ts.SourceFile) => void;
  bindSourceFile(file: ts.SourceFile, options: ts.CompilerOptions): void;
  toPath(file: string, base: string, canonical: (name: string) => string): ts.Path;
  getJSXImplicitImportBase(options: ts.CompilerOptions, file?: ts.SourceFile): string | undefined;
  getTouchingPropertyName(file: ts.SourceFile, position: number): ts.Node;
  canHaveJSDoc(node: ts.Node): boolean;
  getJSDocCommentRanges(node: ts.Node, text: string): ts.CommentRange[] | undefined;
  parseIsolatedJSDocComment(text: string, start: number, length: number): { jsDoc: ts.JSDoc } | undefined;
  setParentRecursive(root: ts.Node, incremental: boolean): void;
  /** Makers of what programs consist of. */
  objectAllocator: Record<"getSymbolConstructor" | "getSignatureConstructor", () => { prototype: Asked }>;
  SymbolDisplay: {
    getSymbolDisplayPartsDocumentationAndSymbolKind(
      checker: ts.TypeChecker,
      symbol: ts.Symbol,
      file: ts.SourceFile,
      enclosing: ts.Node,
      location: ts.Node,
    ): {
      displayParts: ts.SymbolDisplayPart[];
      documentation: ts.SymbolDisplayPart[];
      symbolKind: ts.ScriptElementKind;
    };
  };
}

/** A symbol or a signature, as far as it tells what its comments say. */
interface Asked {
  declarations?: ts.Declaration[];
  declaration?: ts.Declaration;
  getDocumentationComment?: (this: Asked, ...context: unknown[]) => unknown;
  getContextualDocumentationComment?: (this: Asked, ...context: unknown[]) => unknown;
  getJsDocTags?: (this: Asked, ...context: unknown[]) => unknown;
  getContextualJsDocTags?: (this: Asked, ...context: unknown[]) => unknown;
}

/** Parts of a program that the checker asks for and the fast engine answers for its own files. */
export interface InternalProgram extends ts.Program {
  getSourceFile: (this: void, file: string) => ts.SourceFile | undefined;
  getSourceFileByPath: (this: void, path: ts.Path) => ts.SourceFile | undefined;
  getResolvedModule: (
    this: void,
    file: ts.SourceFile,
    name: string,
    mode: ts.ResolutionMode,
  ) => ts.ResolvedModuleWithFailedLookupLocations | undefined;
}

/** Fields a program gives to the files in it. */
export interface InternalSourceFile extends ts.SourceFile {
  path: ts.Path;
  resolvedPath: ts.Path;
  originalFileName: string;
  version: string;
  scriptKind: ts.ScriptKind;
  imports: ts.StringLiteralLike[] | undefined;
  moduleAugmentations: ts.StringLiteral[] | undefined;
  ambientModuleNames: string[] | undefined;
  parseDiagnostics: ts.DiagnosticWithLocation[];
  transformFlags: number;
  locals: ts.SymbolTable | undefined;
  /** All names in it. */
  identifiers: ReadonlyMap<string, string>;
}

export const internals = ts as unknown as Internals;

/** Whether a decorator stands anywhere in a file: the parser has noted it. */
export function containsDecorators(source: ts.SourceFile): boolean {
  return ((source as InternalSourceFile).transformFlags & internals.TransformFlags.ContainsDecorators) !== 0;
}

/** Parse options under which every file is a module, whether or not it imports or exports. */
export function forcedModules(
  options: ts.CompilerOptions = { moduleDetection: ts.ModuleDetectionKind.Force },
): ts.CreateSourceFileOptions {
  return {
    languageVersion: ts.ScriptTarget.ESNext,
    setExternalModuleIndicator: internals.getSetExternalModuleIndicator(options),
  };
}
