import type { Notice, Place } from '../../preload/contract.ts';
import { bridge } from '../bridge.ts';
import { dropAddon, loadAddons, putAddon } from './addons.ts';
import { loadAppInfo } from './app-info.ts';
import { putBuildEnd, putBuildProgress } from './builds.ts';
import { loadConnections, putConnections } from './connections.ts';
import { forgetNotice, loadNotices, putNotice } from './notices.ts';
import { putPlanned, staleNow } from './plans.ts';
import { loadRegistry, putRegistry, putRequests, useRegistry } from './registry.ts';
import { dropRelease, loadReleases, putRelease, putReleaseProgress } from './releases.ts';
import {
  addonChanges,
  addonContents,
  addonDestinations,
  addonDetails,
  addonFindings,
  packageDetails,
  refreshAll,
  rehearsals,
  submissionLogs,
  versionsThere,
} from './resources.ts';
import { loadSettings, putSettings } from './settings.ts';
import { dropSubmission, loadSubmissions, putProgress, putSubmission } from './submissions.ts';

export type MenuCommand = Parameters<Parameters<ReturnType<typeof bridge>['app']['onCommand']>[0]>[0]['command'];

/** What the stores need of the screens: going somewhere, a menu's command, whether something is looked at already, and forms that know the registry anew. */
export interface Screens {
  readonly goTo: (place: Place) => void;
  readonly command: (command: MenuCommand) => void;
  readonly isInSight: (notice: Notice) => boolean;
  readonly renewForms: () => void;
}

/** Subscribes before the first question, so that no change falls between the answer and the subscription. */
export function connectStores({ goTo, command, isInSight, renewForms }: Screens): () => void {
  const main = bridge();
  const ends = [
    main.addons.onChanged((addon) => {
      putAddon(addon);
      addonDetails.refresh(({ addonId }) => addonId === addon.id);
    }),
    main.addons.onRemoved(({ id }) => dropAddon(id)),
    main.addons.onContentsChanged(({ id }) => {
      addonContents.refresh(({ addonId }) => addonId === id);
      addonChanges.refresh(({ addonId }) => addonId === id);
      // They stand in the folder, where an editor or a terminal may have written them.
      addonDestinations.refresh(({ addonId }) => addonId === id);
      staleNow(id, 'later');
    }),
    main.addons.onFindingsChanged(({ id }) => addonFindings.refresh(({ addonId }) => addonId === id)),
    main.archive.onProgress(putBuildProgress),
    main.archive.onEnded(putBuildEnd),
    main.publish.onChanged((submission) => {
      putSubmission(submission);
      submissionLogs.refresh(({ id }) => id === submission.id);
      // The registry's own list moves when a version arrives there and when its processing ends.
      if (['processing', 'processed', 'failed'].includes(submission.state.phase)) {
        packageDetails.refresh(
          ({ connectionId, packageId }) =>
            connectionId === submission.connectionId && packageId === submission.packageId,
        );
        if (useRegistry.getState().status?.rehearsing) followRehearsal();
      }
    }),
    ...followReleases(main.destinations),
    main.publish.onDismissed(({ id }) => dropSubmission(id)),
    main.publish.onProgress(putProgress),
    main.registry.onChanged(putRegistry),
    main.registry.onRequested((requests) => {
      putRequests(requests);
      // A rehearsed fault counts down when it strikes, and may have been the last.
      if (requests.some(({ rehearsed }) => rehearsed)) followRehearsal();
    }),
    main.registry.onEmptied(() => {
      // Whatever was known of what it had: versions, mails, completions, taken numbers. In every tab.
      refreshAll();
      renewForms();
    }),
    main.connections.onChanged(putConnections),
    main.settings.onChanged(putSettings),
    main.app.onNotice((notice) => (isInSight(notice) ? forgetNotice(notice.id) : putNotice(notice))),
    main.app.onGoTo(goTo),
    main.app.onCommand((asked) => command(asked.command)),
  ];
  return () => {
    for (const end of ends) end();
  };
}

/** Where releases go, and how they fare there. */
function followReleases(main: ReturnType<typeof bridge>['destinations']): (() => void)[] {
  return [
    main.onListed(({ addonId }) => {
      addonDestinations.refresh((of) => of.addonId === addonId);
      versionsThere.refresh((of) => of.addonId === addonId);
      staleNow(addonId, 'soon');
    }),
    main.onChanged((release) => {
      putRelease(release);
      if (release.state !== 'ended') return;
      versionsThere.refresh(({ addonId }) => addonId === release.addonId);
      if (release.addonId !== null) staleNow(release.addonId, 'soon');
    }),
    main.onDismissed(({ id }) => dropRelease(id)),
    main.onProgress(putReleaseProgress),
    main.onPlanned(putPlanned),
  ];
}

function followRehearsal(): void {
  void loadRegistry();
  rehearsals.refresh();
}

/** What the first screen needs. Resolves when it can be drawn, whatever the answers were. */
export async function loadStores(): Promise<void> {
  void loadNotices();
  void loadReleases();
  await Promise.all([
    loadAppInfo(),
    loadSettings(),
    loadConnections(),
    loadAddons(),
    loadSubmissions(),

    loadRegistry(),
  ]);
}
