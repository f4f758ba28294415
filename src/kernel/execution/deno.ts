// What notebooks written for Deno call: `Deno.jupyter`, https://docs.deno.com/api/deno/~/Deno.jupyter. Only cells that name
// a member of `Deno` see it, and the global object never has it: libraries ask there whether they run in Deno.
import {
  displaySymbol,
  drawingOf,
  notebookHost,
  type MimeBundle,
  type NotebookHost,
} from "../../display/host.js";
import { toBase64 } from "../../display/internal.js";
import { needNode } from "../../nodeModule.js";
import { printValue } from "./values.js";

interface DisplayOptions {
  /** The value is a MIME bundle already. */
  raw?: boolean;
  /** Replaces the output with this `display_id`. */
  update?: boolean;
  display_id?: string;
}

type Template = (strings: TemplateStringsArray, ...values: unknown[]) => object;

const jupyter = {
  $display: displaySymbol,

  async display(value: unknown, options: DisplayOptions = {}): Promise<void> {
    const bundle = options.raw ? (value as MimeBundle) : await jupyter.format(value);
    show(bundle, options.display_id, options.update);
  },

  /** The forms in which a value would be shown, by MIME type. */
  async format(value: unknown): Promise<MimeBundle> {
    const draw = (value as Partial<Record<symbol, unknown>> | null | undefined)?.[displaySymbol];
    if (typeof draw === "function") return (await draw.call(value)) as MimeBundle;
    const drawing = typeof value === "object" && value !== null ? drawingOf(value) : undefined;
    return { ...drawing, "text/plain": printValue(value) };
  },

  md: template("text/markdown"),
  html: template("text/html"),
  svg: template("image/svg+xml"),

  /** A PNG or JPEG picture, from its bytes or a file's path. */
  image(picture: string | Uint8Array): object {
    const bytes = typeof picture === "string" ? pictureIn(picture) : picture;
    const type = bytes[0] === 0xff && bytes[1] === 0xd8 ? "image/jpeg" : "image/png";
    return drawn({ [type]: toBase64(bytes) });
  },

  /** Sends a message of Jupyter's; here, those that show, replace and remove outputs. */
  broadcast(type: string, content: Record<string, unknown>): Promise<void> {
    return Promise.resolve().then(() => {
      relay(type, content);
    });
  },
};

/** What stands for some of Deno's APIs in Node. */
const inNode: Readonly<Record<string, string>> = {
  __proto__: null as never, // whatever name may be asked for
  readTextFile: 'readFile(path, "utf8") of node:fs/promises',
  writeTextFile: "writeFile of node:fs/promises",
  readFile: "readFile of node:fs/promises",
  writeFile: "writeFile of node:fs/promises",
  readDir: "readdir of node:fs/promises",
  stat: "stat of node:fs/promises",
  mkdir: "mkdir of node:fs/promises",
  remove: "rm of node:fs/promises",
  env: "process.env",
  args: "process.argv",
  cwd: "process.cwd()",
  exit: "an error that you throw",
  Command: "execFile of node:child_process",
  serve: "createServer of node:http",
  test: "node:test",
  inspect: "inspect of node:util",
};

/** The object that stands for `Deno` in a cell. */
export const deno: object = new Proxy(
  { jupyter },
  {
    get(target, name) {
      if (typeof name === "symbol" || name in target) return Reflect.get(target, name) as unknown;
      const instead = inNode[name];
      throw new Error(
        `Cannot use Deno.${name}: this kernel runs on Node and has Deno.jupyter only; ` +
          (instead ? `use ${instead}` : "use what Node has for it, https://nodejs.org/api"),
      );
    },
  },
);

function pictureIn(file: string): Uint8Array {
  return needNode("node:fs", "read the picture", "fetch its bytes and give those").readFileSync(file);
}

function template(type: string): Template {
  return (strings, ...values) => drawn({ [type]: String.raw({ raw: strings }, ...values) });
}

/** A value that draws itself as this bundle. */
function drawn(bundle: MimeBundle): object {
  return { [displaySymbol]: () => bundle };
}

function relay(type: string, content: Record<string, unknown>): void {
  const id = (content["transient"] as { display_id?: string } | undefined)?.display_id;
  if (type === "clear_output") host().clearOutput({ wait: content["wait"] === true });
  else if (type === "display_data" || type === "update_display_data")
    show(content["data"] as MimeBundle, id, type === "update_display_data");
  else
    throw new Error(
      `Cannot broadcast ${type}: type must be display_data, update_display_data or clear_output; ` +
        'widgets of the package "gradus" speak to the page',
    );
}

function show(bundle: MimeBundle, id: string | undefined, update = false): void {
  if (update && id !== undefined) host().updateDisplay(id, bundle);
  else host().display(bundle, id === undefined ? {} : { displayId: id });
}

function host(): NotebookHost {
  const found = notebookHost();
  if (!found) throw new Error("Cannot display: this code does not run in a notebook");
  return found;
}
