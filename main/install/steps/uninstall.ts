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
    const message = 'There is no uninstall.ska: users have to find and delete the files themselves.';
    return empty('uninstall', message, [finding('try-uninstall', 'warning', message, 'uninstall.ska')]);
  }
  const outcome = await runClientScript(tried, script, input);
  if (outcome.error !== undefined) {
    const { line, message } = outcome.error;
    return empty('uninstall', 'The script stopped and everything is still installed.', [
      finding('try-uninstall', 'error', `uninstall.ska stopped at line ${line}: ${message}`, 'uninstall.ska'),
    ]);
  }
  const after = await takeSnapshot(input.throwAway.xplane);
  const left = missingIn(after, before);
  const taken = missingIn(before, after);
  const findings = [
    ...taken.map((path) =>
      finding(
        'try-uninstall',
        'error',
        'Uninstalling deleted a file of another add-on. Delete only what was installed.',
        path,
      ),
    ),
    ...left
      .slice(0, NAMED)
      .map((path) => finding('try-uninstall', 'warning', 'This file stays behind after uninstalling.', path)),
  ];
  if (left.length > NAMED)
    findings.push(
      finding('try-uninstall', 'warning', `${left.length - NAMED} more files stay behind after uninstalling.`),
    );
  const summary =
    findings.length === 0
      ? 'Nothing stays behind, and nothing else is gone.'
      : `${left.length} files stay behind; ${taken.length} of others are gone.`;
  return { step: 'uninstall', summary, findings, found: [], files: sized(left, after) };
}
