import { globSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Every source file of the app, from the repository's root. Configuration of the build belongs to the build, wherever it lies. */
export const sourceFiles: readonly string[] = globSync(
  '{protocol,preload,renderer,main}/**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}',
  { cwd: root },
)
  .map((file) => file.split(sep).join('/'))
  .filter((file) => !file.includes('node_modules/') && !/\.config\.m?ts$/.test(file));

/** Every file of the tests, this one too. */
export const testFiles: readonly string[] = globSync('test/**/*.{ts,tsx}', { cwd: root }).map((file) =>
  file.split(sep).join('/'),
);
