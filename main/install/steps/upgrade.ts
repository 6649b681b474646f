import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { removeTree } from '../files/copy-tree.ts';
import { finding } from '../findings.ts';
import type { TriedPackage } from '../package/tried-package.ts';
import { missingIn, takeSnapshot } from '../xplane/snapshot.ts';
import { empty, installStep, scriptOf, sized } from './install.ts';
import { runClientScript } from './run-client-script.ts';
import type { Step, StepInput } from './step.ts';
import { uninstallStep } from './uninstall.ts';

const SETTINGS = /(?:\.ini|\.cfg|\.conf|\.prf|settings\.json|config\.json|prefs?\.txt)$/i;
const MARK = 'changed by the user\n';

/** Installs the last version, lets a user leave traces in it, and puts the new one over it. */
export async function upgradeStep(input: StepInput, last: TriedPackage): Promise<Step> {
  const { tried, throwAway, before } = input;
  const first = await installStep({ ...input, tried: last });
  if (first.files.length === 0)
    return empty('upgrade', 'The last version could not be installed, so there is nothing to upgrade.');
  const traces = await leaveTraces(
    throwAway.xplane,
    first.files.map(({ path }) => path),
  );
  const script = scriptOf(tried, 'upgrade');
  const problems = script === undefined ? await replace(input, last) : await upgrade(input, script);
  const after = await takeSnapshot(throwAway.xplane);
  const lost: string[] = [];
  for (const path of traces) {
    const content = await readFile(join(throwAway.xplane, path), 'utf8').catch(() => undefined);
    if (content !== MARK) lost.push(path);
  }
  const how = script === undefined ? 'uninstalling and installing' : 'upgrade.ska';
  const findings = [
    ...problems,
    ...lost.map((path) =>
      finding(
        'try-upgrade',
        script === undefined ? 'note' : 'warning',
        `What a user put or changed here is lost when the package is upgraded by ${how}.`,
        path,
      ),
    ),
    ...missingIn(before, after).map((path) =>
      finding('try-upgrade', 'error', 'Upgrading took away a file of another add-on.', path),
    ),
  ];
  const kept = traces.length - lost.length;
  return {
    step: 'upgrade',
    summary: `Upgraded by ${how}; ${kept} of ${traces.length} traces of a user were kept.`,
    findings,
    found: [],
    files: sized(missingIn(after, before), after),
  };
}

async function replace(input: StepInput, last: TriedPackage): Promise<Step['findings']> {
  const away = await uninstallStep({ ...input, tried: last });
  const come = await installStep(input);
  return [...away.findings, ...come.findings].filter(({ severity }) => severity === 'error');
}

async function upgrade(input: StepInput, script: string): Promise<Step['findings']> {
  const { error } = await runClientScript(input.tried, script, input);
  if (error === undefined) return [];
  return [
    finding('try-upgrade', 'error', `upgrade.ska stopped at line ${error.line}: ${error.message}`, 'upgrade.ska'),
  ];
}

/** A file of the user's own beside those of the add-on, and a change of what looks like settings. */
async function leaveTraces(xplane: string, installed: readonly string[]): Promise<string[]> {
  const [shortest = ''] = installed.toSorted((a, b) => a.split('/').length - b.split('/').length);
  const own = `${dirname(shortest)}/notes of a user.txt`;
  const settings = installed.filter((path) => SETTINGS.test(path)).slice(0, 5);
  for (const path of [own, ...settings]) {
    const file = join(xplane, path);
    await mkdir(dirname(file), { recursive: true });
    await rewrite(file);
  }
  return [own, ...settings];
}

/** A new file in place of the old one, which may be a link to the author's. */
async function rewrite(file: string): Promise<void> {
  await removeTree(file);
  await writeFile(file, MARK, { flag: 'wx' });
}
