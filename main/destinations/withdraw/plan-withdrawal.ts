import type { DestinationSettings } from '../../../preload/contract.ts';
import { fault, type Message, message } from '../../../preload/messages/index.ts';
import { DestinationError, type Release } from '../destination.ts';
import { versionAt } from '../inspect-destination.ts';
import type { PlaceDeps } from '../place.ts';
import type { ReleaseRecord } from '../release/record.ts';
import { releaseOfRecord } from '../release/releases.ts';
import { findOnGithub } from './take-off-github.ts';

export interface WithdrawalRequest {
  readonly settings: DestinationSettings;
  readonly version: string;
  readonly packageId: string;
  /** The add-on's. */
  readonly folder: string;
}

/** What taking a version back at one place comes to. */
export interface Withdrawal extends WithdrawalRequest {
  /** As this machine released it; undefined where another one did. */
  readonly record: ReleaseRecord | undefined;
  /** What users get instead, where that is a matter of files. */
  readonly back: { readonly record: ReleaseRecord; readonly release: Release } | undefined;
  readonly does: Message;
  /** What nobody can take back. */
  readonly stays: Message;
}

/** Looks whether a version can be taken back at a place, and how. Changes nothing. `records`: oldest first. */
export async function planWithdrawal(
  what: WithdrawalRequest,
  records: readonly ReleaseRecord[],
  deps: Omit<PlaceDeps, 'base'>,
): Promise<Withdrawal> {
  const { settings, version, folder } = what;
  const own = records.filter((one) => one.folder === folder && phaseAt(one, settings.name) === 'done');
  const record = own.findLast((one) => one.version === version);
  const plain = { ...what, record, back: undefined };
  const { name } = settings;
  switch (settings.kind) {
    case 'xpkg': {
      throw new DestinationError(fault('cannot_be_withdrawn.registry', version, name));
    }
    case 'github':
      await findOnGithub(settings, version, deps);
      return { ...plain, does: message('withdraw.github', version), stays: message('withdraw.githubStays') };
    case 'zip':
      if (record === undefined) throw notHere(what);
      return { ...plain, does: message('withdraw.zip', version, name), stays: message('withdraw.zipStays') };
    case 'static-site':
      return { ...plain, does: message('withdraw.site', version, name), stays: message('withdraw.siteStays') };
    case 'skunkcrafts':
    case 'folder': {
      const seen =
        record?.preRelease === true
          ? undefined
          : await versionAt(settings, { ...deps, base: folder, packageId: what.packageId });
      if (seen !== undefined && seen !== version) {
        throw new DestinationError(fault('not_the_version_there.text', name, seen, version));
      }
      const before = own.filter((one) => isBefore(one, record, version));
      const back = await newestWithFiles(before);
      if (back === undefined) throw nothingToGoBackTo(what, before.length > 0);
      const does = message('withdraw.files', version, name, back.record.version);
      return { ...plain, back, does, stays: message('withdraw.filesStays', version) };
    }
  }
}

/** Of the same channel: users of the other one never had it. */
function isBefore(one: ReleaseRecord, record: ReleaseRecord | undefined, version: string): boolean {
  return one.version !== version && (record === undefined || one.preRelease === record.preRelease);
}

async function newestWithFiles(records: readonly ReleaseRecord[]): Promise<Withdrawal['back']> {
  for (const record of records.toReversed()) {
    const release = await releaseOfRecord(record).catch(() => undefined);
    if (release !== undefined) return { record, release };
  }
  return undefined;
}

function phaseAt({ destinations }: ReleaseRecord, name: string) {
  return destinations.find(({ settings }) => settings.name === name)?.phase;
}

function notHere({ settings, version }: WithdrawalRequest): DestinationError {
  return new DestinationError(fault('not_released_here.text', version, settings.name));
}

function nothingToGoBackTo({ settings, version }: WithdrawalRequest, wasOne: boolean): DestinationError {
  const sentence = wasOne ? 'nothing_to_go_back_to.text' : 'nothing_to_go_back_to.first';
  return new DestinationError(fault(sentence, version, settings.name));
}
