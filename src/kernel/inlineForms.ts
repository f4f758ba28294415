// Packages that have a form which draws inside the notebook: cells that import the package get that form, at run time and
// in types; the package itself where the form cannot be found.
export const inlineForms: Readonly<Record<string, string>> = { nodeplotlib: "gradus/nodeplotlib" };
