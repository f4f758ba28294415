// What the lock file says of the packages that a user gets: version, licence, and who needs them.

/** Licences that this project's own (MIT) can be published beside. LGPL: libvips, a library that sharp loads. */
const allowed = new Set(
  "MIT ISC 0BSD BSD-2-Clause BSD-3-Clause Apache-2.0 MPL-2.0 LGPL-3.0-or-later PSF-2.0 Unlicense CC0-1.0 BlueOak-1.0.0 Python-2.0".split(
    " ",
  ),
);

/**
 * Packages whose licence has no short name, read by hand. h5wasm: NIST's code (public domain in the US, elsewhere free with
 * its notice) around HDF5 (BSD-3-Clause).
 */
const readByHand = new Set(["h5wasm"]);

/** Names of all packages of a lock file, those for development too. */
export function packageNames({ packages }) {
  return new Set(Object.keys(packages).filter(Boolean).map(nameAt));
}

/** Packages of a lock file that are not for development only: name, version, licence, and which packages ask for them. */
export function shippedPackages({ packages }) {
  const shipped = Object.entries(packages).filter(([, { dev, link }]) => !dev && !link);
  const needs = ({ dependencies, optionalDependencies, peerDependencies }) =>
    Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
  return shipped
    .filter(([place]) => place !== "")
    .map(([place, { version, license }]) => {
      const name = nameAt(place);
      const neededBy = shipped
        .filter(([, entry]) => needs(entry).includes(name))
        .map(([user]) => nameAt(user));
      return { name, version, license, neededBy: [...new Set(neededBy)] };
    });
}

/** `node_modules/a/node_modules/@b/c` → `@b/c`; the project itself has the empty name. */
const nameAt = (place) => place.split("node_modules/").at(-1);

/** One line for each package whose licence is missing or not allowed. Of `A OR B` one is enough, of `A AND B` none is. */
export function licenceFaults(packages) {
  const isAllowed = (expression) =>
    expression
      .replace(/[()]/g, "")
      .split(" OR ")
      .some((part) => part.split(" AND ").every((licence) => allowed.has(licence)));
  return packages
    .filter(({ name, license }) => !readByHand.has(name) && (!license || !isAllowed(license)))
    .map(({ name, version, license }) => `${name}@${version}: licence ${license ?? "unknown"}`);
}
