// What may be said of a folder of pictures, and what goes together.
import { checkInteger, checkKind, checkOptions, complaint, unknownWord } from "../../validation.js";
import { action } from "./imageFolder.js";

/** Options of `utils.imageDatasetFromDirectory`. */
export interface ImageDatasetOptions {
  /**
   * `"inferred"` (the default): each folder is a class. A list: the class of each picture, in the order of their paths. `null`:
   * pictures alone.
   */
  labels?: "inferred" | readonly number[] | null;
  /** `"int"` (the default): int32 [n]; `"binary"`: float32 [n, 1]; `"categorical"`: float32 [n, classes]; `null`: no labels. */
  labelMode?: "int" | "binary" | "categorical" | null;
  /** Folders to read, in the order of their labels; all of them, by name, when left out. */
  classNames?: readonly string[];
  /** Three channels (`"rgb"`, the default) or one. */
  colorMode?: "rgb" | "grayscale";
  /** Pictures a batch, 32 unless told otherwise; `null` leaves them single. */
  batchSize?: number | null;
  /** Height and width to which pictures are resized, 256 × 256 unless told otherwise. */
  imageSize?: number | readonly [height: number, width: number];
  /** A new order at every pass; defaults to true. Without, pictures come in the order of their paths. */
  shuffle?: boolean;
  /** The same seed gives the same orders, and the same halves as Keras; defaults to one drawn from `utils.setRandomSeed`. */
  seed?: number;
  /** The share of the pictures that validates, between 0 and 1; goes with `subset`. */
  validationSplit?: number;
  /** The part that is wanted; `"both"` gives a list of two sets. */
  subset?: "training" | "validation" | "both";
  /** How pictures are resized: `"bilinear"` only. */
  interpolation?: "bilinear";
  /** Also walks into folders that are links; defaults to false. */
  followLinks?: boolean;
  /** Cuts pictures of another shape at their edges in place of distorting them; defaults to false. */
  cropToAspectRatio?: boolean;
  /** Prints how many files were found; defaults to true. */
  verbose?: boolean;
}

const known = ["labels", "labelMode", "classNames", "colorMode", "batchSize", "imageSize", "shuffle", "seed"];
known.push("validationSplit", "subset", "interpolation", "followLinks", "cropToAspectRatio", "verbose");

/** @throws TypeError or RangeError for options that are none, or do not go together. */
export function checkImageOptions(directory: string, options: ImageDatasetOptions): void {
  checkKind(action, "directory", directory, { kind: "text", wanted: "a path" });
  checkOptions(action, options, known);
  const { labels = "inferred", labelMode = "int", colorMode = "rgb", interpolation = "bilinear" } = options;
  const { batchSize = 32, imageSize = 256, shuffle = true, seed, validationSplit, subset } = options;
  const words = [
    ["labelMode", labelMode, ["int", "binary", "categorical", null]],
    ["colorMode", colorMode, ["rgb", "grayscale"]],
    ["interpolation", interpolation, ["bilinear"]],
    ["subset", subset, ["training", "validation", "both", undefined]],
  ] as const;
  for (const [name, word, all] of words)
    if (!(all as readonly unknown[]).includes(word))
      throw unknownWord(
        action,
        name,
        String(word),
        all.filter((one) => typeof one === "string"),
      );
  if (labels !== "inferred" && labels !== null) {
    checkKind(action, "labels", labels, { kind: "list", wanted: '"inferred", null or a list of integers' });
    for (const label of labels) checkInteger(action, "a label", label);
  }
  if (options.classNames !== undefined) {
    checkKind(action, "classNames", options.classNames, { kind: "list", wanted: "a list of folders" });
    if (labels !== "inferred")
      throw new TypeError(
        complaint({ action, name: "labels", wanted: '"inferred", where classNames are given', got: labels }),
      );
  }
  for (const name of ["shuffle", "followLinks", "cropToAspectRatio", "verbose"] as const)
    if (options[name] !== undefined && typeof options[name] !== "boolean")
      throw new TypeError(complaint({ action, name, wanted: "true or false", got: options[name] }));
  if (new Set(options.classNames).size < (options.classNames?.length ?? 0))
    throw new RangeError(
      complaint({ action, name: "classNames", wanted: "different folders", got: options.classNames }),
    );
  if (batchSize !== null) checkInteger(action, "batchSize", batchSize, { min: 1 });
  if (seed !== undefined) checkInteger(action, "seed", seed, { min: 0, max: 2 ** 32 - 1 });
  const lengths = typeof imageSize === "number" ? [imageSize, imageSize] : imageSize;
  if (!Array.isArray(lengths) || lengths.length !== 2)
    throw new TypeError(complaint({ action, name: "imageSize", wanted: "[height, width]", got: imageSize }));
  for (const length of lengths) checkInteger(action, "imageSize", length, { min: 1 });
  if ((validationSplit === undefined) !== (subset === undefined))
    throw new TypeError(
      complaint({ action, name: "subset", wanted: "given together with validationSplit", got: subset }),
    );
  if (validationSplit !== undefined && !(validationSplit > 0 && validationSplit < 1))
    throw new RangeError(
      complaint({ action, name: "validationSplit", wanted: "between 0 and 1", got: validationSplit }),
    );
  if (validationSplit !== undefined && shuffle && seed === undefined)
    throw new TypeError(
      complaint({ action, name: "seed", wanted: "given, so that no picture is in both parts", got: seed }),
    );
}
