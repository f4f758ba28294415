// Where Redis is. Written out here, because ioredis's own declarations would cost every notebook's first type check 0.8 MB.
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
