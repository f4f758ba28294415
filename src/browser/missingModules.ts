// What is said of a module that a notebook in a browser does not have; the check of types says it first.

/** Whether a specifier is an address, from which a browser imports by itself. */
export function isAddress(specifier: string): boolean {
  return /^(https?|data|blob):/.test(specifier);
}

/** Node's modules that may be named without `node:`. */
const nodes =
  /^(assert|async_hooks|child_process|cluster|crypto|dgram|dns|events|https?|http2|inspector|net|os|perf_hooks|process|querystring|readline|repl|stream|string_decoder|timers|tls|tty|url|v8|vm|worker_threads|zlib)(\/|$)/;

/** Why a module is not there, and what to do instead. */
export function adviceOn(specifier: string): string {
  const cannot = `Cannot import '${specifier}':`;
  if (/^\.{0,2}\//.test(specifier))
    return `${cannot} there is no such module beside this notebook; put its code into a cell that begins with \`/** @module name */\``;
  if (specifier.startsWith("node:") || nodes.test(specifier))
    return `${cannot} it lives in Node.js, and this notebook runs in a browser; here are node:buffer, node:fs, node:path and node:util`;
  const name = specifier.replace(/^npm:\/?/, "");
  return (
    `${cannot} this notebook runs in a browser, which installs no packages; here are "gradus" and "tslab"; ` +
    `import others by their address, as in "https://esm.sh/${name}"`
  );
}
