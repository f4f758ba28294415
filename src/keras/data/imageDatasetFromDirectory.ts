import { array, type NDArray } from "../../array/index.js";
import { DataFileError, imread, resize } from "../../datasets/index.js";
import { checkInteger, complaint } from "../../validation.js";
import { drawSeed } from "../seed.js";
import { Dataset } from "./dataset.js";
import { action, indexFolder, partOf, type ImageFolder } from "./imageFolder.js";
import { checkImageOptions, type ImageDatasetOptions } from "./imageOptions.js";

/** A {@link Dataset} of a folder, which knows what it reads. */
export type ImageDataset<T> = Dataset<T> & {
  /** Names of the classes, in the order of their labels; undefined for pictures alone. */
  readonly classNames: readonly string[] | undefined;
  /** The files, in the order in which they were found or mixed. */
  readonly filePaths: readonly string[];
};

type Pair = [images: NDArray, labels: NDArray];
type Both = ImageDatasetOptions & { subset: "both" };
type Unlabelled = { labels: null } | { labelMode: null };

/**
 * A Dataset of the PNG, JPEG and GIF pictures in a folder, one folder a class. Files are read when their batch is, so a set may be
 * larger than memory.
 *
 * @returns Batches `[images, labels]`: images float32 [n, height, width, channels], 0 to 255; labels as `labelMode` says. Where no
 * labels are wanted, batches of images. With `subset: "both"` the training set and the validation set.
 * @throws RangeError for a folder without pictures, and for options that do not go together.
 *
 * @example
 * ```ts
 * import { imwrite, utils, zeros } from "gradus";
 * import fs from "node:fs";
 * import os from "node:os";
 * import path from "node:path";
 * import { expect } from "vitest";
 *
 * const folder = fs.mkdtempSync(path.join(os.tmpdir(), "pets-"));
 * for (const name of ["cat", "dog"]) fs.mkdirSync(path.join(folder, name));
 * await imwrite(path.join(folder, "cat", "tom.png"), zeros([20, 30, 3]));
 * await imwrite(path.join(folder, "dog", "rex.png"), zeros([25, 25, 3]));
 *
 * const set = await utils.imageDatasetFromDirectory(folder, { imageSize: [8, 8], shuffle: false, verbose: false });
 * expect(set.classNames).toEqual(["cat", "dog"]);
 * for await (const [images, labels] of set)
 *   expect([images.shape, labels.toArray()]).toEqual([[2, 8, 8, 3], [0, 1]]);
 * ```
 *
 * @see Keras `keras.utils.image_dataset_from_directory`; its order within an epoch is TensorFlow's, which ours is not
 */
export function imageDatasetFromDirectory(
  directory: string,
  options: Both & Unlabelled,
): Promise<[ImageDataset<NDArray>, ImageDataset<NDArray>]>;
export function imageDatasetFromDirectory(
  directory: string,
  options: Both,
): Promise<[ImageDataset<Pair>, ImageDataset<Pair>]>;
export function imageDatasetFromDirectory(
  directory: string,
  options: ImageDatasetOptions & Unlabelled,
): Promise<ImageDataset<NDArray>>;
export function imageDatasetFromDirectory(
  directory: string,
  options?: ImageDatasetOptions,
): Promise<ImageDataset<Pair>>;
export async function imageDatasetFromDirectory(
  directory: string,
  options: ImageDatasetOptions = {},
): Promise<unknown> {
  checkImageOptions(directory, options);
  const { labels = "inferred", labelMode = "int", classNames, validationSplit, subset } = options;
  const { shuffle = true, followLinks = false, verbose = true } = options;
  const seed = shuffle ? (options.seed ?? drawSeed() >>> 0) : undefined;
  const hasLabels = labels !== null && labelMode !== null;
  const index = { labels: hasLabels ? labels : null, classNames, seed, followLinks };
  const folder = await Promise.resolve().then(() => indexFolder(directory, index));
  const say = (text: string) => verbose && console.log(text);
  const { length } = folder.files;
  const classes = folder.classNames ? ` belonging to ${String(folder.classNames.length)} classes` : "";
  say(`Found ${String(length)} files${classes}.`);
  checkClasses(folder, labelMode);
  const setOf = (part: "training" | "validation" | undefined) => {
    const files = part === undefined ? folder : partOf(folder, part, validationSplit!);
    if (part !== undefined) say(`Using ${String(files.files.length)} files for ${part}.`);
    const mixes = subset === "both" && part === "validation" ? undefined : seed;
    return makeSet(directory, files, options, mixes);
  };
  return subset === "both" ? [setOf("training"), setOf("validation")] : setOf(subset);
}

