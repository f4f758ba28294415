import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { arange, array, imread, imwrite, invert, type NDArray, resize, zeros } from "gradus";

interface Picture {
  shape: [number, number];
  gray: number[];
  color: number[] | null;
  sizes: Record<string, number[]>;
  colorSmall: number[];
  floatSmall: number[];
}

// From OpenCV 5: fixtures/pictures.py.
const folder = new URL("fixtures/", import.meta.url);
const at = (file: string) => new URL(file, folder).pathname;
const pictures = JSON.parse(fs.readFileSync(at("pictures.json"), "utf8")) as Record<string, Picture>;

const furthest = (got: NDArray, wanted: number[]) => {
  expect(got.size).toBe(wanted.length);
  return Math.max(...wanted.map((value, i) => Math.abs(value - got.data[i]!)));
};

describe("imread()", () => {
  it.each(Object.keys(pictures))("reads %s in grey within 1 level of OpenCV", async (file) => {
    const image = await imread(at(file), "grayscale");
    expect(image.dtype).toBe("uint8");
    expect(image.shape).toEqual(pictures[file]!.shape);
    expect(furthest(image, pictures[file]!.gray)).toBeLessThanOrEqual(1);
  });

  it.each(["wave.jpg", "deep.png", "noise.png"])(
    "reads %s in colour within 1 level of OpenCV",
    async (file) => {
      const image = await imread(at(file));
      expect(image.shape).toEqual([...pictures[file]!.shape, 3]);
      expect(furthest(image, pictures[file]!.color!)).toBeLessThanOrEqual(1);
    },
  );

  it("reads what imwrite() wrote", async () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "gradus-")), "picture.png");
    const image = arange(28 * 28)
      .reshape(28, 28)
      .mod(256)
      .astype("uint8");
    await imwrite(file, image);
    expect((await imread(file, "unchanged")).toArray()).toEqual(image.toArray());
    await imwrite(file, zeros([3, 5, 3]).add([255, 0, 100]));
    expect((await imread(file)).at(0, 0).toArray()).toEqual([255, 0, 100]);
    fs.rmSync(path.dirname(file), { recursive: true });
  });

  it("says which file is wrong, and how", async () => {
    const dir = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-"));
    const write = (name: string, bytes: Uint8Array) => {
      fs.writeFileSync(path.join(dir, name), bytes);
      return path.join(dir, name);
    };
    const png = fs.readFileSync(at("wave.png"));
    const jpg = fs.readFileSync(at("wave.jpg"));
    await expect(imread(path.join(dir, "none.png"))).rejects.toThrow(
      /Cannot read none.png: there is no such file/,
    );
    await expect(imread(write("empty.png", new Uint8Array()))).rejects.toThrow(
      /Cannot read empty.png: the file is empty/,
    );
    await expect(imread(write("text.png", Buffer.from("not a picture")))).rejects.toThrow(
      /text.png: it is not a picture/,
    );
    await expect(imread(write("cut.png", png.subarray(0, png.length / 2)))).rejects.toThrow(
      /cut.png: it is not a picture/,
    );
    await expect(imread(write("cut.jpg", jpg.subarray(0, jpg.length / 2)))).rejects.toThrow(
      /cut.jpg: it is not a picture/,
    );
    await expect(imread(at("wave.png"), "gray" as never)).rejects.toThrow(
      'Cannot read a picture: mode must be "grayscale", "color" or "unchanged", current value is "gray"',
    );
    fs.rmSync(dir, { recursive: true });
  });
});

/** A PNG of one bit a pixel, all 0: a few bytes for many pixels. */
function blackPng(width: number, height: number): Buffer {
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    crc.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, crc]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const rows = deflateSync(new Uint8Array((Math.ceil(width / 8) + 1) * height));
  const signature = Buffer.from("89504e470d0a1a0a", "hex");
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", rows),
    chunk("IEND", header.subarray(13)),
  ]);
}

/** The checksum of PNG's chunks; Node 20's zlib does not offer it. */
function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

