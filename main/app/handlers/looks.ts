import type { Handlers } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import {
  type AddonList,
  type ComparedText,
  changesBetween,
  diskError,
  fail,
  type KnownAddon,
  ok,
  type PublishedLists,
  textDifference,
  withKnown,
} from '../../library/index.ts';
import { previewFile, textInside } from '../../preview/index.ts';

type LookHandlers = Pick<Handlers['addons'], 'preview' | 'compare' | 'compareText'>;

interface Parts {
  readonly addonList: AddonList;
  readonly published: PublishedLists;
  readonly registryInUse: () => string;
}

/** What is inside the files of an add-on, and what became of them from version to version. */
export function lookHandlers({ addonList, published, registryInUse }: Parts): LookHandlers {
  const versionOf = (addonId: string, version: string) => ({ addonId, version, connectionId: registryInUse() });

  return {
    preview: ({ id, path }) => withKnown(addonList, id, (known) => preview(known, path)),
    compare: ({ id, from, to }) =>
      withKnown(addonList, id, async ({ scan }) => {
        const before = await published.files(versionOf(id, from));
        if (to === null) {
          const files = await published.changes(versionOf(id, from), scan);
          return ok({ unknown: before ? [] : [from], files: files ?? [] });
        }
        const after = await published.files(versionOf(id, to));
        const unknown = [...(before ? [] : [from]), ...(after ? [] : [to])];
        return ok({ unknown, files: before && after ? changesBetween(before, after) : [] });
      }),
    compareText: ({ id, from, to, path }) =>
      withKnown(addonList, id, async (known) => {
        const before = await published.text(versionOf(id, from), path);
        const after = to === null ? await textNow(known, path) : await published.text(versionOf(id, to), path);
        return ok(textDifference(before, after));
      }),
  };
}

async function preview({ scan }: KnownAddon, path: string): ReturnType<LookHandlers['preview']> {
  const entry = scan.entries.find((one) => one.path === path);
  // Only what the scan saw: a path from the window is never taken at its word.
  const known = entry ?? scan.ignored.find((one) => one.path === path && !one.isFolder);
  if (known === undefined) return notThere(path);
  if (entry?.link !== undefined) {
    return ok({ path, sizeBytes: 0, facts: [], body: { kind: 'none' as const, why: 'link' as const } });
  }
  try {
    const shown = await previewFile(scan.root, path);
    return shown ? ok(shown) : notThere(path);
  } catch (cause) {
    return diskError(cause, path);
  }
}

async function textNow({ scan }: KnownAddon, path: string): Promise<ComparedText> {
  if (!scan.entries.some((entry) => entry.path === path)) return { state: 'absent' };
  const text = await textInside(scan.root, path);
  return text === undefined ? { state: 'not_kept' } : { state: 'text', text };
}

function notThere(path: string) {
  return fail(fault('not_found.file', path), { retry: 'refresh' });
}
