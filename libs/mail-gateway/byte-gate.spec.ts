import { describe, expect, it } from '@jest/globals';
import { ByteGate } from './byte-gate.js';

describe('the gate for bytes', () => {
  it('tells whoever has to wait, and nobody else', async () => {
    const gate = new ByteGate(10);
    const waiting: string[] = [];
    const leave = await gate.enter(8, () => waiting.push('first'));
    const second = gate.enter(3, () => waiting.push('second'));
    expect(waiting).toEqual(['second']);
    leave();
    (await second)();
  });
});
