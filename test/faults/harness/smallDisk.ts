// A disk of a few hundred kilobytes, to be full or read-only. Linux and root only: a tmpfs of our own.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

export const lacksSmallDisk =
  process.platform === "linux" && process.getuid?.() === 0 && canMount()
    ? undefined
    : "a small file system needs Linux and root";

export class SmallDisk {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-disk-"));

  /** @param kilobytes - Its size. */
  constructor(kilobytes: number) {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${String(kilobytes)}k`, "tmpfs", this.folder]);
  }

  /** Fills the disk but for some bytes; again, after a change, as far as it still goes. */
  fill(free: number): void {
    this.makeRoom();
    const { bavail, bsize } = fs.statfsSync(this.folder);
    fs.writeFileSync(this.filler, Buffer.alloc(Math.max(0, bavail * bsize - free)));
  }

  makeRoom(): void {
    fs.rmSync(this.filler, { force: true });
  }

  setReadOnly(readOnly: boolean): void {
    execFileSync("mount", ["-o", `remount,${readOnly ? "ro" : "rw"}`, this.folder]);
  }

  /** Names of the files there, without the one that fills it. */
  files(folder = this.folder): string[] {
    return fs.readdirSync(folder).filter((name) => path.join(folder, name) !== this.filler);
  }

  remove(): void {
    execFileSync("umount", ["-l", this.folder]);
    fs.rmdirSync(this.folder);
  }

  private get filler(): string {
    return path.join(this.folder, "filler");
  }
}

function canMount(): boolean {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gradus-disk-"));
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=16k", "tmpfs", folder], { stdio: "ignore" });
    execFileSync("umount", [folder], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  } finally {
    fs.rmdirSync(folder);
  }
}
