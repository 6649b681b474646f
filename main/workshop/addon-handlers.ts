import { join } from 'node:path';
import type { AddonDetails, AddonSummary, Handlers, Outcome } from '../../preload/contract.ts';
import { type FixDesk, inspectFolder } from '../addon/index.ts';
import type { AddonDesk, KnownAddon } from './addon-desk.ts';
import { contentsOf, sourceText } from './contents.ts';
import type { Hangar } from './hangar.ts';
import { diskError, done, fail, ok } from './outcomes.ts';
import type { PublishedLists } from './published-lists.ts';
import { makeSample } from './samples.ts';
import type { WorkshopShell } from './shell.ts';

type Parts = {
  readonly hangar: Hangar;
  readonly fixes: FixDesk;
  readonly published: PublishedLists;
  readonly shell: WorkshopShell;
};

const unknownAddon = fail('unknown_addon', 'This add-on is no longer on the list.');
const notRead = fail('not_read', 'The folder could not be read.', { retry: 'refresh' });

export function addonHandlers({ hangar, fixes, published, shell }: Parts): Handlers['addons'] {
  /** Runs with the add-on's desk and what is known about it now. */
  async function withKnown<T>(
    id: string,
    use: (known: KnownAddon, desk: AddonDesk) => Promise<Outcome<T>> | Outcome<T>,
  ): Promise<Outcome<T>> {
    const desk = hangar.desk(id);
    if (!desk) return unknownAddon;
    await desk.session.ready;
    const known = desk.known();
    return known ? use(known, desk) : notRead;
  }

  function details(id: string): Promise<Outcome<AddonDetails>> {
    return withKnown(id, (known) => {
      const summary = hangar.summary(id);
      return summary ? ok(detailsOf(summary, known)) : unknownAddon;
    });
  }

  return {
    async list() {
      return ok(hangar.summaries());
    },
    async inspect({ folder }) {
      const { rootState, addons } = await inspectFolder(folder);
      if (rootState === 'missing') return fail('not_found', `${folder} is not there.`);
      if (rootState === 'not-a-folder')
        return fail('not_a_folder', `${folder} is a file. Choose the folder of the add-on.`);
      if (rootState === 'unreadable') return fail('not_allowed', `Loadmaster may not read ${folder}.`);
      return ok(
        addons.map(({ folder, name, kind, suggestedId }) => ({
          folder,
          name,
          kind,
          suggestedId,
          knownAs: hangar.knownAs(folder),
        })),
      );
    },
    add: ({ folder }) => hangar.add(folder),
    async remove({ id }) {
      await hangar.remove(id);
      return done;
    },
    details: ({ id }) => details(id),
    contents: ({ id }) => withKnown(id, async (known) => ok(await contentsOf(known))),
    findings: ({ id }) => withKnown(id, ({ findings }) => ok(findings.map(({ finding }) => finding))),
    async refresh({ id }) {
      const desk = hangar.desk(id);
      if (!desk) return unknownAddon;
      await desk.session.refresh();
      const summary = hangar.summary(id);
      return summary ? ok(summary) : unknownAddon;
    },
    explainIgnore: ({ id, path }) =>
      withKnown(id, ({ rules }) => {
        const found = rules.explain(path);
        return ok(found ? { pattern: found.rule.pattern, source: sourceText(found.rule) } : null);
      }),
    saveProject: ({ id, project }) =>
      withKnown(id, async (known, { session }) => {
        try {
          await session.saveProject({ ...known.project, ...project });
        } catch (cause) {
          return diskError(cause, join(session.folder, 'loadmaster.json'));
        }
        return details(id);
      }),
    changes: ({ id, version }) =>
      withKnown(id, async ({ scan }) => {
        const since = version ?? hangar.summary(id)?.lastPublished?.version;
        const files = since === undefined ? null : await published.changes(id, since, scan);
        return ok(since !== undefined && files ? { since, files } : null);
      }),
    previewFix: ({ id, findingId }) =>
      withKnown(id, async ({ findings }, { session }) => {
        const found = findings.find(({ finding }) => finding.id === findingId);
        if (!found?.fix)
          return fail('unknown_fix', 'There is no fix for this any more. Look at the checks again.', {
            retry: 'refresh',
          });
        try {
          return await fixes.show(session.folder, found.finding.message, await found.fix.steps());
        } catch (cause) {
          return diskError(cause, session.folder);
        }
      }),
    applyFix: ({ id, token }) =>
      withKnown(id, async (_known, { session }) => {
        if (fixes.rootOf(token) !== session.folder)
          return fail('unknown_fix', 'This fix is too old. Look at it again.');
        const applied = await fixes.apply(token);
        if (!applied.ok) return applied;
        await session.refresh();
        return ok({ undoId: applied.value.undoId });
      }),
    undoFix: ({ id, undoId }) =>
      withKnown(id, async (_known, { session }) => {
        if (fixes.rootOf(undoId) !== session.folder) return fail('unknown_fix', 'There is nothing to undo any more.');
        const undone = await fixes.undo(undoId);
        if (!undone.ok) return undone;
        await session.refresh();
        return done;
      }),
    async createSample({ kind }) {
      const folder = await makeSample(shell.paths.data, kind);
      return hangar.add(folder);
    },
    reveal: async ({ id, path }) => {
      const desk = hangar.desk(id);
      if (!desk) return unknownAddon;
      if (!shell.openers.reveal)
        return fail('no_file_manager', `This window cannot open folders. The add-on is in ${desk.session.folder}.`);
      // Only what the scan saw: a path from the window is never taken at its word.
      const known = path === undefined || desk.session.state.scan.entries.some((entry) => entry.path === path);
      shell.openers.reveal(known && path !== undefined ? join(desk.session.folder, path) : desk.session.folder);
      return done;
    },
  };
}

function detailsOf(
  summary: AddonSummary,
  { detection, project, projectRead, sinceLastOpen }: KnownAddon,
): AddonDetails {
  const { packageId, packageName, packageType, ignore, scripts, resources } = project;
  return {
    summary,
    project: {
      ...(packageId !== undefined && { packageId }),
      ...(packageName !== undefined && { packageName }),
      ...(packageType !== undefined && { packageType }),
      ...(ignore !== undefined && { ignore: [...ignore] }),
      ...(scripts !== undefined && { scripts }),
      ...(resources !== undefined && { resources: [...resources] }),
    },
    projectSaved: projectRead.state === 'read',
    suggested: detection.suggested,
    evidence: [
      ...detection.evidence,
      ...(projectRead.state === 'unusable' ? [`loadmaster.json was left alone: ${projectRead.reason}`] : []),
    ],
    whileAway: sinceLastOpen && {
      added: sinceLastOpen.added.length,
      changed: sinceLastOpen.changed.length,
      removed: sinceLastOpen.removed.length,
    },
  };
}
