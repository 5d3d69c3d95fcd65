import { unavailable } from '#runtime/errors/failure.js';

/** All bodies that are held in memory at the same time, in bytes; beyond it requests are asked to come again. */
const MOST_BYTES_IN_MEMORY = 256 * 1024 * 1024;

let bytesInMemory = 0;

export function bodyBytesInMemory(): number {
  return bytesInMemory;
}

/** What one request holds of the memory that all bodies share. */
export class BodyBudget {
  private taken = 0;

  /** Takes more bytes or throws 503-100. */
  take(bytes: number): void {
    if (bytesInMemory + bytes > MOST_BYTES_IN_MEMORY) throw unavailable();
    bytesInMemory += bytes;
    this.taken += bytes;
  }

  giveBack(): void {
    bytesInMemory -= this.taken;
    this.taken = 0;
  }
}
