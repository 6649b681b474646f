import { findEntry } from '../../scan/entry.ts';
import { createFix } from '../fixes-offered.ts';
import type { PreflightContext, Rule, RuleFinding } from '../rule.ts';
import { checkScript } from '../sakura/check-script.ts';

const SCRIPTS = ['install', 'uninstall', 'upgrade'] as const;
type ScriptName = (typeof SCRIPTS)[number];

/** The Sakura scripts that put the add-on into X-Plane: there where no default is, and readable. */
export const installScript: Rule = {
  id: 'install-script',
  why: 'Only aircraft have a default script; any other package without install.ska is downloaded and then put nowhere.',
  async check(context) {
    const findings: RuleFinding[] = [];
    for (const name of SCRIPTS) {
      const text = await scriptText(context, name);
      if (text === null) continue;
      for (const { line, message } of checkScript(text)) {
        findings.push({
          severity: 'warning',
          path: scriptPath(context, name),
          key: `${line}`,
          message: `Line ${line}: ${message}`,
          why: 'A script that does not run leaves the add-on uninstalled.',
        });
      }
    }
    const install = await scriptText(context, 'install');
    if (install === null && context.packageType !== 'aircraft') findings.push(missingScript(context));
    else if (
      install !== null &&
      context.packageType !== 'aircraft' &&
      (await scriptText(context, 'uninstall')) === null
    ) {
      findings.push(missingUninstall(context));
    }
    return findings;
  },
};

function scriptPath({ scripts }: PreflightContext, name: ScriptName): string {
  return scripts[name] ?? `${name}.ska`;
}

async function scriptText(context: PreflightContext, name: ScriptName): Promise<string | null> {
  const file = findEntry(context.scan.entries, scriptPath(context, name));
  return file ? context.contents.text(file) : null;
}

function missingScript({ packageType, detection }: PreflightContext): RuleFinding {
  const suggested = detection.suggested.installScript;
  if (suggested === null) {
    const place =
      packageType === 'livery'
        ? 'It must copy the livery into the liveries folder of the aircraft it is for, for example COPY @default TO /Aircraft/"Extra Aircraft"/"The Aircraft"/liveries/$(@packageName).'
        : 'It must copy the content to where X-Plane looks for it.';
    return {
      severity: 'warning',
      path: 'install.ska',
      key: 'missing',
      message: `A package of type ${packageType} needs an install.ska. ${place}`,
    };
  }
  return {
    severity: 'warning',
    path: 'install.ska',
    key: 'missing',
    message: `A package of type ${packageType} needs an install.ska; there is none.`,
    fix: createFix('install.ska', suggested, 'Create install.ska'),
  };
}

function missingUninstall({ detection }: PreflightContext): RuleFinding {
  const suggested = detection.suggested.uninstallScript;
  return {
    severity: 'note',
    path: 'uninstall.ska',
    key: 'missing',
    message: 'There is an install.ska but no uninstall.ska: users cannot take the add-on away again.',
    ...(suggested !== null && { fix: createFix('uninstall.ska', suggested, 'Create uninstall.ska') }),
  };
}
