// npm run bench: every benchmark named bench:* in package.json, one after the other, so that none disturbs another.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
const benchmarks = Object.keys(scripts).filter((name) => name.startsWith('bench:'));

const failed = benchmarks.filter((name) => {
  console.log(`\n--- ${name}`);
  const npm = spawnSync('npm', ['run', '-s', name], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return npm.status !== 0;
});
const verdict = failed.length === 0 ? '' : `: ${failed.join(', ')}`;
console.log(`\n${benchmarks.length - failed.length} benchmarks ran, ${failed.length} failed${verdict}`);
if (failed.length > 0) process.exitCode = 1;
