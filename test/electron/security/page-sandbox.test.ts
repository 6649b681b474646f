import { expect, test } from 'vitest';
import { pageIsSandboxed } from '../../../main/electron/security/page-sandbox.ts';

function status(namespaces: string, seccomp: string): string {
  return `Name:\telectron\nNSpid:\t${namespaces}\nNoNewPrivs:\t1\nSeccomp:\t${seccomp}\nSeccomp_filters:\t1\n`;
}

function asked(page: string, main: string) {
  return pageIsSandboxed(7, async (path) => (path === '/proc/7/status' ? page : main));
}

// As a real Electron was seen: sandboxed, with --no-sandbox, and both in a container of its own.
test.runIf(process.platform === 'linux').each([
  ['12630 13 1', '12500', '2', true],
  ['11922', '11800', '2', false],
  ['900 50 13 1', '800 40', '2', true],
  ['900 50', '800 40', '2', false],
  ['12630 13 1', '12500', '0', false],
])('a page of namespaces %j in an app of %j, its calls filtered by %s: %s', async (page, main, seccomp, answer) => {
  expect(await asked(status(page, seccomp), status(main, '0'))).toBe(answer);
});

test('where the kernel does not tell, nothing is said', async () => {
  expect(await asked('', status('1', '0'))).toBeUndefined();
  expect(await asked('Name:\tx\nSeccomp:\t2\n', 'Name:\tx\n')).toBeUndefined();
});
