import { expect, it } from "vitest";
import { changelogSection, withSection } from "../../scripts/lib/changelog.mjs";

it("changelogSection() lists what users notice, room by room, breaking changes first", () => {
  const subjects = [
    "perf(engine): dense products in half the time",
    "test(engine): a test",
    "fix: a port that is taken is said",
    "feat(keras)!: fit() wants arrays",
    "fix(array): sums of bools are integers",
    "a message without a kind",
  ];
  expect(changelogSection("0.2.0", "2026-12-01", subjects)).toBe(`## 0.2.0 (2026-12-01)

### Breaks

- **keras**: fit() wants arrays

### Mended

- **array**: sums of bools are integers
- a port that is taken is said

### Faster

- **engine**: dense products in half the time
`);
});

it("changelogSection() says so when there is nothing, or nothing before", () => {
  expect(changelogSection("0.1.0", "2026-12-01", undefined)).toContain("The first release.");
  expect(changelogSection("0.1.1", "2026-12-01", ["docs: a word"])).toContain("Nothing that a user");
});

it("withSection() puts a release on top, and replaces the one of the same version", () => {
  const one = withSection("# Changelog\n\nIntro.\n", "0.1.0", "## 0.1.0 (a)\n\nOne.\n");
  const two = withSection(one, "0.2.0", "## 0.2.0 (b)\n\nTwo.\n");
  expect(two).toBe("# Changelog\n\nIntro.\n\n## 0.2.0 (b)\n\nTwo.\n\n## 0.1.0 (a)\n\nOne.\n");
  expect(withSection(two, "0.2.0", "## 0.2.0 (c)\n\nAgain.\n")).toBe(
    "# Changelog\n\nIntro.\n\n## 0.2.0 (c)\n\nAgain.\n\n## 0.1.0 (a)\n\nOne.\n",
  );
});
