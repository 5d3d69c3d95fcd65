import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 20;

/** Shorter than a test may take, so that what never comes true fails there and is not waited for behind its end. */
const LONGEST_MS = 240_000;

/** Waits for a condition; throws when it does not come true in time. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + LONGEST_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`It did not come true within ${LONGEST_MS} ms: ${holds.toString()}`);
    await wait(LOOK_EVERY_MS);
  }
}
