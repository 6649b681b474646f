import { inWords, type Message, message } from '../../../../../preload/messages/index.ts';
import { quotedPath } from '../../../detect/install-scripts.ts';
import { entriesBelow, type FileEntry, findEntry } from '../../../scan/entry.ts';
import { createFix } from '../../fixes-offered.ts';
import { isOnlySource } from '../../plugin-source.ts';
import { nameOf } from '../../programs.ts';
import type { PreflightContext, Rule, RuleFinding } from '../../rule.ts';
import { checkScript } from '../../sakura/check-script.ts';
import type { SakuraPath } from '../../sakura/syntax.ts';
import { commandsOf, fixedPath } from '../../sakura/walk-script.ts';

const SCRIPTS = ['install', 'uninstall', 'upgrade'] as const;
type ScriptName = (typeof SCRIPTS)[number];

/** Commands that put something into X-Plane. */
const PUTS: readonly string[] = ['COPY', 'MOVE', 'WRITE'];

/** The Sakura scripts that put the add-on into X-Plane: there where no default is, readable, and about files that are there. */
export const installScript: Rule = {
  id: 'install-script',
  async check(context) {
    const findings: RuleFinding[] = [];
    for (const name of SCRIPTS) {
      const text = await scriptText(context, name);
      if (text !== undefined) findings.push(...checkOne(context, name, text));
    }
    const install = await scriptText(context, 'install');
    if (context.packageType === 'aircraft') return findings;
    if (install === undefined) {
      const isUnbuilt = context.packageType === 'other' && (await isOnlySource(context));
      // Of what is not built yet nothing could be copied: source-only says what to do first.
      if (!isUnbuilt) findings.push(missingScript(context));
    } else if ((await scriptText(context, 'uninstall')) === undefined) findings.push(missingUninstall(context));
    return findings;
  },
};

function checkOne(context: PreflightContext, name: ScriptName, text: string): RuleFinding[] {
  const path = scriptPath(context, name);
  const { statements, faults } = checkScript(text);
  const commands = commandsOf(statements);
  const severity = name === 'install' ? 'error' : 'warning';
  const findings = faults.map(
    ({ line, fault }): RuleFinding => ({
      severity,
      path,
      key: `${line}:${inWords(fault)}`,
      message: message('install-script.line', line, fault),
      why: message(name === 'install' ? 'install-script.whyUnread' : 'install-script.whyOtherUnread'),
    }),
  );
  for (const { name: command, line, path: source } of commands) {
    if (source === undefined || (command !== 'COPY' && command !== 'MOVE')) continue;
    const fault = missingSource(context, source);
    if (fault !== undefined) {
      findings.push({
        severity,
        path,
        key: `source:${line}`,
        message: message('install-script.line', line, fault),
        why: message('install-script.whyNoSource'),
      });
    }
  }
  if (name === 'install' && faults.length === 0 && !commands.some((command) => PUTS.includes(command.name))) {
    findings.push({
      severity: missingSeverity(context),
      path,
      key: 'puts-nothing',
      message: message('install-script.puts'),
    });
  }
  return findings;
}

function scriptPath({ scripts }: PreflightContext, name: ScriptName): string {
  return scripts[name] ?? `${name}.ska`;
}

async function scriptText(context: PreflightContext, name: ScriptName): Promise<string | undefined> {
  const file = findEntry(context.scan.entries, scriptPath(context, name));
  return file ? context.contents.text(file) : undefined;
}

/** What is wrong with a source below `@default`, which is the folder as it will be packed. */
function missingSource(context: PreflightContext, source: SakuraPath): Message | undefined {
  if (!('variable' in source.base) || source.base.variable !== 'default') return undefined;
  const path = fixedPath(source);
  if (path === undefined || path === '' || path.split('/').some((part) => part === '..' || part === '.'))
    return undefined;
  const { entries } = context.scan;
  if (findEntry(entries, path) !== undefined || entriesBelow(entries, path).length > 0) {
    const moved = [...SCRIPTS.map((name) => scriptPath(context, name)), ...context.resources];
    if (!moved.includes(path)) return undefined;
    return message('install-script.beside', path);
  }
  const other = otherSpelling(entries, path);
  if (other !== undefined) return message('install-script.spelled', path, other);
  if (context.scan.folders.includes(path)) return message('install-script.emptyFolder', path);
  return message('install-script.noSource', path);
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
  if (detection.root !== '' && detection.suggested.installScript !== undefined) {
    return {
      ...missing,
      message: message('install-script.missingDeeper', packageType, detection.root),
    };
  }
  const [first] = detection.candidates;
  if (detection.candidates.length > 1 && detection.kind === 'livery' && first !== undefined) {
    const count = detection.candidates.length;
    const to = quotedPath(nameOf(first.root));
    return {
      ...missing,
      message: message('install-script.missingLiveries', packageType, count, quotedPath(first.root), to),
    };
  }
  if (detection.candidates.length > 1) {
    return { ...missing, message: message('install-script.missingSeveral', packageType, detection.candidates.length) };
  }
  const suggested = detection.suggested.installScript;
  if (suggested !== undefined && detection.root === '') {
    return {
      ...missing,
      message: message('install-script.missing', packageType),
      fix: createFix('install.ska', suggested),
    };
  }
  return { ...missing, message: whereOnlyTheAuthorKnows(context) };
}

/** What programs of X-Plane's users read from the folder of an aircraft. */
const FOR_AIRCRAFT = /(?:^|\/)(?:clist\.txt|smartcopilot\.cfg)$/i;

function whereOnlyTheAuthorKnows({ packageType, detection, scan }: PreflightContext): Message {
  if (packageType === 'livery') return message('install-script.missingLivery', packageType);
  if (packageType !== 'other') return message('install-script.missingOther', packageType);
  if (detection.kind === 'csl') return message('install-script.missingModels', packageType);
  if (detection.kind === 'navdata') return message('install-script.missingData', packageType);
  if (detection.candidates.length > 0) return message('install-script.missingOther', packageType);
  const file = scan.entries.find(({ path, link }) => link === undefined && FOR_AIRCRAFT.test(path));
  if (file === undefined) return message('install-script.missingUnknown', packageType);
  return message('install-script.missingForAircraft', packageType, quotedPath(file.path), nameOf(file.path));
}

function missingUninstall({ detection }: PreflightContext): RuleFinding {
  const suggested = detection.root === '' ? detection.suggested.uninstallScript : undefined;
  return {
    severity: 'note',
    path: 'uninstall.ska',
    key: 'missing',
    message: message('install-script.noUninstall'),
    ...(suggested !== undefined && { fix: createFix('uninstall.ska', suggested) }),
  };
}
