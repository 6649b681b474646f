import { type Message, message } from '../../../../preload/messages/index.ts';
import { parseScript, type Script } from './parse-script.ts';
import type { SakuraPath } from './syntax.ts';
import { commandsOf } from './walk-script.ts';

/** What the script says, and everything wrong with it (XPKG.md section 4). */
export function checkScript(text: string): Script {
  if (text === '') return only(message('sakura.empty'));
  if (text.startsWith('\uFEFF')) {
    const { statements, faults } = checkScript(text.slice(1));
    return { statements, faults: [{ line: 1, fault: message('sakura.byteOrderMark') }, ...faults] };
  }
  if (text.split('\n', 5).some((line) => /^\s*(script_type|package_type)\s*:/.test(line)))
    return only(message('sakura.oldFormat'));
  const script = parseScript(text);
  const faults = [...script.faults];
  for (const command of commandsOf(script.statements)) {
    for (const path of [command.path, command.to]) {
      if (path !== undefined && climbsOut(path)) faults.push({ line: path.line, fault: message('sakura.climbs') });
    }
  }
  return { statements: script.statements, faults: faults.toSorted((a, b) => a.line - b.line) };
}

function only(fault: Message): Script {
  return { statements: [], faults: [{ line: 1, fault }] };
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
