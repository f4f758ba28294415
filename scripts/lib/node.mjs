// The Node check comes first and uses old syntax only, so that an old Node can still say what is wrong.
const [major, minor] = process.versions.node.split(".").map(Number);
const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 15) || major > 22;
if (!fits) {
  console.error(
    "Cannot start Gradus: Node must be 20.19 or newer (22.15 or newer in the 22 line), current version is " +
      process.versions.node +
      "; install a current Node from https://nodejs.org and try again",
  );
  process.exit(2);
}
