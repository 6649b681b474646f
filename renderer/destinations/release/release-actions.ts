import type { Release } from '../../../preload/contract.ts';
import { ask, bridge } from '../../bridge.ts';
import { say, sayError } from '../../stores/notices.ts';
import { dropRelease, putRelease } from '../../stores/releases.ts';
import { text } from '../../text/text.ts';

const t = text.destinations;

/** Goes on with what is missing: at one place, or at all. */
export async function retryRelease(
  { id, addonName, version }: Release,
  name?: string,
  takeOver = false,
): Promise<void> {
  const how = { ...(name !== undefined && { name }), ...(takeOver && { takeOver }) };
  const answer = await ask(bridge().destinations.retry({ id, ...how }));
  if (answer.ok) putRelease(answer.value);
  else sayError(t.couldNotRetry(`${addonName} ${version}`), answer.error);
}

export async function cancelRelease({ id, addonName, version }: Release): Promise<void> {
  const answer = await ask(bridge().destinations.cancel({ id }));
  if (answer.ok) putRelease(answer.value);
  else sayError(t.couldNotCancel(`${addonName} ${version}`), answer.error);
}

export async function withdrawRelease({ id, version }: Release, name: string): Promise<void> {
  const answer = await ask(bridge().destinations.withdraw({ id, name }));
  if (!answer.ok) {
    sayError(t.withdraw.couldNot(version, name), answer.error);
    return;
  }
  putRelease(answer.value);
  say('success', t.withdraw.done(version, name));
}

export async function promoteRelease({ id, version }: Release): Promise<void> {
  const answer = await ask(bridge().destinations.promote({ id }));
  if (!answer.ok) {
    sayError(t.promote.couldNot(version), answer.error);
    return;
  }
  putRelease(answer.value);
  say('success', t.promote.begun(version));
}

export async function dismissRelease({ id, addonName, version }: Release): Promise<void> {
  const answer = await ask(bridge().destinations.dismiss({ id }));
  if (answer.ok) dropRelease(id);
  else sayError(`${addonName} ${version}`, answer.error);
}

/** Where it lies on this computer, in the system's file manager. */
export async function revealDestination(addonId: string, name: string): Promise<void> {
  const answer = await ask(bridge().destinations.reveal({ addonId, name }));
  if (!answer.ok) sayError(name, answer.error);
}
