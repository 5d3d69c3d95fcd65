import { progress } from '@clack/prompts';

/** What people see of an import: a bar in a terminal, else a line now and then. */
export interface ImportProgress {
  /** `bytes` of the mail, and what is to be said beside the bar. */
  advance(bytes: number, message: string): void;
  stop(message: string): void;
}

const LINE_EVERY_MS = 5_000;

/** A terminal redraws no faster than this is worth. */
const DRAW_EVERY_MS = 100;

const STEPS = 100;

export function showProgress(title: string, totalBytes: number): ImportProgress {
  return process.stdout.isTTY ? asBar(title, totalBytes) : asLines(title, totalBytes);
}

function asBar(title: string, totalBytes: number): ImportProgress {
  const bar = progress({ max: STEPS });
  bar.start(title);
  let done = 0;
  let shown = 0;
  let drawnAt = 0;
  return {
    advance(bytes, message) {
      done += bytes;
      if (Date.now() - drawnAt < DRAW_EVERY_MS) return;
      drawnAt = Date.now();
      const steps = Math.floor(shareOf(done, totalBytes) * STEPS);
      bar.advance(steps - shown, message);
      shown = steps;
    },
    stop(message) {
      bar.advance(STEPS - shown, message);
      bar.stop(message);
    },
  };
}

function asLines(title: string, totalBytes: number): ImportProgress {
  process.stdout.write(`${title}\n`);
  let done = 0;
  let saidAt = Date.now();
  return {
    advance(bytes, message) {
      done += bytes;
      if (Date.now() - saidAt < LINE_EVERY_MS) return;
      saidAt = Date.now();
      process.stdout.write(`${Math.floor(shareOf(done, totalBytes) * 100)} %  ${message}\n`);
    },
    stop(message) {
      process.stdout.write(`${message}\n`);
    },
  };
}

function shareOf(done: number, total: number): number {
  return total === 0 ? 1 : Math.min(1, done / total);
}
