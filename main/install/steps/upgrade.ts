import { message } from '../../../preload/messages/index.ts';
import { finding } from '../findings.ts';
import type { TriedPackage } from '../package/tried-package.ts';
import { missingIn, takeSnapshot } from '../xplane/snapshot.ts';
import { empty, installStep, scriptOf, sized } from './install.ts';
import { runClientScript } from './run-client-script.ts';
import type { Step, StepInput } from './step.ts';
import { leaveTraces, lostTraces } from './traces.ts';
import { uninstallStep } from './uninstall.ts';

/** Installs the last version, lets a user leave traces in it, and puts the new one over it. */
export async function upgradeStep(input: StepInput, last: TriedPackage): Promise<Step> {
  const { tried, throwAway, before } = input;
  const first = await installStep({ ...input, tried: last });
  if (first.files.length === 0) return empty('upgrade', message('try-upgrade.noLast'));
  const traces = await leaveTraces(
    throwAway.xplane,
    first.files.map(({ path }) => path),
  );
  const script = scriptOf(tried, 'upgrade');
  const problems = script === undefined ? await replace(input, last) : await upgrade(input, script);
  const after = await takeSnapshot(throwAway.xplane);
  const lost = await lostTraces(throwAway.xplane, traces);
  const how = script === undefined ? 'reinstall' : 'script';
  const findings = [
    ...problems,
    ...lost.map((path) =>
      finding('try-upgrade', script === undefined ? 'note' : 'warning', message('try-upgrade.lost', how), path),
    ),
    ...missingIn(before, after).map((path) => finding('try-upgrade', 'error', message('try-upgrade.tookAway'), path)),
  ];
  const kept = traces.length - lost.length;
  return {
    step: 'upgrade',
    summary: message('try-upgrade.upgraded', how, kept, traces.length),
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
  return [finding('try-upgrade', 'error', message('try-upgrade.stopped', error.line, error.fault), 'upgrade.ska')];
}
