// `npm:d3@7/sub`: how notebooks written for Deno name a package, https://docs.deno.com/runtime/fundamentals/node/#using-npm-packages.

export interface NpmSpecifier {
  packageName: string;
  /** The version that is wanted, if one is named. */
  range: string | undefined;
  /** How Node names the module. */
  specifier: string;
}

/** Reads a specifier; undefined for any that does not begin with `npm:`. */
export function readNpmSpecifier(specifier: string): NpmSpecifier | undefined {
  const match = /^npm:\/?((?:@[^/@]+\/)?[^/@]+)(?:@([^/]+))?(\/.*)?$/.exec(specifier);
  if (!match) return undefined;
  const [, packageName, range, subpath = ""] = match;
  return { packageName: packageName!, range, specifier: `${packageName!}${subpath}` };
}

/**
 * Whether an installed version is one that is wanted. `7`, `7.8` and `7.8.5` want these numbers, `^` and `~` what npm means
 * by them; anything more complicated is left to who installed the package.
 */
export function isWanted(version: string, range: string): boolean {
  const wanted = /^([\^~]?)v?(\d+)(?:\.(\d+|x|\*))?(?:\.(\d+|x|\*))?$/.exec(range);
  if (!wanted) return true;
  const [, sign, ...parts] = wanted;
  const numbers = parts.filter((part) => part !== undefined && /^\d+$/.test(part)).map(Number);
  const installed = version.split(/[.+-]/).slice(0, 3).map(Number);
  // Of `^1.2.3` the first number that is not 0 must agree, of `~1.2.3` the first two, else all.
  const first = numbers.findIndex((number) => number > 0) + 1 || numbers.length;
  const same = sign === "^" ? first : sign === "~" ? Math.min(2, numbers.length) : numbers.length;
  if (numbers.slice(0, same).some((number, index) => installed[index] !== number)) return false;
  const differs = numbers.findIndex((number, index) => installed[index] !== number);
  return differs < 0 || installed[differs]! > numbers[differs]!;
}

/** Why a specifier that Deno or a browser knows cannot be imported here, and what to type; undefined for others. */
export function foreignSpecifier(specifier: string): string | undefined {
  const jsr = /^jsr:\/?(@[^/@]+\/[^/@]+)/.exec(specifier)?.[1];
  if (jsr !== undefined)
    return `Cannot import ${specifier}: it lives in Deno's registry; type \`npx jsr add ${jsr}\` in a terminal, in the notebook's folder, and import "${jsr}"`;
  if (/^https?:/.test(specifier))
    return `Cannot import ${specifier}: Node imports nothing from the web; type \`%npm install NAME\` in a cell, and import the package by its name`;
  return undefined;
}
