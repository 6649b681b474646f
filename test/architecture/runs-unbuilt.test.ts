import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

test('Node runs the rules as they are, without a build', async () => {
  const program = `import('./protocol/index.ts').then(p => console.log(p.parseVersion('1.3b9')))`;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['-e', program], { cwd: root });
  expect(stdout).toContain(`{ canonical: '1.3.0b9', orderKey: 1002999000009001n }`);
  expect(stderr).toBe('');
});
