// The repository that a package is published from: npm gives provenance only to a package that names it.

/**
 * @param {Record<string, string | undefined>} environment - GitHub's workflows say there which repository they run in.
 * @returns What a package's manifest says of it; nothing elsewhere.
 */
export function repositoryOf({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name }) {
  return server && name ? { repository: { type: "git", url: `git+${server}/${name}.git` } } : {};
}
