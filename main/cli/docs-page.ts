import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { say } from './output/say.ts';
import type { Output } from './output/terminal.ts';

/** Where to read on, as a link where the terminal makes one of it. The pages lie in the package, beside the code. */
export function docsLine(page: 'terminal.md' | 'ci.md', stdout: Output, env: NodeJS.ProcessEnv): string[] {
  const file = docsFile(page);
  if (file === undefined) return [];
  const links = stdout.isTTY === true && env.TERM !== 'dumb' && env.CI === undefined;
  return ['', say().frame.readOn(links ? hyperlink(pathToFileURL(file).href, file) : file)];
}

function docsFile(page: string): string | undefined {
  let folder = import.meta.dirname;
  for (let up = 0; up < 3; up++) {
    const file = join(folder, 'docs', page);
    if (existsSync(file)) return file;
    folder = dirname(folder);
  }
  return undefined;
}

/** OSC 8, which terminals that do not know it leave out. */
function hyperlink(url: string, text: string): string {
  return `\u001B]8;;${url}\u001B\\${text}\u001B]8;;\u001B\\`;
}
