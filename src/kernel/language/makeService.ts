// The language service of the kernel: the persistent engine, with the plain one behind it.
import { baseOptions, type FolderSettings } from "./folder.js";
import { kernelFiles } from "./kernelFiles.js";
import { NotebookTypes } from "./notebookTypes.js";
import { PersistentChecker } from "./persistentChecker.js";
import { PlainChecker } from "./plainChecker.js";
import { ResilientService } from "./resilientService.js";
import { nowhere } from "./workspace.js";

/** Makes a service that waits to be opened on a folder. `setKernelFiles` must have been called. */
export function makeLanguageService(): ResilientService {
  const folder: FolderSettings = {
    dir: nowhere,
    language: "typescript",
    options: baseOptions("typescript"),
    tsconfig: undefined,
    nodeTypes: kernelFiles().nodeTypes,
  };
  return new ResilientService({
    makeFast: () => new NotebookTypes(folder, new PersistentChecker(folder)),
    makeSlow: () => new NotebookTypes(folder, new PlainChecker(folder)),
    onFailure: (error) => console.error(error),
  });
}
