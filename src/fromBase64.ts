// Bytes that travel in code.

/** The bytes of base64 text; Node's own decoder takes a hundredth of the time of the loop. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  if (typeof Buffer !== "undefined") return Uint8Array.from(Buffer.from(text, "base64"));
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
