// Scripts that weigh more than all the rest, when they are first asked for: in the middle of a function that returns at once. A
// worker may wait for a script, and nobody sees it wait.

/** The value of a script. */
export function evaluateScript(url: string, what: string): unknown {
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  request.send();
  if (request.status !== 200)
    throw new Error(`Cannot load ${what}: its server answers ${String(request.status)} for ${url}`);
  return (0, eval)(`${request.responseText}\n//# sourceURL=${url}`) as unknown;
}
