// The package nodeplotlib, which is optional: it brings a web server of more than a hundred packages.
import { needNode } from "../../nodeModule.js";

interface Nodeplotlib {
  plot(data: unknown, layout?: unknown, config?: unknown): void;
}

interface NestCore {
  NestApplication: { prototype: { listen: (this: unknown, port: number, host?: string) => unknown } };
}

let loaded: Nodeplotlib | undefined;

/**
 * The package itself, its server told to listen on 127.0.0.1: left alone it listens on every address of the machine.
 *
 * @throws Error if it is not installed.
 */
export function original(): Nodeplotlib {
  return (loaded ??= load());
}

function load(): Nodeplotlib {
  const { createRequire } = needNode("node:module", "open a browser window", "this is one");
  const require = createRequire(import.meta.url);
  let file: string;
  try {
    file = require.resolve("nodeplotlib");
  } catch {
    throw new Error(
      "Cannot open a browser window: the package nodeplotlib must be installed, and it is not; type npm install nodeplotlib",
    );
  }
  const { NestApplication } = createRequire(file)("@nestjs/core") as NestCore;
  const listen = NestApplication.prototype.listen;
  NestApplication.prototype.listen = function (port, host = "127.0.0.1") {
    return listen.call(this, port, host);
  };
  return require("nodeplotlib") as Nodeplotlib;
}
