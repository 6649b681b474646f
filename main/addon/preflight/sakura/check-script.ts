/** One thing wrong with an install script. */
export type ScriptFault = { readonly line: number; readonly message: string };

const ONE_PATH = new Set(['PATH', 'READ', 'EXISTS', 'ISDIR', 'ISFILE', 'MKDIR', 'MKDIRS', 'DELETE']);
const WITH_TO = new Set(['WRITE', 'APPEND', 'COPY', 'MOVE', 'RENAME']);

/**
 * Checks a Sakura script as far as XPKG.md section 4 describes the language: the file commands, their paths, quotes and
 * brackets. A line that starts with another word may be good Sakura that is not described there; it is left alone.
 */
export function checkScript(text: string): ScriptFault[] {
  const faults: ScriptFault[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  lines.forEach((source, index) => {
    const tokens = tokenize(source);
    if (typeof tokens === 'string') faults.push({ line: index + 1, message: tokens });
    else {
      const fault = checkCommand(tokens);
      if (fault !== null) faults.push({ line: index + 1, message: fault });
    }
  });
  if (lines.slice(0, 5).some((line) => /^\s*(script_type|package_type)\s*:/.test(line))) {
    faults.push({
      line: 1,
      message: 'This is a script of the old .xpkgs format with a head; clients no longer read it.',
    });
  }
  return faults;
}

function checkCommand(tokens: readonly string[]): string | null {
  const [first, ...rest] = tokens;
  if (first === undefined) return null;
  const command = first.toUpperCase();
  if (!ONE_PATH.has(command) && !WITH_TO.has(command)) return null;
  if (first !== command) return `Commands are written in capitals: ${command}.`;
  if (WITH_TO.has(command)) {
    const to = rest.indexOf('TO');
    if (to < 0) return `${command} needs TO and a target.`;
    if (to === 0) return `${command} says TO, but not what.`;
    if (to === rest.length - 1) return `${command} says TO, but not where to.`;
    if (rest.length - to > 2) return `A path with spaces is written in quotes: "${rest.slice(to + 1).join(' ')}".`;
    const content = command === 'WRITE' || command === 'APPEND';
    return (content ? null : checkPath(rest.slice(0, to))) ?? checkPath(rest.slice(to + 1));
  }
  if (rest.length === 0) return `${command} needs a path.`;
  return checkPath(rest);
}

function checkPath(tokens: readonly string[]): string | null {
  const [path = ''] = tokens;
  if (tokens.length > 1) return `A path with spaces is written in quotes: "${tokens.join(' ')}".`;
  if (!/^(\/|@\w+|\$\()/.test(path))
    return `A path starts with / (the X-Plane folder), @default or @tmp, not with "${path}".`;
  if (path.includes('\\')) return 'Paths are written with forward slashes.';
  if (path.split('/').includes('..')) return 'A path may not climb with "..".';
  return null;
}

/** Words of a line; quotes and $( ) keep their spaces. A text instead of a list says what is not closed. */
function tokenize(line: string): string[] | string {
  const tokens: string[] = [];
  let token = '';
  let quoted = false;
  let depth = 0;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && character === '(') depth += 1;
    else if (!quoted && character === ')') depth -= 1;
    if (!quoted && depth === 0 && character === '#') break;
    if (!quoted && depth === 0 && /\s/.test(character)) {
      if (token !== '') tokens.push(token);
      token = '';
    } else token += character;
    if (depth < 0) return 'A bracket is closed that was never opened.';
  }
  if (quoted) return 'A quote is not closed.';
  if (depth > 0) return 'A bracket is not closed.';
  if (token !== '') tokens.push(token);
  return tokens;
}
