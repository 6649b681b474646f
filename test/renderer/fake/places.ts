import type { DestinationPlan, ListedDestination, Release, VersionAt } from '../../../preload/contract.ts';
import { message } from '../../../preload/messages/index.ts';
import type { FakeHandlers } from './bridge.ts';
import { type Scenario, yes } from './scenario.ts';

const DEPOT = 'Depot for everybody';
const PAGE = 'GitHub page';
const FORUM = 'Zip for the forum';

const LISTED: readonly ListedDestination[] = [
  {
    settings: {
      kind: 'skunkcrafts',
      name: DEPOT,
      url: 'https://updates.example.org/velis/',
      place: { carrier: 'sftp', host: 'updates.example.org', user: 'author', folder: 'www/velis' },
      beta: {
        url: 'https://updates.example.org/velis-beta/',
        place: { carrier: 'sftp', host: 'updates.example.org', user: 'author', folder: 'www/velis-beta' },
      },
    },
    secret: 'missing',
    secretVariable: 'LOADMASTER_DEPOT_FOR_EVERYBODY',
  },
  {
    settings: { kind: 'github', name: PAGE, owner: 'horizon', repository: 'velis' },
    secret: 'kept',
    secretVariable: 'LOADMASTER_GITHUB_PAGE',
  },
  { settings: { kind: 'zip', name: FORUM, path: '../zips' }, secret: 'not-needed', secretVariable: '' },
];

const REFUSED = { code: 'EACCES', message: 'The server does not let this user write there.', hint: 'Ask its owner.' };

const AT: Readonly<Record<string, Release['destinations'][number]['kind']>> = {
  [DEPOT]: 'skunkcrafts',
  [PAGE]: 'github',
  [FORUM]: 'zip',
};

function placesOf(phases: Readonly<Record<string, Release['destinations'][number]['phase']>>): Release['destinations'] {
  return Object.entries(phases).map(([name, phase]) => ({
    name,
    kind: AT[name] ?? 'folder',
    connectionId: null,
    phase,
    error: phase === 'failed' ? REFUSED : null,
    link: name === PAGE ? { name: PAGE, url: 'https://github.com/horizon/velis/releases' } : null,
  }));
}

function releasesAt(now: number): Release[] {
  const velis = { addonId: 'velis', addonName: 'Velis Electro', packageId: 'horizon.velis', superseded: false };
  return [
    {
      ...velis,
      id: 'beta',
      version: '1.3.0b1',
      createdAt: now - 7_200_000,
      state: 'ended',
      forTesters: [DEPOT, PAGE],
      destinations: placesOf({ [DEPOT]: 'done', [PAGE]: 'done', [FORUM]: 'failed' }),
    },
    {
      ...velis,
      id: 'moving',
      addonId: 'dr401',
      addonName: 'DR401 CDI',
      packageId: 'horizon.dr401',
      version: '0.9.1',
      createdAt: now - 60_000,
      state: 'running',
      forTesters: [],
      destinations: placesOf({ [DEPOT]: 'staging', [PAGE]: 'waiting' }),
    },
  ];
}

function versionsAt(): VersionAt[] {
  return [
    { name: DEPOT, version: '1.3.0b1', error: null },
    { name: PAGE, version: '1.2.0', error: null },
    { name: FORUM, version: null, error: REFUSED },
  ];
}

function plans(): DestinationPlan[] {
  const finding = { severity: 'warning' as const, rule: 'blacklist', message: 'The list of removed files is long.' };
  return [
    {
      name: DEPOT,
      plan: { added: 2, changed: 11, deleted: 1, bytes: 48_000_000, versionThere: '1.2.0', findings: [finding] },
      error: null,
    },
    { name: PAGE, plan: null, error: REFUSED },
  ];
}

/** Where a release goes beside the registry: nowhere, unless the scenario has places. */
export function placesHandlers({ places }: Scenario, now: number): Pick<FakeHandlers, 'destinations'> {
  if (!places) {
    return {
      destinations: {
        list: () => yes({ destinations: [], faults: [] }),
        releases: () => yes([]),
        versions: () => yes([]),
      },
    };
  }
  return {
    destinations: {
      list: () =>
        yes({
          destinations: [...LISTED],
          faults: [
            message('project-file.destination', 5, message('value.at', 'name', message('value.type', 'string'))),
          ],
        }),
      detect: () => yes([]),
      releases: () => yes(releasesAt(now)),
      versions: () => yes(versionsAt()),
      plan: () => yes(plans()),
      log: () =>
        yes([
          { at: now - 7_200_000, name: DEPOT, step: 'staging' },
          { at: now - 7_100_000, name: DEPOT, step: 'done' },
          { at: now - 7_050_000, name: FORUM, step: 'failed' },
        ]),
      planPromotion: () => yes(plans()),
      planWithdrawal: ({ name }) =>
        yes({
          does: message('withdraw.files', '1.3.0b1', name, '1.2.0'),
          stays: message('withdraw.filesStays', '1.3.0b1'),
        }),
      test: () =>
        yes({
          state: 'unknown-server',
          server: {
            kind: 'ssh',
            host: 'updates.example.org',
            port: 22,
            fingerprint: 'SHA256:pO8WbLq3nMZ1uVqJ0eT5cYd7kGf2RaXhS9iNwBt4Ezs',
            reason: null,
          },
        }),
    },
  };
}
