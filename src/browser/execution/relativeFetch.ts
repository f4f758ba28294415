// `fetch("cats.csv")`: in a cell a relative address means a file beside the notebook, as the library's readers mean it, too.
import { arrived, contentOf, placeOf } from "./disk.js";

/** Teaches `fetch` the notebook's files. */
export function fetchFiles(): void {
  const original = globalThis.fetch;
  globalThis.fetch = async (asked, options) => {
    if (typeof asked !== "string" || /^(\w+:|\/\/)/.test(asked)) return original(asked, options);
    await arrived;
    const content = contentOf(placeOf(asked));
    return content
      ? new Response(content as Uint8Array<ArrayBuffer>)
      : new Response(`There is no file ${asked}`, { status: 404 });
  };
}
