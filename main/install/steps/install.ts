import type { Finding } from '../../../preload/contract.ts';
import { type Message, message } from '../../../preload/messages/index.ts';
import { defaultScript } from '../../../protocol/index.ts';
import { isInstalledByOldClient } from '../files/access.ts';
import { finding } from '../findings.ts';
import type { TriedPackage } from '../package/tried-package.ts';
import { whatXPlaneFinds } from '../xplane/finds.ts';
import { missingIn, type Snapshot, takeSnapshot } from '../xplane/snapshot.ts';
import { placeFindings } from './place-findings.ts';
import { runClientScript } from './run-client-script.ts';
import type { Step, StepInput } from './step.ts';

export type ScriptName = 'install' | 'uninstall' | 'upgrade';

/** The author's script, or the one the registry adds. */
export function scriptOf(tried: TriedPackage, name: ScriptName): string | undefined {
  return tried.scripts[name] ?? defaultScript(tried.packageType, `${name}.ska`);
}

/** Runs install.ska and looks at what came of it. */
export async function installStep(input: StepInput): Promise<Step> {
  const { tried, before } = input;
  const script = scriptOf(tried, 'install');
  if (script === undefined) {
    const missing = message('try-install.noScript');
    return empty('install', missing, [finding('try-install', 'error', missing, 'install.ska')]);
  }
  const outcome = await runClientScript(tried, script, input);
  if (outcome.error !== undefined) {
    const { line, fault } = outcome.error;
    const said = message('try-install.stopped', line, fault);
    return empty('install', message('try-install.nothingInstalled'), [
      finding('try-install', 'error', said, 'install.ska'),
    ]);
  }
  const after = await takeSnapshot(input.throwAway.xplane);
  const came = missingIn(after, before);
  const found = whatXPlaneFinds(came);
  const findings = [
    ...installFindings(tried, came, before, after),
    ...placeFindings(tried.kind, came, found, 'try-place'),
  ];
  const summary =
    came.length === 0 ? message('try-install.ranAndPutNothing') : message('try-install.installed', came.length);
  return { step: 'install', summary, findings, found, files: sized(came, after) };
}

function installFindings(
  { packageType }: TriedPackage,
  came: readonly string[],
  before: Snapshot,
  after: Snapshot,
): Finding[] {
  const findings = missingIn(before, after).map((path) =>
    finding('try-install', 'error', message('try-install.tookAway'), path),
  );
  for (const [path, size] of before) {
    const now = after.get(path);
    if (now !== undefined && now !== size)
      findings.push(finding('try-install', 'error', message('try-install.replaced'), path));
  }
  if (came.length === 0 && findings.length === 0)
    findings.push(finding('try-install', 'error', message('try-install.putNothing'), 'install.ska'));
  if (!isInstalledByOldClient(packageType))
    findings.push(finding('try-install', 'note', message('try-install.oldClient', packageType)));
  return findings;
}

export function sized(paths: readonly string[], snapshot: Snapshot): Step['files'] {
  return paths.map((path) => ({ path, size: snapshot.get(path) ?? 0 }));
}

export function empty(step: Step['step'], summary: Message, findings: Step['findings'] = []): Step {
  return { step, summary, findings, found: [], files: [] };
}
