// One WebAssembly memory for all networks, handed out in blocks. Freed blocks are used again, so a thousand models need
// no more than the largest of them; when no block is left, the engine lets the whole memory go (engine.ts).

const PAGE = 65536;
const MAX_PAGES = 65536;
const ALIGN = 64;

interface Block {
  address: number;
  bytes: number;
}

/** Rounds up to a multiple of 64: a cache line, and more than any vector asks for. */
export function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGN) * ALIGN;
}

/** Memory with a first-fit allocator over a list of free blocks, ordered by address. */
export class Arena {
  readonly memory: WebAssembly.Memory;
  readonly shared: boolean;
  /** `memory.buffer`, whose own getter would be a part of a tiny network's epoch. */
  #buffer: ArrayBufferLike;
  #free: Block[] = [];
  #used = new Map<number, number>();
  #top = 0;

  constructor(shared: boolean) {
    this.shared = shared;
    this.memory = new WebAssembly.Memory({ initial: 16, maximum: MAX_PAGES, shared });
    this.#buffer = this.memory.buffer;
  }

  /** The memory's bytes: another object after the memory has grown. */
  get buffer(): ArrayBufferLike {
    return this.#buffer;
  }

  /** Where blocks may begin: after whatever the WebAssembly module keeps at the bottom. */
  start(address: number): void {
    this.#top = aligned(Math.max(address, 1024));
  }

  get bytesUsed(): number {
    let sum = 0;
    for (const bytes of this.#used.values()) sum += bytes;
    return sum;
  }

  get isEmpty(): boolean {
    return this.#used.size === 0;
  }

  get bytes(): number {
    return this.buffer.byteLength;
  }

  /**
   * A block of at least `bytes` bytes, all 0 unless `keep` says that its old content does not matter.
   *
   * @throws RangeError if the 4 GB of a WebAssembly memory do not suffice.
   */
  allocate(bytes: number, { dirty = false } = {}): number {
    const size = aligned(Math.max(bytes, ALIGN));
    const place = this.#free.findIndex((block) => block.bytes >= size);
    let address: number;
    if (place >= 0) {
      const block = this.#free[place]!;
      address = block.address;
      if (block.bytes === size) this.#free.splice(place, 1);
      else this.#free[place] = { address: block.address + size, bytes: block.bytes - size };
      if (!dirty) new Uint8Array(this.buffer, address, size).fill(0);
    } else {
      address = this.#grow(size);
    }
    this.#used.set(address, size);
    return address;
  }

  /** Gives a block back; neighbours melt into one. */
  free(address: number): void {
    const bytes = this.#used.get(address);
    if (bytes === undefined) return;
    this.#used.delete(address);
    let place = this.#free.findIndex((block) => block.address > address);
    if (place < 0) place = this.#free.length;
    this.#free.splice(place, 0, { address, bytes });
    this.#melt(place);
    if (place > 0) this.#melt(place - 1);
  }

  f32(address: number, length: number): Float32Array {
    return new Float32Array(this.buffer, address, length);
  }

  f64(address: number, length: number): Float64Array {
    return new Float64Array(this.buffer, address, length);
  }

  i32(address: number, length: number): Int32Array {
    return new Int32Array(this.buffer, address, length);
  }

  u8(address: number, length: number): Uint8Array {
    return new Uint8Array(this.buffer, address, length);
  }

  #melt(place: number): void {
    const block = this.#free[place];
    const next = this.#free[place + 1];
    if (!block || !next || block.address + block.bytes !== next.address) return;
    block.bytes += next.bytes;
    this.#free.splice(place + 1, 1);
  }

  /** A block above everything else. A free block at the very top is part of it. */
  #grow(size: number): number {
    const last = this.#free.at(-1);
    const address = last && last.address + last.bytes === this.#top ? last.address : this.#top;
    const missing = Math.ceil((address + size - this.buffer.byteLength) / PAGE);
    if (missing > 0) {
      try {
        this.memory.grow(missing);
        this.#buffer = this.memory.buffer;
      } catch {
        throw new RangeError(
          `Cannot train: the engine's memory must be at most 4 GB, current need is ` +
            `${((address + size) / 2 ** 30).toFixed(2)} GB; use a smaller batch or uint8 data`,
        );
      }
    }
    if (address !== this.#top) {
      new Uint8Array(this.buffer, address, this.#top - address).fill(0);
      this.#free.pop();
    }
    this.#top = address + size;
    return address;
  }
}