describe("imread() of large pictures", () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-"));
  afterAll(() => fs.rmSync(dir, { recursive: true }));
  /** A picture of one colour, which takes few bytes and many pixels. */
  const write = async (name: string, width: number, height: number) => {
    const file = path.join(dir, name);
    await sharp({ create: { width, height, channels: 3, background: { r: 200, g: 100, b: 0 } } }).toFile(
      file,
    );
    return file;
  };

  it("refuses a bomb by what its header says, before anything is decoded", async () => {
    const bomb = path.join(dir, "bomb.png");
    fs.writeFileSync(bomb, blackPng(16_000, 16_000));
    expect(fs.statSync(bomb).size).toBeLessThan(100_000);
    const before = process.resourceUsage().maxRSS;
    await expect(imread(bomb)).rejects.toThrow(
      "Cannot read bomb.png: it has 16000 × 16000 pixels, more than maxPixels (100000000); if you trust it, pass { maxPixels: 256000000 }",
    );
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(100_000); // kB; decoded it takes 256,000 and more
  });

  it("reads what the option allows, and not a pixel more", async () => {
    const file = await write("small.png", 20, 10);
    expect((await imread(file, "color", { maxPixels: 200 })).shape).toEqual([10, 20, 3]);
    await expect(imread(file, "color", { maxPixels: 199 })).rejects.toThrow("more than maxPixels (199)");
    await expect(imread(file, "color", { maxPixel: 199 } as never)).rejects.toThrow("write maxPixels");
    await expect(imread(file, "color", { maxLength: 0 })).rejects.toThrow(
      "maxLength must be an integer >= 1",
    );
  });

  it("shrinks a scan while it is read, and leaves a small picture as it is", async () => {
    const scan = await write("scan.jpg", 3500, 2500);
    const small = await imread(scan, "grayscale", { maxLength: 700 });
    expect(small.shape).toEqual([500, 700]);
    expect(Math.abs(small.mean() - (0.299 * 200 + 0.587 * 100))).toBeLessThan(2);
    expect((await imread(scan, "color", { maxLength: 9000 })).shape).toEqual([2500, 3500, 3]);
  });
});

describe("resize()", () => {
  it.each(["wave.png", "digit.png", "noise.png"])("makes of %s what OpenCV makes, within 1 level", (file) => {
    const image = array(pictures[file]!.gray, { dtype: "uint8", shape: pictures[file]!.shape });
    for (const [name, wanted] of Object.entries(pictures[file]!.sizes)) {
      const [size, interpolation] = name.split(" ") as [string, "linear"];
      const [width, height] = size.split("x").map(Number) as [number, number];
      const small = resize(image, [width, height], { interpolation });
      expect(small.shape).toEqual([height, width]);
      expect(furthest(small, wanted), name).toBeLessThanOrEqual(1);
    }
  });

  it("resizes colours and floats", async () => {
    expect(
      furthest(resize(await imread(at("wave.png")), [20, 11]), pictures["wave.png"]!.colorSmall),
    ).toBeLessThanOrEqual(1);
    const gray = (await imread(at("digit.png"), "grayscale")).astype("float32").div(255);
    const small = resize(gray, [20, 11], { interpolation: "area" });
    expect(small.dtype).toBe("float32");
    expect(furthest(small, pictures["digit.png"]!.floatSmall)).toBeLessThan(1e-5);
  });

  it("says what is wrong with shape, size and method", () => {
    expect(() => resize([1, 2], [2, 2])).toThrow(
      "Cannot resize a picture: image must have shape [height, width] or [height, width, 1, 3 or 4], current shape is [2]",
    );
    expect(() => resize([[1]], [0, 2])).toThrow(
      "size must be [width, height], two integers > 0, current value is [0, 2]",
    );
    expect(() => resize([[1]], [1, 2], { interpolation: "cubic" as never })).toThrow(
      'interpolation must be "linear", "area" or "nearest"',
    );
  });
});

describe("invert()", () => {
  it("swaps dark and light twice to the same picture", async () => {
    const image = await imread(at("digit.png"), "grayscale");
    expect(invert(image).at(0, 0).item()).toBe(255 - image.item(0, 0));
    expect(invert(invert(image)).equal(image).all()).toBe(true);
    expect(invert(array([0.25, 1])).toArray()).toEqual([0.75, 0]);
  });
});
