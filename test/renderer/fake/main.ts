import type {
  AddonSummary,
  AppError,
  Connection,
  FoundNotes,
  LocalRegistry,
  Outcome,
  Package,
  PackageVersion,
  Settings,
} from '../../../preload/contract.ts';
import { message } from '../../../preload/messages/index.ts';
import { exampleAddons, makeContents, makeFindings, manyAddons } from './addons.ts';
import { type FakeBridge, type FakeHandlers, fakeBridge } from './bridge.ts';
import { exampleSubmissions, makeDraft } from './submissions.ts';

export interface Scenario {
  readonly empty?: boolean;
  /** So many add-ons in the Hangar instead of the examples. */
  readonly addons?: number;
  readonly files?: number;
  readonly findings?: number;
  readonly versions?: number;
  readonly rows?: number;
  /** What the change log tells of a version. */
  readonly notes?: Readonly<Record<string, FoundNotes>>;
  /** Every question about a registry is answered with this. */
  readonly registryError?: AppError;
  readonly theme?: Settings['theme'];
}

const yes = async <T>(value: T): Promise<Outcome<T>> => ({ ok: true, value });

const SETTINGS: Settings = {
  theme: 'system',
  language: 'system',
  notifications: true,
  hangar: { layout: 'cards', sort: 'newest', group: 'none' },
  railOpen: false,
  defaultIgnore: ['*.bak', '*.psd'],
  compressionLevel: 6,
  cacheLimitBytes: 20_000_000_000,
  cacheMaxAgeDays: 90,
  author: '',
  startRegistryAtLaunch: true,
  registryPort: 0,
  historyLimit: 500,
  checkConnectionsEveryMinutes: 10,
};

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

function startingAddons({ empty, addons }: Scenario, now: number): AddonSummary[] {
  if (empty) return [];
  return addons === undefined ? exampleAddons(now) : manyAddons(addons, now);
}

const HORIZON = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200"><path fill="#7db4e0" d="M0 0h320v120H0z"/><path fill="#3f6b45" d="M0 110 90 70l70 40 60-30 100 40v80H0z"/></svg>')}`;

