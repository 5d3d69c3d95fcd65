import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';

const deriveKey = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

/** scrypt's cost as in RFC 7914: N = 2^15, r = 8, p = 1 takes 32 MB and some 70 ms. */
const LOG2_COST = 15;
const BLOCK_SIZE = 8;
const PARALLELIZATION = 1;

const SALT_BYTES = 16;
const KEY_BYTES = 32;
const MEMORY_LIMIT_BYTES = 64 * 1024 * 1024;

/** What a password is compared with when there is no hash, so that an unknown login takes as long as a known one. */
const NOBODY = format(LOG2_COST, BLOCK_SIZE, PARALLELIZATION, Buffer.alloc(SALT_BYTES), Buffer.alloc(KEY_BYTES));

function format(log2Cost: number, blockSize: number, parallelization: number, salt: Buffer, key: Buffer): string {
  return ['scrypt', log2Cost, blockSize, parallelization, salt.toString('base64url'), key.toString('base64url')].join(
    '$',
  );
}

function options(log2Cost: number, blockSize: number, parallelization: number): ScryptOptions {
  return { N: 2 ** log2Cost, r: blockSize, p: parallelization, maxmem: MEMORY_LIMIT_BYTES };
}

/** `scrypt$log2(N)$r$p$salt$key`: the cost is in the string, so that raising it leaves old hashes good. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await deriveKey(password, salt, KEY_BYTES, options(LOG2_COST, BLOCK_SIZE, PARALLELIZATION));
  return format(LOG2_COST, BLOCK_SIZE, PARALLELIZATION, salt, key);
}

/** Whether a password belongs to a hash; false, after the same work, when there is no hash. Throws on a damaged hash. */
export async function verifyPassword(password: string, hash: string | undefined): Promise<boolean> {
  const [algorithm, log2Cost, blockSize, parallelization, salt, key] = (hash ?? NOBODY).split('$');
  const expected = Buffer.from(key ?? '', 'base64url');
  if (algorithm !== 'scrypt' || salt === undefined || expected.length !== KEY_BYTES) {
    throw new Error('A password hash is damaged');
  }
  const cost = options(Number(log2Cost), Number(blockSize), Number(parallelization));
  const actual = await deriveKey(password, Buffer.from(salt, 'base64url'), KEY_BYTES, cost);
  return timingSafeEqual(actual, expected) && hash !== undefined;
}
