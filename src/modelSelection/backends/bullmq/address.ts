// Where Redis is, and how to get in. Written out here, because ioredis's own declarations would cost every notebook's first type
// check 0.8 MB. An address may hold a password: no message shows more of it than host and port.
import fs from "node:fs";
import type { ConnectionOptions } from "node:tls";

/** Address of a Redis server, and how to get in: the options of ioredis that a search needs; others are passed on. */
export interface RedisAddress {
  /** Default: `"localhost"`. */
  host?: string;
  /** Default: 6379. */
  port?: number;
  username?: string;
  password?: string;
  /** Number of the database. Default: 0. */
  db?: number;
  /** Encrypts the connection; `{ ca }` trusts a certificate of your own. */
  tls?: ConnectionOptions;
  [option: string]: unknown;
}

/** A URL (`redis://user:password@host:6379/0`, `rediss://` for TLS), or an address with options. */
export type Connection = string | RedisAddress;

/** Environment variable with the URL, for those who do not want it among a command's arguments, where `ps` shows it. */
export const urlVariable = "GRADUS_REDIS_URL";

/** Thrown for an address that cannot be read; the message does not repeat it. */
export class RedisAddressError extends TypeError {
  override name = "RedisAddressError";
}

/**
 * The address that was given, or the one in `GRADUS_REDIS_URL`.
 *
 * @throws RedisAddressError for a URL of another kind, a host that is none, or if there is no address.
 */
export function readAddress(connection: Connection | undefined = process.env[urlVariable]): RedisAddress {
  if (typeof connection === "object") return checkHost(connection);
  if (connection === undefined || connection === "")
    throw new RedisAddressError(
      `Cannot connect to Redis: there is no address; give a URL, or set ${urlVariable}`,
    );
  const url = URL.canParse(connection) ? new URL(connection) : undefined;
  const database = /^\/?(\d*)$/.exec(url?.pathname ?? "")?.[1];
  if (!url || !/^rediss?:$/.test(url.protocol) || url.hostname === "" || database === undefined)
    throw unreadable();
  const { hostname, port, protocol, searchParams } = url;
  return {
    ...Object.fromEntries(
      [...searchParams].map(([name, text]) => [name, /^\d+$/.test(text) ? Number(text) : text]),
    ),
    host: hostname.replace(/^\[(.*)\]$/, "$1"),
    ...(port !== "" && { port: Number(port) }),
    ...(url.username !== "" && { username: decoded(url.username) }),
    ...(url.password !== "" && { password: decoded(url.password) }),
    ...(database !== "" && { db: Number(database) }),
    ...(protocol === "rediss:" && { tls: {} }),
  };
}

/** A host is named by messages, so no password may stand in it, as in "user:password@host". */
function checkHost(address: RedisAddress): RedisAddress {
  if (!/[@/]/.test(address.host ?? "")) return address;
  throw new RedisAddressError(
    "Cannot connect to Redis: host must be the name or number of a machine alone (it is not shown, as it may hold a password); " +
      "give port, username and password as options of their own, or a URL instead of options",
  );
}

/**
 * The URL in a file, which only its owner need be able to read.
 *
 * @throws RedisAddressError if there is no such file.
 */
export function readUrlFile(file: string): string {
  try {
    return fs.readFileSync(file, "utf8").trim();
  } catch (error) {
    throw new RedisAddressError(`Cannot connect to Redis: no URL in ${file}: ${(error as Error).message}`);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw unreadable();
  }
}

function unreadable(): RedisAddressError {
  return new RedisAddressError(
    'Cannot connect to Redis: URL must be "redis://user:password@host:port/database", or "rediss://…" for TLS, and cannot be read ' +
      "(it is not shown, as it may hold a password); write special characters of the password as encodeURIComponent does",
  );
}
