import { parseScript, type Script } from './parse-script.ts';
import type { SakuraPath } from './syntax.ts';
import { commandsOf } from './walk-script.ts';

/** What the script says, and everything wrong with it (XPKG.md section 4). */
export function checkScript(text: string): Script {
  if (text === '') return only('The script is empty; the client refuses that. Delete the file or write a command.');
  if (text.startsWith('\uFEFF')) {
    const { statements, faults } = checkScript(text.slice(1));
    const mark =
      'The file starts with a byte-order mark, which the client does not read. Save it as UTF-8 without BOM.';
    return { statements, faults: [{ line: 1, message: mark }, ...faults] };
  }
  if (text.split('\n', 5).some((line) => /^\s*(script_type|package_type)\s*:/.test(line)))
    return only('This is a script of the old .xpkgs format with a head; clients no longer read it.');
  const script = parseScript(text);
  const faults = [...script.faults];
  for (const command of commandsOf(script.statements)) {
    for (const path of [command.path, command.to]) {
      if (path !== undefined && climbsOut(path))
        faults.push({ line: path.line, message: 'A path may not climb with "..".' });
    }
  }
  return { statements: script.statements, faults: faults.toSorted((a, b) => a.line - b.line) };
}

function only(message: string): Script {
  return { statements: [], faults: [{ line: 1, message }] };
}

/** Beside `@default` lie the resources of the package, so one step up is meant to be taken there. */
function climbsOut({ base, parts }: SakuraPath): boolean {
  let depth = 'variable' in base && base.variable === 'default' ? 1 : 0;
  for (const part of parts) {
    if ('text' in part && part.text === '..') depth -= 1;
    else if (!('text' in part) || part.text !== '.') depth += 1;
    if (depth < 0) return true;
  }
  return false;
}
