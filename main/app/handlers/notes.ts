import { join } from 'node:path';
import type { Handlers, ReleaseDraft } from '../../../preload/contract.ts';
import { type Message, message } from '../../../preload/messages/index.ts';
import { type AddonList, fail, ok, withKnown } from '../../library/index.ts';
import type { NotesStore } from '../../notes/index.ts';
import { type Lazy, lazy } from '../lazy.ts';
import type { AppPaths } from '../shell.ts';

interface Parts {
  readonly addonList: AddonList;
  readonly keptNotes: Lazy<NotesStore>;
}

/** What a change log tells, how Markdown looks, and the notes of versions that went out from here. */
export function notesHandlers({ addonList, keptNotes }: Parts): Handlers['notes'] {
  return {
    find: ({ addonId, version }) =>
      withKnown(addonList, addonId, async (_, { session }) => {
        const { findNotes, NotesFault } = await import('../../notes/index.ts');
        try {
          return ok(
            (await findNotes({ folder: session.folder, version, signal: AbortSignal.timeout(LOOK_MS) })) ?? null,
          );
        } catch (cause) {
          if (cause instanceof NotesFault) return fail(cause.error);
          throw cause;
        }
      }),
    async render({ text }) {
      const { renderNotesInThread, NOTES_FORMATS } = await import('../../notes/index.ts');
      const html = await renderNotesInThread(text, 'html');
      return ok({ html: html ?? NOTES_FORMATS.html.paragraph(NOTES_FORMATS.html.plain(text)) });
    },
    async forumText({ form, text, ...post }) {
      const { forumText } = await import('../../destinations/index.ts');
      return ok({ text: forumText({ ...post, notes: text }, form) });
    },
    kept: async ({ packageId }) => ok(await (await keptNotes.get()).of(packageId)),
  };
}

const LOOK_MS = 10_000;

export function lazyKeptNotes(
  { data, otherData }: Pick<AppPaths, 'data' | 'otherData'>,
  warn: (title: Message, text: Message) => void,
): Lazy<NotesStore> {
  return lazy(async () => {
    const { openKeptNotes } = await import('../../notes/index.ts');
    return openKeptNotes(
      join(data, FOLDER),
      ({ movedTo }) => warn(message('notice.notesUnread'), message('notice.notesUnreadText', movedTo)),
      otherData?.map((other) => join(other, FOLDER)),
    );
  });
}

const FOLDER = 'notes';

/** A version that was sent; its notes are the one part that no registry keeps. */
interface SentVersion {
  readonly packageId: string;
  readonly version: string;
  readonly draft: Pick<ReleaseDraft, 'notes'>;
  readonly createdAt: number;
}

/** Notes that cannot be kept are told, and stop no release: it is under way already. */
export function keepNotesOf(keptNotes: Lazy<NotesStore>, onFault: (cause: unknown) => void) {
  return async ({ packageId, version, draft, createdAt }: SentVersion): Promise<void> => {
    if (draft.notes.trim() === '') return;
    try {
      await (await keptNotes.get()).keep(packageId, { version, text: draft.notes, at: createdAt });
    } catch (cause) {
      onFault(cause);
    }
  };
}
