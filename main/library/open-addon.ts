import type { AddonSummary, Finding } from '../../preload/contract.ts';
import { inWords, type Message, message } from '../../preload/messages/index.ts';
import {
  type AddonSession,
  type AddonState,
  type AddonUpdate,
  checkAgain,
  type Detection,
  type FileContents,
  openAddon,
  openFileContents,
  preflightContext,
  runPreflight,
  type ScanResult,
  VERSIONS_RULE,
} from '../addon/index.ts';
import { pictureMark } from './picture.ts';

/** What is known about an add-on once its folder was read. */
export type KnownAddon = AddonState & { readonly detection: Detection };

/** What the checks have to know of a release that is about to be published. */
interface Release {
  readonly packageId: string;
  readonly packageVersion: string;
}

/** One add-on on the author's list: its live session, and what the app adds to it. */
export interface OpenAddon {
  readonly id: string;
  readonly session: AddonSession;
  /** Undefined until the first reading has ended. */
  known(): KnownAddon | undefined;
  changedSince(): AddonSummary['changedSince'];
  /** Which picture shows it; undefined where it has none. */
  pictureMark(): string | undefined;
  /** Compares with the last published version again. */
  compare(): Promise<void>;
  /** Everything on disk read and checked now, as the package that is about to be published. */
  check(release: Release, signal: AbortSignal): Promise<readonly Finding[]>;
}

/** A suggested package id, told apart from those of the other add-ons; `chosen` is what the author decided on instead. */
export type DistinctId = (suggested: string, chosen: string | undefined) => string;

export interface OpenAddonOptions {
  readonly id: string;
  readonly folder: string;
  readonly extraIgnore: readonly string[];
  /** Who the author is, for an add-on that does not say. */
  readonly author?: string;
  readonly watch: boolean;
  readonly stateFile: string;
  readonly onUpdate: (kind: AddonUpdate['kind']) => void;
  readonly distinctId: DistinctId;
  readonly countChanges: (scan: ScanResult) => Promise<NonNullable<AddonSummary['changedSince']> | undefined>;
}

export function openLibraryAddon({
  id,
  folder,
  extraIgnore,
  author,
  watch,
  stateFile,
  onUpdate,
  distinctId,
  countChanges,
}: OpenAddonOptions): OpenAddon {
  const contents = openFileContents(folder);
  let changed: AddonSummary['changedSince'] = null;
  let picture: string | undefined;

  const session = openAddon({
    folder,
    extraIgnore,
    ...(author !== undefined && { author }),
    watch,
    stateFile,
    onChange(update, state) {
      onUpdate(update.kind);
      if (update.kind === 'entries') void understand(state.scan);
    },
  });

  /** What takes reading files: told when it is known, and nobody waits for it. */
  async function understand(scan: ScanResult): Promise<void> {
    picture = pictureMark(scan.entries);
    changed = (await countChanges(scan)) ?? null;
    onUpdate('entries');
  }

  function known(): KnownAddon | undefined {
    const { state } = session;
    if (state.detection === undefined) return undefined;
    const { suggested } = state.detection;
    const packageId = distinctId(suggested.packageId, state.project.packageId);
    return { ...state, detection: { ...state.detection, suggested: { ...suggested, packageId } } };
  }

  return {
    id,
    session,
    known,
    changedSince: () => changed,
    pictureMark: () => picture,
    async compare() {
      changed = (await countChanges(session.state.scan)) ?? null;
      onUpdate('entries');
    },
    async check({ packageId, packageVersion }, signal) {
      await session.refresh();
      const now = known();
      if (now === undefined || now.phase !== 'ready') return [unreadFinding(session.state.problem)];
      return findingsFor(now, contents, { packageId, packageVersion }, signal);
    },
  };
}

/** The findings as they are, unless the package is to have another id than the one they were made for. */
async function findingsFor(
  known: KnownAddon,
  contents: FileContents,
  { packageId, packageVersion }: Release,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const asked = { ...preflightContext(known, contents, packageId, packageVersion), signal };
  const decided = known.project.packageId ?? known.detection.suggested.packageId;
  const same = asked.packageId === decided;
  // What is known was found without a version; only the rule about versions looks again.
  const findings = same ? await checkAgain(VERSIONS_RULE, known.findings, asked) : (await runPreflight(asked)).findings;
  return findings.map(({ finding }) => finding);
}

function unreadFinding(problem: Message | undefined): Finding {
  const said = { message: problem ?? message('folder_state.unreadable'), why: message('folder.why') };
  const words = { message: inWords(said.message), why: inWords(said.why) };
  return { id: 'folder:unread', rule: 'folder', severity: 'error', ...words, said };
}
