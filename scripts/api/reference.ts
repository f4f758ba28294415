// What is public, read by TypeDoc from the sources: names, signatures, doc comments.
import path from "node:path";
import {
  Application,
  Converter,
  type DeclarationReflection,
  OptionDefaults,
  type ProjectReflection,
  ReflectionKind,
  type TypeDocOptions,
} from "typedoc";
import { addEngineLines } from "./engineLines.js";
import { addExamples } from "./examples.js";
import { otherTypes } from "./publicNames.js";
import { addRooms } from "./rooms.js";
import { addSummaries } from "./summaries.js";

const root = path.resolve(import.meta.dirname, "../..");
const here = (name: string) => path.join(import.meta.dirname, name);

const options: TypeDocOptions = {
  name: "Gradus",
  entryPoints: [path.join(root, "src/index.ts")],
  tsconfig: path.join(root, "tsconfig.json"),
  plugin: ["typedoc-plugin-missing-exports"],
  ...{ internalModule: otherTypes },
  readme: here("front.md"),
  customCss: here("style.css"),
  blockTags: [...OptionDefaults.blockTags, "@engine"],
  categorizeByGroup: false,
  defaultCategory: "Namespaces",
  navigation: { includeCategories: true, includeGroups: false, compactFolders: true },
  sort: ["alphabetical-ignoring-documents"],
  disableSources: true, // they would lead to a host of code
  excludePrivate: true,
  excludeInternal: true,
  excludeExternals: true,
  githubPages: false,
  hideGenerator: true,
  includeHierarchySummary: false,
  includeVersion: true,
  skipErrorChecking: true, // `npm run types` has checked them
  validation: { notExported: false, invalidLink: true },
  logLevel: "Error",
};

/** TypeDoc, and what is public as it found it, with what our code adds. */
export async function readReference(
  more: TypeDocOptions = {},
): Promise<{ app: Application; project: ProjectReflection }> {
  const app = await Application.bootstrapWithPlugins({ ...options, ...more });
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    // Accessors that a class has from one without a public name are not types.
    const others = project.getChildByName(otherTypes) as DeclarationReflection | undefined;
    for (const child of [...(others?.children ?? [])])
      if (child.kindOf(ReflectionKind.Accessor)) project.removeReflection(child);
    addSummaries(project);
    addEngineLines(project);
    addExamples(project);
    addRooms(project);
  });
  const project = await app.convert();
  if (!project) throw new Error("Cannot make the API reference: TypeDoc could not read src/index.ts");
  return { app, project };
}
