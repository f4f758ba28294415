// What a cell shows, as the JSON text of a message's content. What cannot be sent is an error where it is shown.
import type { MimeBundle } from "../../display/host.js";
import { toBase64 } from "../../display/internal.js";
import { complaint } from "../../validation.js";
import { jsonObject, type Json } from "../rpc/json.js";

/** Length of a message's text, in UTF-16 units: what any front end can still take, and every process on the way. */
const maxLength = 128 << 20;

/**
 * A value as JSON text.
 *
 * @param name - What it is, for the error.
 * @throws TypeError if it is no JSON, RangeError if it is too long.
 */
export function toJson(value: unknown, name: string): Json {
  let json: string | undefined;
  try {
    // Half a character is no text that a notebook could be saved with.
    json = JSON.stringify(typeof value === "string" ? value.toWellFormed() : value);
  } catch (error) {
    throw new TypeError(`Cannot send ${name}: it must be JSON; ${(error as Error).message}`);
  }
  if (json === undefined) {
    throw new TypeError(`Cannot send ${name}: it must be JSON, current value is a ${typeof value}`);
  }
  checkLength(json.length, name);
  return json;
}

/** Types whose content is JSON; of all others a notebook keeps text, https://nbformat.readthedocs.io (mimebundle). */
const isJsonType = /^application\/(?:[\w.+-]+\+)?json$/;

/**
 * The text of a bundle; bytes as base64.
 *
 * @throws TypeError if something is not what its type says: front ends fail over it, and notebooks with it are not valid.
 */
export function bundleJson(bundle: MimeBundle): Json {
  const members: Record<string, Json> = {};
  let length = 0;
  for (const [type, content] of Object.entries(bundle)) {
    const isJson = isJsonType.test(type);
    if (content === undefined || (content === null && !isJson)) continue;
    members[type] = toJson(isJson ? content : textOf(content, type), type);
    length += members[type].length;
  }
  checkLength(length, Object.keys(members).join(", "));
  return jsonObject(members);
}

function textOf(content: unknown, type: string): string {
  if (typeof content === "string") return content;
  if (content instanceof Uint8Array) return toBase64(content);
  if (Array.isArray(content) && content.every((line) => typeof line === "string")) return content.join("");
  throw new TypeError(
    complaint({ action: `send ${type}`, name: "its content", wanted: "text or bytes", got: content }),
  );
}

/** Metadata as JSON text; Jupyter wants an object. */
export function metadataJson(metadata: unknown): Json {
  const json = toJson(metadata ?? {}, "metadata");
  if (json.startsWith("{")) return json;
  throw new TypeError(`Cannot send metadata: it must be an object, current value is ${cutText(json, 100)}`);
}

/** Text for people, with what is beyond `length` counted instead of shown. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length)}… ${(text.length - length).toLocaleString("en")} more characters`;
}

function checkLength(length: number, name: string): void {
  if (length <= maxLength) return;
  const [most, current] = [maxLength, length].map((n) => `${String(Math.round(n / 2 ** 20))} MB`);
  throw new RangeError(
    `Cannot send ${name}: it must be at most ${most!} of text, current value is ${current!}; write it to a file`,
  );
}
