import type { PackageVersion } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { copyText } from '../parts/CopyButton.tsx';
import { say, sayError } from '../stores/notices.ts';
import { text } from '../text/text.ts';

const t = text.versions;

interface OfVersion {
  readonly connectionId: string;
  readonly packageId: string;
  readonly version: Pick<PackageVersion, 'version'>;
}

export async function copyHash({ hash, version }: PackageVersion): Promise<void> {
  if (hash === null) return;
  await copyText(hash);
  say('success', t.hashCopied(version));
}

export async function saveInstallationFile({ connectionId, packageId, version }: OfVersion): Promise<void> {
  const of = { connectionId, packageId, version: version.version };
  const answer = await ask(bridge().packages.saveInstallationFile(of));
  if (!answer.ok) sayError(t.couldNotSave, answer.error);
  else if (answer.value) say('success', t.saved(answer.value.savedTo));
}

export async function savePackageFile({ connectionId, packageId, version }: OfVersion): Promise<void> {
  const of = { connectionId, packageId, version: version.version };
  const answer = await ask(bridge().packages.savePackageFile(of));
  if (!answer.ok) sayError(t.couldNotSave, answer.error);
  else if (answer.value) say('success', t.saved(answer.value.savedTo), t.hashChecked);
}
