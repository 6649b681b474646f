import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { costOfTree, forgetPeak, peakMegabytes, processorSeconds } from './process-cost.ts';

const MEASURES = { costOfTree, forgetPeak, peakMegabytes, processorSeconds };

function sleeper() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log("ready")']);
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

test.runIf(process.platform === 'linux')('a process and its children are measured', async () => {
  const child = sleeper();
  await once(child.stdout, 'data');
  const { megabytes, cpuSeconds } = costOfTree(process.pid);
  expect(megabytes).toBeGreaterThan(costOfTree(child.pid ?? 0).megabytes);
  expect(cpuSeconds).toBeGreaterThanOrEqual(processorSeconds(process.pid) - 1);
  forgetPeak(child.pid ?? 0);
  expect(peakMegabytes(child.pid ?? 0)).toBeGreaterThan(1);
});

test.each(Object.keys(MEASURES) as (keyof typeof MEASURES)[])(
  '%s of a process that has ended is no figure',
  async (name) => {
    const child = sleeper();
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(() => MEASURES[name](child.pid ?? 0)).toThrow(`Process ${child.pid} cannot be measured`);
  },
);
