// Writes the pages, and looks over them: every name has a description and an example, every link leads somewhere.
import { LogLevel } from "typedoc";
import { listBrokenLinks } from "./links.js";
import { commentOf, hasExample, hasSummary, otherNames, publicNames } from "./publicNames.js";
import { readReference } from "./reference.js";

/**
 * @param out - Folder of the pages; what was in it goes.
 * @param options - `home`: where the pages lead back to.
 * @returns The public names, and what is wrong with them or with the pages, a line each.
 */
export async function buildReference(
  out: string,
  { home }: { home?: string | undefined } = {},
): Promise<{ names: string[]; faults: string[] }> {
  const { app, project } = await readReference(
    home === undefined ? {} : { navigationLinks: { Gradus: home } },
  );
  const names = publicNames(project);
  const undescribed = names.filter(({ reflection }) => !hasSummary(commentOf(reflection)));
  const unshown = names.filter(({ reflection }) => !hasExample(commentOf(reflection)));
  app.logger.level = LogLevel.Warn;
  app.logger.resetWarnings(); // those of reading are about style
  app.validate(project);
  const links = app.logger.warningCount;
  await app.generateDocs(project, out);
  return {
    names: [...names.map(({ name }) => name), ...otherNames(project)],
    faults: [
      ...undescribed.map(({ name }) => `${name} has no description`),
      ...unshown.map(({ name }) => `${name} has no example, and no example uses it`),
      ...(links > 0 ? [`${String(links)} links in doc comments lead nowhere`] : []),
      ...listBrokenLinks(out),
    ],
  };
}
