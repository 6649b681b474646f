import type { ReleaseStart } from '../../../preload/contract.ts';
import { ask, bridge } from '../../bridge.ts';
import { say, sayError } from '../../stores/notices.ts';
import { knownPackages, packageDetails } from '../../stores/resources.ts';
import { text } from '../../text/text.ts';
import { editForm } from './forms.ts';
import { modelFromDraft } from './model.ts';
import type { Target } from './target.ts';

/** Fills the form with what was released on another registry, and makes the package here as it is there. */
export async function bringRelease(target: Target, elsewhere: NonNullable<ReleaseStart['elsewhere']>): Promise<void> {
  const { draft, connectionId: from } = elsewhere;
  editForm(
    target,
    () => modelFromDraft(draft),
    () => true,
  );
  const { connectionId } = target;
  const here = await ask(bridge().packages.get({ connectionId, packageId: draft.packageId }));
  if (here.ok && here.value === null) await makePackage(from, connectionId, draft.packageId);
  else if (!here.ok) sayError(text.release.bring.noPackage, here.error);
}

async function makePackage(from: string, connectionId: string, packageId: string): Promise<void> {
  const there = await ask(bridge().packages.get({ connectionId: from, packageId }));
  if (!there.ok || there.value === null) {
    // The form says what is missing, and has a place for it.
    if (!there.ok) sayError(text.release.bring.noPackage, there.error);
    return;
  }
  const { packageName, packageType, description } = there.value;
  const wish = { connectionId, packageId, packageName, packageType, description };
  const made = await ask(bridge().packages.create(wish));
  if (!made.ok) {
    sayError(text.release.bring.noPackage, made.error);
    return;
  }
  say('success', text.release.create.created(packageId));
  await packageDetails.load({ connectionId, packageId });
  knownPackages.refresh();
}
