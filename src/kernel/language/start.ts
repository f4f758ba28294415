// How a kernel on this machine gets its language processes.
import type { StartLanguage } from "./client.js";
import { MeetingPlace } from "./meetingPlace.js";
import { LanguageProcess, languageScript } from "./process.js";
import { SharedProcess } from "./sharedProcess.js";

/** The environment variable that, set to `off`, gives every kernel a process of its own. */
const shareVariable = "GRADUS_LANGUAGE_SHARE";

export interface LanguageProcessesOptions {
  /** Starts from a startup snapshot where one fits, and has one built in the background. Defaults to true. */
  snapshot?: boolean;
  /** Gets what the process writes to stderr; dropped by default. */
  onLog?: (text: string) => void;
  /** Goes by one process with the user's other notebooks. Defaults to false. */
  share?: boolean;
}

/**
 * Starts language processes. What a shared process has ended over is asked again in one of the notebook's own: the others have
 * had enough of it. After that the notebook shares again.
 */
export function languageProcesses(options: LanguageProcessesOptions = {}): StartLanguage {
  const { snapshot = true, onLog, share = false } = options;
  const shares = share && process.env[shareVariable] !== "off";
  let shared: SharedProcess | undefined;
  return (notebook, events) => {
    const own = { snapshotFor: snapshot ? notebook : undefined, onLog, ...events };
    const isSuspect = shared?.hasEndedOverUs === true;
    const place = shares && !isSuspect ? MeetingPlace.of(languageScript()) : undefined;
    shared = place && new SharedProcess(place, own);
    return shared ?? new LanguageProcess(own);
  };
}
