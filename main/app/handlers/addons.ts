import { join } from 'node:path';
import type { AddonDetails, AddonSummary, Handlers, Outcome } from '../../../preload/contract.ts';
import { fault, message } from '../../../preload/messages/index.ts';
import { type Fixes, inspectFolder } from '../../addon/index.ts';
import {
  type AddonList,
  contentsOf,
  diskError,
  done,
  fail,
  findPicture,
  type KnownAddon,
  makeSample,
  ok,
  type PublishedLists,
  readmeDescription,
  readPicture,
  sourceOf,
  unknownAddon,
  withKnown,
} from '../../library/index.ts';
import type { AppShell } from '../shell.ts';
import { fixHandlers } from './fixes.ts';
import { gatherHandlers } from './gather.ts';
import { lookHandlers } from './looks.ts';

interface Parts {
  readonly addonList: AddonList;
  readonly fixes: Fixes;
  readonly published: PublishedLists;
  readonly shell: AppShell;
  readonly registryInUse: () => string;
}

export function addonHandlers(parts: Parts): Handlers['addons'] {
  return {
    ...listHandlers(parts),
    ...folderHandlers(parts),
    ...lookHandlers(parts),
    ...fixHandlers(parts),
    ...gatherHandlers(),
  };
}

type Of<Name extends keyof Handlers['addons']> = Pick<Handlers['addons'], Name>;

/** The author's list of add-ons. */
function listHandlers({
  addonList,
  shell,
}: Parts): Of<'list' | 'inspect' | 'add' | 'locate' | 'remove' | 'refresh' | 'createSample' | 'reveal'> {
  return {
    async list() {
      return ok(addonList.summaries());
    },
    async inspect({ folder }) {
      const { rootState, addons } = await inspectFolder(folder);
      if (rootState === 'missing') return fail(fault('not_found.folder', folder));
      if (rootState === 'not-a-folder') return fail(fault('not_a_folder.choose', folder));
      if (rootState === 'unreadable') return fail(fault('not_allowed.read', folder));
      return ok(
        addons.map(({ folder, name, kind, suggestedId }) => ({
          folder,
          name,
          kind,
          suggestedId,
          knownAs: addonList.knownAs(folder) ?? null,
        })),
      );
    },
    add: ({ folder }) => addonList.add(folder),
    async locate({ id, folder }) {
      if (!addonList.summary(id)) return unknownAddon;
      // Who picks the folder above means the one add-on in it.
      const { addons } = await inspectFolder(folder);
      const [only] = addons;
      return addonList.locate(id, addons.length === 1 && only ? only.folder : folder);
    },
    async remove({ id }) {
      await addonList.remove(id);
      return done;
    },
    async refresh({ id }) {
      const addon = addonList.addon(id);
      if (!addon) return unknownAddon;
      await addon.session.refresh();
      const summary = addonList.summary(id);
      return summary ? ok(summary) : unknownAddon;
    },
    async createSample({ kind }) {
      const folder = await makeSample(shell.paths.data, kind);
      return addonList.add(folder);
    },
    reveal: async ({ id, path }) => {
      const addon = addonList.addon(id);
      if (!addon) return unknownAddon;
      if (!shell.openers.reveal) return fail(fault('no_file_manager.addon', addon.session.folder));
      // Only what the scan saw: a path from the window is never taken at its word.
      const known = path === undefined || addon.session.state.scan.entries.some((entry) => entry.path === path);
      shell.openers.reveal(known && path !== undefined ? join(addon.session.folder, path) : addon.session.folder);
      return done;
    },
  };
}

/** What is known about a folder, and what its author decided about it. */
function folderHandlers({
  addonList,
  published,
  registryInUse,
}: Parts): Of<'details' | 'contents' | 'picture' | 'findings' | 'explainIgnore' | 'saveProject' | 'changes'> {
  function details(id: string): Promise<Outcome<AddonDetails>> {
    return withKnown(addonList, id, async (known) => {
      const summary = addonList.summary(id);
      // Only where the add-on's own file says nothing: a read-me is written for people who have it already.
      const told = known.detection.suggested.description === undefined ? await readmeDescription(known) : undefined;
      return summary ? ok(detailsOf(summary, known, told)) : unknownAddon;
    });
  }

  return {
    details: ({ id }) => details(id),
    contents: ({ id }) => withKnown(addonList, id, async (known) => ok(await contentsOf(known))),
    picture: ({ id }) =>
      withKnown(addonList, id, async ({ scan }) => {
        const found = findPicture(scan.entries);
        return ok((found && (await readPicture(scan.root, found))) ?? null);
      }),
    findings: ({ id }) => withKnown(addonList, id, ({ findings }) => ok(findings.map(({ finding }) => finding))),
    explainIgnore: ({ id, path }) =>
      withKnown(addonList, id, ({ rules }) => {
        const found = rules.explain(path);
        return ok(found ? { pattern: found.rule.pattern, ...sourceOf(found.rule) } : null);
      }),
    saveProject: ({ id, project }) =>
      withKnown(addonList, id, async (known, { session }) => {
        const fault = project.packageId === undefined ? undefined : addonList.idFault(id, project.packageId);
        if (fault && project.packageId !== known.project.packageId) return { ok: false, error: fault };
        try {
          await session.saveProject({ ...known.project, ...project });
        } catch (cause) {
          return diskError(cause, join(session.folder, 'loadmaster.json'));
        }
        return details(id);
      }),
    changes: ({ id, version }) =>
      withKnown(addonList, id, async ({ scan }) => {
        const connectionId = registryInUse();
        const since = version ?? addonList.processedOn(id, connectionId);
        if (since === undefined) return ok(null);
        const files = await published.changes({ addonId: id, connectionId, version: since }, scan);
        return ok(files ? { since, files } : null);
      }),
  };
}

function detailsOf(
  summary: AddonSummary,
  { detection, project, projectRead, sinceLastOpen }: KnownAddon,
  told: Awaited<ReturnType<typeof readmeDescription>>,
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
    suggested: {
      ...detection.suggested,
      installScript: detection.suggested.installScript ?? null,
      uninstallScript: detection.suggested.uninstallScript ?? null,
      description: told?.description ?? detection.suggested.description ?? null,
      descriptionFrom: told?.path ?? null,
    },
    evidence: [
      ...detection.evidence,
      ...(projectRead.state === 'unusable' ? [message('evidence.projectUnusable', projectRead.reason)] : []),
    ],
    whileAway: sinceLastOpen
      ? {
          added: sinceLastOpen.added.length,
          changed: sinceLastOpen.changed.length,
          removed: sinceLastOpen.removed.length,
        }
      : null,
  };
}