/** Answers as main would, with enough of everything to look at. */
export function fakeMain(scenario: Scenario = {}, now = Date.now()): FakeBridge {
  const addons: AddonSummary[] = startingAddons(scenario, now);
  let settings = { ...SETTINGS, theme: scenario.theme ?? SETTINGS.theme };
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
  const addonOf = (id: string) => addons.find((addon) => addon.id === id) ?? addons[0]!;
  const handlers: FakeHandlers = {
    destinations: {
      list: () => yes({ destinations: [], faults: [] }),
      releases: () => yes([]),
      versions: () => yes([]),
    },
    notes: {
      find: ({ version }) => yes(scenario.notes?.[version] ?? null),
      render: ({ text }) => yes({ html: `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>` }),
      forumText: ({ name, version, text }) => yes({ text: `${name} ${version}\n\n${text}` }),
      kept: () => yes([{ version: '1.0.0', text: '- Quieter propeller', at: now - 86_400_000 * 30 }]),
    },
    install: {
      tryAddon: () =>
        yes({
          packageId: 'horizon.velis',
          steps: [
            {
              step: 'install',
              summary: message('try-install.installed', 2),
              findings: makeFindings(1),
              found: [{ kind: 'aircraft', path: 'Aircraft/Extra Aircraft/Velis Electro' }],
              files: [{ path: 'Aircraft/Extra Aircraft/Velis Electro/velis.acf', size: 4096 }],
              fileCount: 2,
            },
          ],
        }),
    },
    addons: {
      list: () => yes(addons),
      add: ({ folder }) => yes({ ...addons[0]!, folder }),
      remove: () => yes(null),
      inspect: ({ folder }) =>
        yes([
          { folder: `${folder}/a`, name: 'One', kind: 'aircraft', suggestedId: 'a.one', knownAs: null },
          { folder: `${folder}/b`, name: 'Two', kind: 'livery', suggestedId: 'a.two', knownAs: 'velis' },
        ]),
      lookAtBuilds: ({ paths }) =>
        yes({
          places: [
            { path: 'win_x64/my.xpl', from: [`${paths[0]}/my.xpl`], state: 'one' },
            ...(paths.length > 2
              ? [{ path: 'data.txt', from: paths.map((path) => `${path}/data.txt`), state: 'conflict' as const }]
              : []),
          ],
          names: ['my.xpl'],
          out: '/builds/my',
        }),
      gather: ({ out }) => yes({ folder: out }),
      refresh: ({ id }) => yes(addonOf(id)),
      picture: () => yes(HORIZON),
      contents: () => yes(makeContents(scenario.files ?? 600)),
      preview: ({ path }) =>
        yes({
          path,
          sizeBytes: 4100,
          facts: [],
          body: { kind: 'text', text: `What stands in ${path}`, encoding: 'utf-8', isWhole: true },
        }),
      compare: () =>
        yes({
          unknown: [],
          files: [{ path: 'readme.txt', change: 'changed', sizeBefore: 100, sizeNow: 120 }],
        }),
      compareText: () =>
        yes({ state: 'lines', parts: [{ oldStart: 1, newStart: 1, lines: [' Hello', '-old', '+new'] }] }),
      findings: () => yes(makeFindings(scenario.findings ?? 7)),
      details: ({ id }) =>
        yes({
          summary: addonOf(id),
          project: { packageId: 'horizon.velis', packageType: 'aircraft' },
          projectSaved: true,
          suggested: {
            packageId: 'horizon.velis',
            packageName: 'Velis Electro',
            packageType: 'aircraft',
            installScript: null,
            uninstallScript: null,
          },
          evidence: [
            message('evidence.kind', 'velis.acf', 0, 'aircraft'),
            message('evidence.plugins', ['plugins/avionics'], ['macOS, Windows, Linux'], 0, false),
          ],
          whileAway: null,
        }),
      changes: () =>
        yes({
          since: '1.2.0',
          files: [
            { path: 'objects/cockpit.obj', change: 'changed', sizeBefore: 100_000, sizeNow: 112_000 },
            { path: 'velis.acf', change: 'changed', sizeBefore: 812_000, sizeNow: 812_000 },
            { path: 'liveries/OE-XYZ/wing.png', change: 'added', sizeBefore: null, sizeNow: 48_000_000 },
            { path: 'old/readme.bak', change: 'removed', sizeBefore: 900, sizeNow: null },
          ],
        }),
      explainIgnore: () => yes({ pattern: '*.bak', source: 'loadmaster.json' }),
      previewFix: () =>
        yes({
          token: 't1',
          title: 'Create the install script',
          steps: [
            {
              kind: 'create',
              path: 'install.ska',
              after:
                'MKDIRS /Aircraft/"Extra Aircraft"/$(@packageName)\nCOPY @default TO /Aircraft/"Extra Aircraft"/$(@packageName)\n',
            },
          ],
        }),
      applyFix: () => yes({ undoId: 'u1' }),
      undoFix: () => yes(null),
      createSample: () => yes(addons[0] ?? exampleAddons(now)[0]!),
    },
    publish: {
      list: () => yes(scenario.empty ? [] : exampleSubmissions(now)),
      startRelease: () =>
        yes({
          draft: makeDraft({
            dependencies: [
              ...makeDraft().dependencies,
              ['xpkg/horizon.velis', '*'],
              ...Array.from({ length: Math.max(0, (scenario.rows ?? 3) - 3) }, (_, at): [string, string] => [
                `xpkg/some.library${at}`,
                `${(at % 9) + 1}.2-`,
              ]),
            ],
            incompatibilities: Array.from(
              { length: Math.max(0, (scenario.rows ?? 0) - 3) },
              (_, at): [string, string] => [`xpkg/other.pack${at}`, '1'],
            ),
          }),
          origin: 'last-version',
          previous: makeDraft({ packageVersion: '1.2.0', xpSelection: '11.55-12.1' }),
          takenVersions: [
            { version: '1.2.0', status: 'processed' },
            { version: '1.1.0', status: 'failed_macosx' },
          ],
          suggestions: [
            { version: '1.2.1', label: 'patch' },
            { version: '1.3.0', label: 'minor' },
            { version: '1.2.1a1', label: 'pre-release' },
          ],
          elsewhere: null,
          detectedPlatforms: { macOS: true, windows: true, linux: true },
          registryError: scenario.registryError ?? null,
          changes: null,
          foundNotes: null,
        }),
      keepDraft: () => yes(null),
      dropDraft: () => yes(null),
      check: () => yes([]),
      planRetry: () =>
        yes({
          what: 'rebuild',
          sentence: 'Builds the zip again and sends it; the version keeps its number.',
          nextVersion: null,
        }),
      retryAllFailed: () =>
        yes({ started: ['s4'], skipped: [{ id: 's6', sentence: 'velis 1.2.1 needs a change in the form.' }] }),
    },
    packages: {
      list: () => ofRegistry([velis]),
      get: () => ofRegistry(velis),
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
          warnings: ['Whether this token may upload is only known when it does.'],
          error: null,
        }),
    },
    settings: {
      get: () => yes(settings),
      update: (change) => {
        settings = { ...settings, ...(JSON.parse(JSON.stringify(change)) as Partial<Settings>) };
        return yes(settings);
      },
    },
    archive: {
      cacheUse: () => yes({ bytes: 3_400_000_000, archives: 12 }),
      clearCache: () => yes({ freedBytes: 3_400_000_000 }),
      build: () => yes({ jobId: 'b1' }),
    },
    app: {
      info: () =>
        yes({
          version: '0.1.0',
          shell: 'browser',
          platform: 'linux',
          homeFolder: '/home/author',
          canPickFolders: false,
          canReveal: false,
          secretsKept: 'private-file',
        }),
      interactive: () => yes(null),
      notices: () => yes([]),
      dismissNotice: () => yes(null),
      listFolders: ({ folder }) =>
        yes({
          folder: folder ?? '/home/author',
          parent: folder ? '/home/author' : null,
          folders: ['addons', 'Desktop', 'Downloads', 'X-Plane 12'],
        }),
      diagnostics: () =>
        yes({
          facts: [
            { name: 'Loadmaster', value: '0.1.0' },
            { name: 'Data folder', value: '/home/author/.local/share/Loadmaster' },
          ],
          checks: [
            { name: 'Registry', ok: true, text: 'answers in 3 ms' },
            { name: 'Watcher', ok: false, text: 'The system allows no more watches.' },
          ],
          recentErrors: [{ at: now, text: 'ENOSPC: watch limit' }],
        }),
      report: () => yes({ text: 'Loadmaster 0.1.0' }),
    },
  };
  const fake = fakeBridge(handlers);
  const tick = () =>
    fake.emit.publish.progress({
      id: 'up',
      phase: 'sending',
      done: 41_200_000,
      total: 66_000_000,
      bytesPerSecond: 8_100_000,
      etaSeconds: 3,
    });
  setTimeout(tick, 50);
  return fake;
}
