import { writeError } from "../../fileErrors.js";
import { needNode } from "../../nodeModule.js";
import { complaint } from "../../validation.js";
import { checkTable, flag, type OptionKind } from "../layers/options.js";
import { Callback, type Logs } from "./callback.js";
import { checkLogs, checkPlace } from "./checkHook.js";

export interface CSVLoggerOptions {
  /** Defaults to ",". */
  separator?: string;
  /** Goes on at the end of an existing file; defaults to false. */
  append?: boolean;
}

const separator: OptionKind = {
  wanted: "one character",
  accepts: (value) => typeof value === "string" && value.length === 1,
};

/**
 * Writes one line an epoch to a file: the epoch's number and every log, sorted by name. As in Keras, without validation in the
 * first epoch there are columns for it all the same, which say `NA`.
 */
export class CSVLogger extends Callback {
  readonly filename: string;
  readonly options: CSVLoggerOptions;
  #columns: string[] | undefined;

  constructor(filename: string, options: CSVLoggerOptions = {}) {
    super();
    const action = "make a CSVLogger";
    if (typeof filename !== "string" || filename === "")
      throw new TypeError(complaint({ action, name: "filename", wanted: "a path", got: filename }));
    checkTable(action, options, { separator, append: flag });
    this.filename = filename;
    this.options = options;
  }

  override onTrainBegin(): void {
    const fs = this.#files();
    const goesOn = this.options.append && fs.existsSync(this.filename) && fs.statSync(this.filename).size > 0;
    const { separator = "," } = this.options;
    this.#columns = undefined;
    if (goesOn) {
      const [header = ""] = fs.readFileSync(this.filename, "utf8").split("\n");
      this.#columns = header.split(separator).slice(1);
    } else this.#write(() => fs.writeFileSync(this.filename, ""));
  }

  override onEpochEnd(epoch: number, logs: Logs): void {
    checkPlace(this, "onEpochEnd", epoch);
    checkLogs(this, "onEpochEnd", logs);
    const fs = this.#files();
    const { separator = "," } = this.options;
    const lines: string[] = [];
    if (!this.#columns) {
      const names = Object.keys(logs).sort();
      const validated = names.some((name) => name.startsWith("val_"));
      this.#columns = validated ? names : [...names, ...names.map((name) => `val_${name}`)];
      lines.push(["epoch", ...this.#columns].join(separator));
    }
    lines.push([epoch, ...this.#columns.map((name) => logs[name] ?? "NA")].join(separator));
    this.#write(() => fs.appendFileSync(this.filename, `${lines.join("\n")}\n`));
  }

  #files() {
    return needNode("node:fs", "log an epoch", "a lambdaCallback gets the same logs");
  }

  #write(write: () => void): void {
    try {
      write();
    } catch (error) {
      throw writeError("log an epoch", this.filename, error);
    }
  }
}

/** @see Keras `keras.callbacks.CSVLogger` */
export const csvLogger = (filename: string, options: CSVLoggerOptions = {}): CSVLogger =>
  new CSVLogger(filename, options);
