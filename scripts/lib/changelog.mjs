// A section of CHANGELOG.md out of commit messages. The tools that do this want Node 22, and bring sixteen packages or more.

/** Kinds of commits that a user of the package can notice, and their headings. */
const headings = { feat: "New", fix: "Mended", perf: "Faster" };

/** `feat(array)!: what` in its parts; undefined for what users do not notice. */
function parse(subject) {
  const match = /^(feat|fix|perf)(?:\(([^)]*)\))?(!)?: (.+)$/.exec(subject);
  if (!match) return undefined;
  const [, kind, room, breaking, what] = match;
  return { kind, room: room ?? "", what, isBreaking: breaking === "!" };
}

/**
 * The section of a release.
 *
 * @param version - As in `"0.2.0"`.
 * @param date - As in `"2026-11-27"`.
 * @param subjects - First lines of the commits since the release before, newest first; undefined for the first release.
 * @returns Markdown that begins with `## ` and ends in a newline.
 */
export function changelogSection(version, date, subjects) {
  const title = `## ${version} (${date})\n`;
  if (!subjects) return `${title}\nThe first release.\n`;
  const commits = subjects.map(parse).filter(Boolean).reverse();
  const lists = Object.entries({ breaking: "Breaks", ...headings }).map(([kind, heading]) => {
    const lines = commits
      .filter((commit) => (commit.isBreaking ? "breaking" : commit.kind) === kind)
      .map(({ room, what }) => `- ${room && `**${room}**: `}${what}`)
      .sort((a, b) => a.localeCompare(b, "en"));
    return lines.length > 0 ? `\n### ${heading}\n\n${lines.join("\n")}\n` : "";
  });
  return title + (lists.join("") || "\nNothing that a user would notice.\n");
}

/** The changelog with a section on top; a section of the same version is replaced. */
export function withSection(changelog, version, section) {
  const [head, ...sections] = changelog.split(/(?=^## )/m);
  const others = sections.filter((text) => !text.startsWith(`## ${version} `));
  return [head.trimEnd(), section.trimEnd(), ...others.map((text) => text.trimEnd())].join("\n\n") + "\n";
}
