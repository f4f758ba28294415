// How a kernel on this machine gets its language processes.
import { BorrowedProcess, poolAddress } from "./borrowedProcess.js";
import type { StartLanguage } from "./client.js";
import { LanguageProcess } from "./process.js";

export interface LanguageProcessesOptions {
  /** Starts from a startup snapshot where one fits, and has one built in the background. Defaults to true. */
  snapshot?: boolean;
  /** Gets what the process writes to stderr; dropped by default. */
  onLog?: (text: string) => void;
}

/** Starts language processes. Where a pool lends them, the first is borrowed; what ends there is not asked twice. */
export function languageProcesses({ snapshot = true, onLog }: LanguageProcessesOptions = {}): StartLanguage {
  let pool = poolAddress();
  return (notebook, events) => {
    const address = pool;
    pool = undefined;
    if (address !== undefined) return new BorrowedProcess(address, events);
    return new LanguageProcess({ snapshotFor: snapshot ? notebook : undefined, onLog, ...events });
  };
}
