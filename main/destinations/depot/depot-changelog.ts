import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { inWords, type Message, message } from '../../../preload/messages/index.ts';
import { isChangelogName, isSameVersion } from '../../addon/index.ts';
import {
  changelogSections,
  decodeText,
  hardToRead,
  isOwnChangelog,
  textEncodingOf,
  withNotes,
} from '../../notes/index.ts';
import type { Carrier, CarrierCall } from '../carriers/carrier.ts';
import { CarrierError } from '../carriers/carrier-error.ts';
import { textSource } from '../carriers/source.ts';
import type { ContentFile } from '../content/archive-content.ts';
import type { PlanFinding, Release } from '../destination.ts';
import type { DepotThere } from './depot-there.ts';

/** Windows opens it at a double click; clients take the name for a change log. */
const OWN_NAME = 'CHANGELOG.txt';
const MOST_BYTES = 1024 * 1024;

interface DepotChangelog {
  /** What the depot has besides the author's files. */
  readonly file: ContentFile | undefined;
  readonly findings: readonly PlanFinding[];
}

/**
 * The change log that updaters show. An author's own is theirs and stays as it is; where none is shipped the depot has one of its
 * own, made of the notes of every version that went there.
 */
export async function depotChangelog(
  { content, version, notes }: Release,
  there: DepotThere,
  carrier: Pick<Carrier, 'read'>,
  call: CarrierCall,
): Promise<DepotChangelog> {
  const authors = content.filter(({ path }) => isChangelogName(path));
  if (authors.length > 0) return { file: undefined, findings: await silentAbout(version, notes, authors) };
  const isTaken = content.some(({ path }) => path.toLowerCase().startsWith(`${OWN_NAME.toLowerCase()}/`));
  if (isTaken) return NOTHING;
  const before = there.sizes.has(OWN_NAME) ? await ownTextIn(carrier, call) : undefined;
  // What users of this very version were told stays, whatever the notes are now.
  if (there.cfg.version === version && there.cfg.locked !== true) return kept(there.sums.has(OWN_NAME) ? before : '');
  if (notes.trim() === '') return kept(before);
  if (hardToRead(notes.replaceAll(/\r\n?/g, '\n')) !== undefined) {
    return {
      ...kept(before),
      findings: [note(OWN_NAME, message('depot.changelogHard', OWN_NAME))],
    };
  }
  return kept(withNotes(before, version, notes));
}

const NOTHING: DepotChangelog = { file: undefined, findings: [] };

function kept(text: string | undefined): DepotChangelog {
  if (text === undefined || text === '') return NOTHING;
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { file: { path: OWN_NAME, sha256, ...textSource(text) }, findings: [] };
}

async function ownTextIn(carrier: Pick<Carrier, 'read'>, call: CarrierCall): Promise<string | undefined> {
  const bytes = await carrier.read(OWN_NAME, MOST_BYTES, call).catch((cause: unknown) => {
    if (cause instanceof CarrierError && cause.code === 'too_large') return undefined;
    throw cause;
  });
  const text = bytes && new TextDecoder().decode(bytes);
  return text !== undefined && isOwnChangelog(text) && hardToRead(text) === undefined ? text : undefined;
}

/** Users of updaters read the author's change log, so it is told when it says nothing of this version. */
async function silentAbout(
  version: string,
  notes: string,
  files: readonly ContentFile[],
): Promise<readonly PlanFinding[]> {
  if (notes.trim() === '') return [];
  for (const file of files) {
    const text = file.size > MOST_BYTES ? undefined : await textOf(file);
    if (text === undefined || hardToRead(text) !== undefined) continue;
    const sections = changelogSections(text);
    const tells = sections.some((one) => one.version !== undefined && isSameVersion(one.version, version));
    if (tells || sections.some(({ body }) => body === notes.trim())) return [];
  }
  const { path = '' } = files[0] ?? {};
  return [note(path, message('depot.changelogSilent', path, version))];
}

function note(path: string, said: Message): PlanFinding {
  return { severity: 'note', rule: 'depot_changelog', path, message: inWords(said), said };
}

async function textOf(file: ContentFile): Promise<string | undefined> {
  const bytes = await buffer(Readable.from(file.open()));
  const encoding = textEncodingOf(bytes);
  return encoding && decodeText(bytes, encoding).replaceAll(/\r\n?/g, '\n');
}
