// What the lock file says of the packages that a user gets: licences, and versions with a known advisory.
import semver from "semver";

/** Licences that this project's own (MIT) can be published beside. LGPL: libvips, a library that sharp loads. */
const allowed = new Set(
  "MIT ISC 0BSD BSD-2-Clause BSD-3-Clause Apache-2.0 MPL-2.0 LGPL-3.0-or-later PSF-2.0 Unlicense CC0-1.0 BlueOak-1.0.0 Python-2.0".split(
    " ",
  ),
);

/** Packages of a lock file that are not for development only: name, version, licence. */
export function shippedPackages({ packages }) {
  return Object.entries(packages)
    .filter(([place, entry]) => place !== "" && !entry.dev && !entry.link)
    .map(([place, { version, license }]) => ({
      name: place.split("node_modules/").at(-1),
      version,
      license,
    }));
}

/** One line for each package whose licence is missing or not allowed. Of `A OR B` one is enough, of `A AND B` none is. */
export function licenceFaults(packages) {
  const isAllowed = (expression) =>
    expression
      .replace(/[()]/g, "")
      .split(" OR ")
      .some((part) => part.split(" AND ").every((licence) => allowed.has(licence)));
  return packages
    .filter(({ license }) => !license || !isAllowed(license))
    .map(({ name, version, license }) => `${name}@${version}: licence ${license ?? "unknown"}`);
}

/** One line for each package in a version with a known advisory that is not among the accepted ones. */
export function advisoryFaults(packages, { advisories, accepted }) {
  const isAccepted = (id) => accepted.some((one) => one.id === id);
  return packages.flatMap(({ name, version }) =>
    advisories
      .filter(
        (one) => one.package === name && !isAccepted(one.id) && semver.satisfies(version, one.vulnerable),
      )
      .map(({ id, what }) => `${name}@${version}: ${id}, ${what}`),
  );
}
