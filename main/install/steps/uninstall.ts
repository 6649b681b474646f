import { message } from '../../../preload/messages/index.ts';
import { finding } from '../findings.ts';
import { missingIn, takeSnapshot } from '../xplane/snapshot.ts';
import { empty, scriptOf, sized } from './install.ts';
import { runClientScript } from './run-client-script.ts';
import type { Step, StepInput } from './step.ts';

/** Many files left behind are one fault of a script, so only the first are named. */
const NAMED = 10;

/** Runs uninstall.ska on what is installed: what stays, and what goes that was not its own. */
export async function uninstallStep(input: StepInput): Promise<Step> {
  const { tried, before } = input;
  const script = scriptOf(tried, 'uninstall');
  if (script === undefined) {
    const missing = message('try-uninstall.noScript');
    return empty('uninstall', missing, [finding('try-uninstall', 'warning', missing, 'uninstall.ska')]);
  }
  const outcome = await runClientScript(tried, script, input);
  if (outcome.error !== undefined) {
    const { line, fault } = outcome.error;
    return empty('uninstall', message('try-uninstall.stillInstalled'), [
      finding('try-uninstall', 'error', message('try-uninstall.stopped', line, fault), 'uninstall.ska'),
    ]);
  }
  const after = await takeSnapshot(input.throwAway.xplane);
  const left = missingIn(after, before);
  const taken = missingIn(before, after);
  const findings = [
    ...taken.map((path) => finding('try-uninstall', 'error', message('try-uninstall.deleted'), path)),
    ...left.slice(0, NAMED).map((path) => finding('try-uninstall', 'warning', message('try-uninstall.stays'), path)),
  ];
  if (left.length > NAMED)
    findings.push(finding('try-uninstall', 'warning', message('try-uninstall.moreStay', left.length - NAMED)));
  const summary =
    findings.length === 0
      ? message('try-uninstall.clean')
      : message('try-uninstall.unclean', left.length, taken.length);
  return { step: 'uninstall', summary, findings, found: [], files: sized(left, after) };
}
