import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { clientAccess } from '../files/access.ts';
import type { CopyMode } from '../files/copy-tree.ts';
import { FileWork } from '../files/file-work.ts';
import type { TriedPackage } from '../package/tried-package.ts';
import { runScript, type ScriptOutcome } from '../sakura/run-script.ts';
import { boolean, text, type Value } from '../sakura/values.ts';
import type { ThrowAway } from '../xplane/throw-away.ts';

export interface ClientRun {
  readonly throwAway: ThrowAway;
  readonly mode: CopyMode;
  readonly signal?: AbortSignal | undefined;
}

/** Runs a script of a package as the client does: with its variables, and the permissions of its type. */
export async function runClientScript(tried: TriedPackage, script: string, run: ClientRun): Promise<ScriptOutcome> {
  const { xplane, bounds, trash } = run.throwAway;
  const temporary = join(bounds, 'temporary', randomUUID());
  const access = clientAccess({ xplane, temporary, unpacked: tried.unpacked, packageType: tried.packageType });
  return runScript({
    text: script,
    root: xplane,
    variables: variablesOf(tried, xplane, temporary),
    files: new FileWork({ access, bounds, trash, mode: run.mode, signal: run.signal }),
    signal: run.signal,
  });
}

function variablesOf(tried: TriedPackage, xplane: string, temporary: string): ReadonlyMap<string, Value> {
  const { platform } = process;
  return new Map<string, Value>([
    ['root', { type: 'path', value: xplane }],
    ['default', { type: 'path', value: join(tried.unpacked, tried.packageId) }],
    ['tmp', { type: 'path', value: temporary }],
    ['packageName', text(tried.packageName)],
    ['packageId', text(tried.packageId)],
    ['isMacOS', boolean(platform === 'darwin')],
    ['isWindows', boolean(platform === 'win32')],
    ['isLinux', boolean(platform === 'linux')],
    ['isOtherOS', boolean(!['darwin', 'win32', 'linux'].includes(platform))],
    ['__executor', text('xpkg')],
    ['__interpreter', text('loadmaster')],
    ['__lang_version', text('0.1.0-beta.4')],
  ]);
}
