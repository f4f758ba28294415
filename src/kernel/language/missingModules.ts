// What is said of a module that is not found, and where to get it: on a computer from npm.
import { foreignSpecifier, readNpmSpecifier } from "../npmSpecifier.js";

/** Undefined leaves it to TypeScript. */
type Advise = (specifier: string) => string | undefined;

export let adviceOn: Advise = (specifier) => foreignSpecifier(specifier) ?? installHint(specifier);

/** For cells that run where modules come from elsewhere; to be called before any checker is made. */
export function setAdvice(advise: Advise): void {
  adviceOn = advise;
}

/** Of a longer specifier the package may well be installed, only not that part of it: only where Deno's way names both it says so. */
function installHint(specifier: string): string | undefined {
  const npm = readNpmSpecifier(specifier);
  if (npm) {
    const version = npm.range === undefined ? "" : `@${npm.range}`;
    const part = npm.specifier.slice(npm.packageName.length + 1);
    const why = part ? `is not installed, or has no '${part}'` : "is not installed";
    return `Cannot import ${specifier}: package '${npm.packageName}' ${why}; type \`%npm install ${npm.packageName}${version}\` in a cell`;
  }
  if (!/^(?:@[^/]+\/)?[^./:][^/:]*$/.test(specifier)) return undefined;
  const name = specifier;
  return `Cannot find package '${name}': it is not installed; type \`npm install ${name}\` in a terminal, in the notebook's folder`;
}