function makeSet(
  directory: string,
  { files, labels, classNames }: ImageFolder,
  options: ImageDatasetOptions,
  seed: number | undefined,
): ImageDataset<unknown> {
  if (files.length === 0) {
    const wanted = "a folder with pictures (.png, .jpg, .jpeg, .gif)";
    throw new RangeError(complaint({ action, name: directory, wanted, got: files }));
  }
  const { labelMode = "int", batchSize = 32 } = options;
  const places = new Dataset<number>(() => files.keys(), files.length);
  const order = seed === undefined ? places : places.shuffle(files.length, { seed });
  const read = async (place: number) => {
    const image = await readImage(files[place]!, options);
    return labels ? [image, labelOf(labels[place]!, labelMode, classNames!.length)] : image;
  };
  const images: Dataset = order.map<unknown>(read);
  const set = (batchSize === null ? images : (images.batch(batchSize) as Dataset)).prefetch(2);
  return Object.assign(set, { classNames, filePaths: files });
}

async function readImage(file: string, options: ImageDatasetOptions): Promise<NDArray> {
  const { colorMode = "rgb", imageSize = 256, cropToAspectRatio = false } = options;
  if (/\.bmp$/i.test(file)) throw new DataFileError(file, "BMP is not read here; save it as PNG");
  const [height, width] = typeof imageSize === "number" ? [imageSize, imageSize] : imageSize;
  const whole = (await imread(file, colorMode === "rgb" ? "color" : "grayscale")).astype("float32");
  const image = resize(cropToAspectRatio ? cropped(whole, height, width) : whole, [width, height]);
  return colorMode === "rgb" ? image : image.expandDims(-1);
}

/** The middle of a picture, as large as it may be, in the shape of height × width. As Keras's `smart_resize` cuts it. */
function cropped(image: NDArray, height: number, width: number): NDArray {
  const [rows, columns] = image.shape as [number, number];
  const high = Math.max(1, Math.min(rows, Math.trunc((columns * height) / width)));
  const wide = Math.max(1, Math.min(columns, Math.trunc((rows * width) / height)));
  const [top, left] = [(rows - high) >> 1, (columns - wide) >> 1];
  return image.slice([top, top + high], [left, left + wide]);
}

function labelOf(label: number, mode: ImageDatasetOptions["labelMode"], classes: number): NDArray {
  if (mode === "int") return array(label, { dtype: "int32" });
  if (mode === "binary") return array([label], { dtype: "float32" });
  return array(
    Array.from({ length: classes }, (_, i) => (i === label ? 1 : 0)),
    { dtype: "float32" },
  );
}

/** Labels that one was given must be places in the classes, where they become columns. */
function checkClasses({ labels, classNames }: ImageFolder, mode: ImageDatasetOptions["labelMode"]): void {
  if (!labels || mode === "int") return;
  const count = classNames!.length;
  if (mode === "binary" && count !== 2)
    throw new RangeError(
      complaint({ action, name: "number of classes", wanted: '2 for "binary"', got: count }),
    );
  for (const label of labels) checkInteger(action, "a label", label, { min: 0, max: count - 1 });
}
