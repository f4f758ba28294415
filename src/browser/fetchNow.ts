// Scripts and texts that weigh more than all the rest, when they are first asked for: in the middle of a function that returns at once. A
// worker may wait for a script, and nobody sees it wait.

/** The value of a script. */
export function evaluateScript(url: string, what: string): unknown {
  return (0, eval)(`${fetchNow(url, what)}\n//# sourceURL=${url}`) as unknown;
}

/** The text at an address. */
export function fetchNow(url: string, what: string): string {
  return get(url, what, "text") as string;
}

/** The bytes at an address. */
export function fetchBytesNow(url: string, what: string): ArrayBuffer {
  return get(url, what, "arraybuffer") as ArrayBuffer;
}

function get(url: string, what: string, type: XMLHttpRequestResponseType): unknown {
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  request.responseType = type;
  request.send();
  if (request.status !== 200)
    throw new Error(`Cannot load ${what}: its server answers ${String(request.status)} for ${url}`);
  return request.response as unknown;
}
