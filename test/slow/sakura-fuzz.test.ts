import { expect, test } from 'vitest';
import { checkScript } from '../../main/addon/preflight/sakura/check-script.ts';
import { mutate } from '../addon/preflight/mutate-script.ts';

test('100,000 mutated scripts: no throw, no hang, faults that name a line', () => {
  let slowest = 0;
  for (let seed = 0; seed < 100_000; seed++) {
    const text = mutate(seed);
    const before = performance.now();
    const { faults } = checkScript(text);
    slowest = Math.max(slowest, performance.now() - before);
    const lines = text.split('\n').length;
    if (!faults.every(({ line }) => line >= 1 && line <= lines)) expect.fail(`seed ${seed}: ${JSON.stringify(faults)}`);
  }
  expect(slowest).toBeLessThan(1000);
});
