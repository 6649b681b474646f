import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { arch, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { errorText } from '../../preload/contract/error-text.ts';
import type { Diagnostics } from '../../preload/contract.ts';
import type { ErrorLog } from './error-log.ts';
import type { AppShell } from './shell.ts';

/** One thing the app can find out about itself when an author asks why something does not work. */
export interface SelfCheck {
  readonly name: string;
  run(): Promise<{ ok: boolean; text: string }>;
}

export async function diagnose(shell: AppShell, log: ErrorLog, checks: readonly SelfCheck[]): Promise<Diagnostics> {
  const results = await Promise.all(
    [writableCheck('Data folder', shell.paths.data), writableCheck('Archive cache', shell.paths.cache), ...checks].map(
      async (check) => ({
        name: check.name,
        ...(await check.run().catch((cause: unknown) => ({ ok: false, text: log.redact(String(cause)) }))),
      }),
    ),
  );
  return {
    facts: [
      { name: 'Loadmaster', value: shell.version },
      { name: 'Shell', value: shell.shell },
      { name: 'System', value: `${platform()} ${release()} ${arch()}` },
      { name: 'Memory', value: `${Math.round(totalmem() / 1024 ** 3)} GB` },
      ...['electron', 'chrome', 'node', 'zlib', 'sqlite'].flatMap((name) => {
        const value = process.versions[name];
        return value === undefined ? [] : [{ name, value }];
      }),
      { name: 'Secrets', value: shell.secrets.mode },
      { name: 'Data folder', value: shell.paths.data },
      { name: 'Cache folder', value: shell.paths.cache },
      { name: 'Log', value: log.path },
    ],
    checks: results,
    recentErrors: [...log.recent()],
  };
}

/** The diagnostics as text for a bug report: no token, and not the author's name out of the home folder. */
export function reportText(diagnostics: Diagnostics, log: ErrorLog, home: string): string {
  const lines = [
    'Loadmaster report',
    ...diagnostics.facts.map((fact) => `${fact.name}: ${fact.value}`),
    '',
    ...diagnostics.checks.map((check) => `${check.ok ? 'ok  ' : 'FAIL'} ${check.name}: ${check.text}`),
    '',
    ...diagnostics.recentErrors.map((error) => `${new Date(error.at).toISOString()} ${error.text}`),
  ];
  return log.redact(lines.join('\n')).replaceAll(home, '~');
}

function writableCheck(name: string, folder: string): SelfCheck {
  return {
    name,
    async run() {
      const probe = join(folder, `.probe-${randomUUID()}`);
      try {
        await writeFile(probe, 'loadmaster');
        await rm(probe);
        return { ok: true, text: `${folder} can be written.` };
      } catch (cause) {
        return {
          ok: false,
          text: `${folder} cannot be written: ${errorText(cause)}`,
        };
      }
    },
  };
}
