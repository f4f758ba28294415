// What a session needs from TypeScript. Two engines offer it: a plain one and a fast one that must agree with it.
import type ts from "typescript";
import type { FolderSettings } from "./folder.js";

/** A file that exists only in the session: a cell, a `@module` cell, a draft being completed. */
export interface VirtualModule {
  /** Absolute path, in the notebook's folder so that every import resolves as from a file there. */
  file: string;
  text: string;
  kind: ts.ScriptKind;
}

/**
 * A program of virtual modules and the files they import.
 *
 * Errors thrown by TypeScript itself pass through; the session answers them by a second engine.
 */
export interface Checker {
  /** Completion and quick info over the modules as they are now. */
  readonly service: ts.LanguageService;
  /** Syntax and type errors of a file. */
  diagnostics(file: string): ts.Diagnostic[];
  /** Forgets all modules and looks at imports from another folder, with that folder's options. */
  configure(folder: FolderSettings): void;
  /** Adds a module, or replaces one of the same path. */
  add(module: VirtualModule): void;
  remove(file: string): void;
  /** The modules added so far, each the same object as long as it is the same. */
  modules(): Iterable<VirtualModule>;
  /**
   * Notices files on disk that changed, appeared or vanished since they were read, and types of addresses that came.
   *
   * @returns True when there were any.
   */
  refresh(): boolean;
  /**
   * Lets go of what it keeps of modules that are gone, then gets to know the others again, a step for each: so that the next
   * question does not wait for it.
   */
  renew(): Iterable<void>;
  /** Lets go of everything; it is not asked again. */
  close(): void;
}
