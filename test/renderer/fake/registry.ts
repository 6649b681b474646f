import type { Connection, LocalRegistry, Outcome, Package, PackageVersion } from '../../../preload/contract.ts';
import { message } from '../../../preload/messages/index.ts';
import type { FakeHandlers } from './bridge.ts';
import { type Scenario, yes } from './scenario.ts';

const LOCAL: LocalRegistry = {
  state: 'running',
  url: 'http://127.0.0.1:41830',
  dataFolder: '/home/author/.local/share/Loadmaster/registry',
  author: { id: 'author-1', name: 'Rehearsal Author' },
  usedStorage: 1_900_000_000,
  totalStorage: 4_000_000_000,
  packages: 6,
  versions: 23,
  rehearsing: false,
  error: null,
};

function connectionsAt(now: number): Connection[] {
  return [
    {
      id: 'local',
      kind: 'local',
      name: 'Local rehearsal registry',
      baseUrl: 'http://127.0.0.1:41830',
      active: true,
      token: 'kept',
      reach: { state: 'reachable', at: now },
    },
    {
      id: 'xpkg',
      kind: 'remote',
      name: 'xpkg.example',
      baseUrl: 'https://registry.xpkg.example',
      active: false,
      token: 'kept',
      reach: {
        state: 'unreachable',
        at: now,
        error: {
          code: 'ECONNREFUSED',
          message: 'The registry refused the connection.',
          hint: 'Check the address, and whether it is running.',
        },
      },
    },
  ];
}

const STATUSES = [
  'processed',
  'processed',
  'failed_macosx',
  'processed',
  'aborted',
  'removed',
  'processing',
  'failed_server',
];

export function makeVersions(count: number, now: number): PackageVersion[] {
  return Array.from({ length: count }, (_, at) => {
    const status = STATUSES[at % STATUSES.length] ?? 'processed';
    const access = at % 5 === 3 ? ('private' as const) : ('public' as const);
    return {
      version: `${1 + Math.floor(at / 200)}.${Math.floor(at / 10) % 20}.${at % 10}`,
      status,
      access,
      isPublic: access === 'public',
      isStored: true,
      xpSelection: '11.55-12',
      platforms: { macOS: true, windows: true, linux: at % 2 === 0 },
      dependencies: [],
      incompatibilities: [],
      size: 40_000_000 + at * 1000,
      installedSize: 80_000_000,
      downloads: at * 17,
      uploadedAt: now - (count - at) * 86_400_000,
      hash: status === 'processed' ? 'a'.repeat(64) : null,
      hasPrivateKey: access === 'private',
      retryable: !['processed', 'processing'].includes(status),
    };
  });
}

/** The registry on this computer, the connections, and what is published there. */
export function registryHandlers(
  scenario: Scenario,
  now: number,
): Pick<FakeHandlers, 'packages' | 'registry' | 'connections'> {
  let connections = connectionsAt(now);
  const velis: Package = {
    packageId: 'horizon.velis',
    packageName: 'Velis Electro',
    packageType: 'aircraft',
    description: 'An electric trainer for X-Plane.',
    versions: makeVersions(scenario.versions ?? 14, now),
  };
  const ofRegistry = async <T>(value: T): Promise<Outcome<T>> =>
    scenario.registryError ? { ok: false, error: scenario.registryError } : { ok: true, value };
  return {
    packages: {
      list: () => ofRegistry([velis]),
      get: () => ofRegistry(scenario.noPackage ? null : velis),
      roles: () =>
        ofRegistry({
          role: 'owner' as const,
          author: { id: 'a', name: 'Rehearsal Author' },
          members: [
            { id: 'b', name: 'Erika Lindqvist', role: 'maintainer' as const },
            { id: 'c', name: 'Sam', role: 'reader' as const },
          ],
          invited: [{ id: 'd', name: 'Jo Tanaka', role: 'reader' as const }],
          teams: [{ id: 't', name: 'Flying Club', role: 'reader' as const }],
        }),
      setRole: () => yes({ invited: true }),
      removeRole: () => yes(null),
      known: () =>
        ofRegistry([
          { packageId: 'xpkg/flywithlua.ng', packageName: 'FlyWithLua NG', latest: '2.8.12' },
          { packageId: 'xpkg/openscenery.library', packageName: 'OpenSceneryX', latest: '5.1.0' },
          { packageId: 'xpkg/horizon.gpu', packageName: 'Ground Power', latest: '0.3.0' },
        ]),
      downloads: () =>
        ofRegistry(
          Array.from({ length: 96 }, (_, at) => ({
            at: now - (96 - at) * 3_600_000,
            downloads: Math.round(10 + 9 * Math.sin(at / 4)),
          })),
        ),
      privateKey: () => ofRegistry({ privateKey: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345' }),
    },
    registry: {
      status: () => yes(LOCAL),
      start: () => yes(LOCAL),
      stop: () => yes({ ...LOCAL, state: 'stopped', url: null }),
      tokens: () =>
        yes([
          {
            id: 't',
            own: false,
            name: 'CI',
            permissions: ['UploadVersionAnyPackage', 'ViewPackages'],
            createdAt: now,
            expiresAt: now + 86_400_000 * 90,
          },
        ]),
      createToken: () => yes({ token: 'lm_0123456789abcdef0123456789abcdef', id: 't2' }),
      requests: () =>
        yes(
          Array.from({ length: 40 }, (_, at) => ({
            id: at + 1,
            at: now - (40 - at) * 1500,
            method: at % 3 ? 'GET' : 'POST',
            path: at % 3 ? '/account/packages/horizon.velis/1.2.0' : '/packages/upload',
            status: at % 7 === 3 ? 400 : at % 3 ? 200 : 204,
            code: at % 7 === 3 ? 'self_dep' : null,
            durationMs: 3 + at,
            bytesIn: at % 3 ? 0 : 66_000_000,
            rehearsed: at % 7 === 3,
          })),
        ),
      outbox: () =>
        yes([
          {
            id: 1,
            at: now,
            to: 'author@localhost',
            subject: 'X-Pkg Packaging Failure (horizon.lowi)',
            text: 'No folder named like the id.',
          },
        ]),
      rehearsal: () => yes({ faults: [{ fault: 'processing', status: 'failed_server', times: 1 }] }),
      rehearse: (asked) => yes(asked),
      endRehearsal: () => yes(null),
    },
    connections: {
      list: () => yes(connections),
      activate: ({ id }) => {
        connections = connections.map((connection) => ({ ...connection, active: connection.id === id }));
        return yes(connections.find((connection) => connection.id === id)!);
      },
      test: () =>
        yes({
          reachable: true,
          registryName: 'X-Pkg',
          author: { id: 'a', name: 'Rehearsal Author', usedStorage: 1_900_000_000, totalStorage: 4_000_000_000 },
          abilities: { view: true, readAccount: true, upload: null, reprocess: false },
          warnings: [message('connection.uploadUnknown')],
          error: null,
        }),
    },
  };
}
