import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { arch, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Diagnostics } from '../../../preload/contract.ts';
import { inWords, type Message, message, reasonOf } from '../../../preload/messages/index.ts';
import type { AppShell } from '../shell.ts';
import type { ErrorLog } from './error-log.ts';

/** One thing the app can find out about itself when an author asks why something does not work. */
export interface SelfCheck {
  readonly name: Message;
  run(): Promise<{ readonly ok: boolean; readonly text: Message }>;
}

export async function diagnose(shell: AppShell, log: ErrorLog, checks: readonly SelfCheck[]): Promise<Diagnostics> {
  const results = await Promise.all(
    [writableCheck('dataFolder', shell.paths.data), writableCheck('archiveCache', shell.paths.cache), ...checks].map(
      async ({ name, run }) => {
        const failed = (cause: unknown) => ({ ok: false, text: message('error.plain', log.redact(String(cause))) });
        const { ok, text } = await run().catch(failed);
        return { name: inWords(name), ok, text: inWords(text), said: { name, text } };
      },
    ),
  );
  return {
    facts: [
      { name: 'Loadmaster', value: shell.version },
      fact('shell', shell.shell),
      fact('system', `${platform()} ${release()} ${arch()}`),
      fact('memory', `${Math.round(totalmem() / 1024 ** 3)} GB`),
      ...['electron', 'chrome', 'node', 'zlib', 'sqlite'].flatMap((name) => {
        const value = process.versions[name];
        return value === undefined ? [] : [{ name, value }];
      }),
      fact('secrets', shell.secrets.mode),
      fact('dataFolder', shell.paths.data),
      fact('cacheFolder', shell.paths.cache),
      fact('log', log.path),
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

type Named = 'shell' | 'system' | 'memory' | 'secrets' | 'dataFolder' | 'cacheFolder' | 'log';

function fact(name: Named, value: string): Diagnostics['facts'][number] {
  const said = message(`self-check.${name}`);
  return { name: inWords(said), said, value };
}

function writableCheck(name: 'dataFolder' | 'archiveCache', folder: string): SelfCheck {
  return {
    name: message(`self-check.${name}`),
    async run() {
      const probe = join(folder, `.probe-${randomUUID()}`);
      try {
        await writeFile(probe, 'loadmaster');
        await rm(probe);
        return { ok: true, text: message('self-check.canWrite', folder) };
      } catch (cause) {
        return {
          ok: false,
          text: message('self-check.cannotWrite', folder, reasonOf(cause)),
        };
      }
    },
  };
}
