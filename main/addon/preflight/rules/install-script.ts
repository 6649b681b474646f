import { entriesBelow, type FileEntry, findEntry } from '../../scan/entry.ts';
import { createFix } from '../fixes-offered.ts';
import type { PreflightContext, Rule, RuleFinding } from '../rule.ts';
import { checkScript } from '../sakura/check-script.ts';
import type { SakuraPath } from '../sakura/syntax.ts';
import { commandsOf, fixedPath } from '../sakura/walk-script.ts';

const SCRIPTS = ['install', 'uninstall', 'upgrade'] as const;
type ScriptName = (typeof SCRIPTS)[number];

/** Commands that put something into X-Plane. */
const PUTS: readonly string[] = ['COPY', 'MOVE', 'WRITE'];

/** The Sakura scripts that put the add-on into X-Plane: there where no default is, readable, and about files that are there. */
export const installScript: Rule = {
  id: 'install-script',
  why: 'Only aircraft have a default script; any other package without install.ska is downloaded and then put nowhere.',
  async check(context) {
    const findings: RuleFinding[] = [];
    for (const name of SCRIPTS) {
      const text = await scriptText(context, name);
      if (text !== null) findings.push(...checkOne(context, name, text));
    }
    const install = await scriptText(context, 'install');
    if (context.packageType === 'aircraft') return findings;
    if (install === null) findings.push(missingScript(context));
    else if ((await scriptText(context, 'uninstall')) === null) findings.push(missingUninstall(context));
    return findings;
  },
};

function checkOne(context: PreflightContext, name: ScriptName, text: string): RuleFinding[] {
  const path = scriptPath(context, name);
  const { statements, faults } = checkScript(text);
  const commands = commandsOf(statements);
  const severity = name === 'install' ? 'error' : 'warning';
  const findings = faults.map(
    ({ line, message }): RuleFinding => ({
      severity,
      path,
      key: `${line}:${message}`,
      message: `Line ${line}: ${message}`,
      why:
        name === 'install'
          ? 'The client stops at a script it cannot read, and the add-on is not installed.'
          : 'The client stops at a script it cannot read, and changes nothing.',
    }),
  );
  for (const { name: command, line, path: source } of commands) {
    if (source === undefined || (command !== 'COPY' && command !== 'MOVE')) continue;
    const message = missingSource(context, source);
    if (message !== undefined) {
      findings.push({
        severity,
        path,
        key: `source:${line}`,
        message: `Line ${line}: ${message}`,
        why: 'The client takes back all the script did when a file it names is not there.',
      });
    }
  }
  if (name === 'install' && faults.length === 0 && !commands.some((command) => PUTS.includes(command.name))) {
    findings.push({
      severity: missingSeverity(context),
      path,
      key: 'puts-nothing',
      message: 'The install.ska has no COPY, MOVE or WRITE: it puts nothing into X-Plane.',
    });
  }
  return findings;
}

function scriptPath({ scripts }: PreflightContext, name: ScriptName): string {
  return scripts[name] ?? `${name}.ska`;
}

async function scriptText(context: PreflightContext, name: ScriptName): Promise<string | null> {
  const file = findEntry(context.scan.entries, scriptPath(context, name));
  return file ? context.contents.text(file) : null;
}

/** What is wrong with a source below `@default`, which is the folder as it will be packed. */
function missingSource(context: PreflightContext, source: SakuraPath): string | undefined {
  if (!('variable' in source.base) || source.base.variable !== 'default') return undefined;
  const path = fixedPath(source);
  if (path === undefined || path === '' || path.split('/').some((part) => part === '..' || part === '.'))
    return undefined;
  const { entries } = context.scan;
  if (findEntry(entries, path) !== undefined || entriesBelow(entries, path).length > 0) {
    const moved = [...SCRIPTS.map((name) => scriptPath(context, name)), ...context.resources];
    if (!moved.includes(path)) return undefined;
    return `${path} is packed beside @default, not in it; write @default/../${path}.`;
  }
  const other = otherSpelling(entries, path);
  if (other !== undefined) return `@default/${path} is spelled ${other} in the add-on, and Linux tells the two apart.`;
  if (context.scan.folders.includes(path)) return `@default/${path} is an empty folder; it may not be packed.`;
  return `There is no ${path} in the add-on, or it is left out of the package.`;
}

function otherSpelling(entries: readonly FileEntry[], path: string): string | undefined {
  const wanted = path.toLowerCase();
  for (const entry of entries) {
    const lower = entry.path.toLowerCase();
    if (lower === wanted || lower.startsWith(`${wanted}/`)) return entry.path.slice(0, path.length);
  }
  return undefined;
}

/** Where a client runs install.ska without asking whether it is there, these kinds end up nowhere. */
function missingSeverity({ packageType, detection }: PreflightContext): RuleFinding['severity'] {
  if (packageType === 'aircraft') return 'warning';
  const isScript = detection.kind === 'flywithlua' || detection.kind === 'xppython3';
  return packageType === 'plugin' || packageType === 'scenery' || isScript ? 'error' : 'warning';
}

function missingScript(context: PreflightContext): RuleFinding {
  const { packageType, detection } = context;
  const missing = { severity: missingSeverity(context), path: 'install.ska', key: 'missing' } as const;
  if (detection.root !== '') {
    return {
      ...missing,
      message: `A package of type ${packageType} needs an install.ska. The add-on begins in ${detection.root}: publish that folder instead, and the script can be written for you.`,
    };
  }
  const suggested = detection.suggested.installScript;
  if (suggested !== null) {
    return {
      ...missing,
      message: `A package of type ${packageType} needs an install.ska; there is none.`,
      fix: createFix('install.ska', suggested, 'Create install.ska'),
    };
  }
  const place =
    packageType === 'livery'
      ? 'It must copy the livery into the liveries folder of the aircraft it is for, for example COPY @default TO /Aircraft/"Extra Aircraft"/"The Aircraft"/liveries/$(@packageName).'
      : 'It must copy the content to where X-Plane looks for it.';
  return { ...missing, message: `A package of type ${packageType} needs an install.ska. ${place}` };
}

function missingUninstall({ detection }: PreflightContext): RuleFinding {
  const suggested = detection.root === '' ? detection.suggested.uninstallScript : null;
  return {
    severity: 'note',
    path: 'uninstall.ska',
    key: 'missing',
    message: 'There is an install.ska but no uninstall.ska: users cannot take the add-on away again.',
    ...(suggested !== null && { fix: createFix('uninstall.ska', suggested, 'Create uninstall.ska') }),
  };
}
