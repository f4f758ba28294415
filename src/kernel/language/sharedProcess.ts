// The language process that a user's kernels share (meetingPlace.ts): joined where one is up, started where none is. Used as
// a LanguageProcess is. It counts as ended when the line to it is gone. Whoever works on a question of ours too long is ended;
// whoever gives no sign of life may be busy for another notebook, and is left to that one: a slow machine is no crash.
import net from "node:net";
import { readLines } from "./lines.js";
import { endClaim, isStarting, processOf, type Claim, type MeetingPlace } from "./meetingPlace.js";
import { endProcess, LanguageProcess, type LanguageProcessOptions } from "./process.js";
import type { LanguageReplyLine, LanguageRequestLine } from "./types.js";

/** ms between two looks whether a process that is being started listens. */
const joinPause = 25;
/** ms that a question given up may go on before the process is ended: it holds up all others, too. */
const grace = 1000;
/** ms without a sign of life after which who gives up does not send others there. */
const deafAfter = 5000;
/** The same where nobody gives up. */
const deadAfter = 20_000;

export class SharedProcess {
  /** It ended while it worked on a question of ours. */
  hasEndedOverUs = false;
  readonly #options: LanguageProcessOptions;
  readonly #place: MeetingPlace;
  #claim: Claim | undefined;
  #line: LanguageProcess | net.Socket | undefined;
  /** Lines sent before anybody has said that he takes them. */
  #early: LanguageRequestLine[] | undefined = [];
  /** Questions without an answer. */
  readonly #open = new Set<number>();
  /** The question of ours that it works on. */
  #begun: number | undefined;
  #lastSign = 0;
  #watch: NodeJS.Timeout | undefined;
  #patience: NodeJS.Timeout | undefined;
  #gone = false;

  constructor(place: MeetingPlace, options: LanguageProcessOptions) {
    this.#place = place;
    this.#options = options;
    this.#join();
  }

  get pid(): number | undefined {
    return this.#line instanceof LanguageProcess ? this.#line.pid : this.#claim && processOf(this.#claim);
  }

  send(line: LanguageRequestLine): void {
    if (this.#open.size === 0) this.#lastSign = Date.now();
    this.#open.add(line.id);
    this.#early?.push(line);
    if (this.#line) this.#write(line);
    this.#watch ??= setTimeout(this.#look, deadAfter).unref();
  }

  /** Leaves. Others go on, unless it is stuck in a question of ours. */
  kill(): void {
    this.#gone = true;
    clearTimeout(this.#watch);
    if (this.#begun !== undefined) {
      this.#patience = setTimeout(() => {
        this.#endProcess();
        this.#leave();
      }, grace);
      return;
    }
    if (this.#open.size > 0 && Date.now() - this.#lastSign > deafAfter) this.#closeToNew();
    this.#leave();
  }

  /** Where the meeting place is gone or cannot be written to any more, it starts a process of its own: questions wait. */
  #join(dead?: Claim): void {
    if (this.#gone) return;
    try {
      if (dead) endClaim(dead);
      this.#joinOrStart();
    } catch {
      this.#claim = undefined;
      this.#start(undefined);
    }
  }

  #joinOrStart(): void {
    const current = this.#place.current();
    this.#claim = current ?? this.#place.claim();
    if (current?.address === "" && isStarting(current)) setTimeout(() => this.#join(), joinPause);
    else if (current) this.#connect(current, false);
    else if (this.#claim) this.#start(this.#claim);
    else this.#join();
  }

  #start(claim: Claim | undefined): void {
    const started = new LanguageProcess({
      ...this.#options,
      claim,
      onReply: this.#onReply,
      onExit: () => {
        try {
          if (claim) endClaim(claim);
        } finally {
          this.#onEnd();
        }
      },
    });
    this.#line = started;
    for (const line of this.#early ?? []) started.send(line);
    this.#early = undefined;
  }

  #connect(claim: Claim, wasRefused: boolean): void {
    const socket = net.connect(claim.address || "nowhere");
    socket.once("connect", () => {
      if (this.#gone) {
        socket.destroy();
        return;
      }
      socket.off("error", onError);
      socket.on("error", () => undefined); // "close" follows
      socket.once("close", () => {
        if (!this.#early) this.#onEnd();
        else if (!this.#gone) this.#joinLater(); // it was about to end
      });
      readLines(socket, (line) => {
        this.#early = undefined;
        this.#onReply(JSON.parse(line) as LanguageReplyLine);
      });
      this.#line = socket;
      for (const line of this.#early ?? []) this.#write(line);
    });
    const onError = ({ code }: NodeJS.ErrnoException) => {
      const isRefused = code === "ECONNREFUSED";
      if (isStarting(claim) || (isRefused && !wasRefused)) {
        setTimeout(() => (isRefused ? this.#connect(claim, true) : this.#join()), joinPause);
      } else if (isRefused || code === "ENOENT") {
        this.#join(claim);
      } else if (!this.#gone) {
        this.#start(undefined); // sockets cannot be had here: a process of our own
      }
    };
    socket.once("error", onError);
  }

  #joinLater(): void {
    this.#line = undefined;
    setTimeout(() => this.#join(), joinPause);
  }

  #write(line: LanguageRequestLine): void {
    if (this.#line instanceof LanguageProcess) this.#line.send(line);
    else this.#line!.write(`${JSON.stringify(line)}\n`);
  }

  readonly #onReply = (line: LanguageReplyLine): void => {
    this.#lastSign = Date.now();
    if (line.begun) {
      this.#begun = line.id;
      return;
    }
    if (line.id === this.#begun) this.#begun = undefined;
    this.#open.delete(line.id);
    if (!this.#gone) this.#options.onReply(line);
    else if (this.#begun === undefined) this.#leave();
  };

  /**
   * Nobody can be meant to wait so long for others: the notebook goes to another process, and so do those that come after it. One
   * of our own that has never answered is still starting, and another would take as long.
   */
  readonly #look = (): void => {
    this.#watch = undefined;
    if (this.#open.size === 0) return;
    const isDeaf = this.#begun === undefined && Date.now() - this.#lastSign >= deadAfter;
    const isStarting = this.#line instanceof LanguageProcess && !this.#line.isUp;
    if (isDeaf && this.#line && !isStarting) {
      this.#closeToNew();
      this.#leave();
      this.#onEnd();
      return;
    }
    this.#watch = setTimeout(this.#look, deadAfter).unref();
  };

  /** Nobody joins it any more; who has joined it stays. */
  #closeToNew(): void {
    try {
      if (this.#claim) endClaim(this.#claim);
    } catch {
      // the folder is gone or full: others wait as we did
    }
  }

  #endProcess(): void {
    const { pid } = this;
    if (pid !== undefined) endProcess(pid);
  }

  #leave(): void {
    clearTimeout(this.#patience);
    if (this.#line instanceof LanguageProcess) this.#line.leave();
    else this.#line?.destroy();
  }

  readonly #onEnd = (): void => {
    clearTimeout(this.#watch);
    clearTimeout(this.#patience);
    if (this.#gone) return;
    this.#gone = true;
    this.hasEndedOverUs = this.#begun !== undefined;
    this.#options.onExit();
  };
}
