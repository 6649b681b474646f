import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openArchiveContent } from '../../../main/destinations/content/archive-content.ts';
import { DestinationError, type Release } from '../../../main/destinations/destination.ts';
import type { RegistryPort } from '../../../main/destinations/kinds/xpkg-destination.ts';
import type { ReleaseRecord } from '../../../main/destinations/release/record.ts';
import { newRecord, publishedIn, recordForRetry } from '../../../main/destinations/release/releases.ts';
import { type RunOptions, runRelease } from '../../../main/destinations/release/run-release.ts';
import { Journal } from '../../../main/publish/journal/index.ts';
import type { DestinationSettings } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import { tempFolder } from '../../temp-folder.ts';
import { startStandIn } from '../github/standin.ts';
import { noSites, placesIn } from '../memory.ts';
import { packFiles } from '../packed.ts';
import { serveFolders } from '../peers/web-folder.ts';

// A release failed at a place on this machine. Before it is retried, another machine brings a newer version there.

async function world() {
  const shared = tempFolder();
  for (const folder of ['depot', 'beta', 'mirror', 'zips']) mkdirSync(join(shared, folder));
  const web = await serveFolders({ depot: join(shared, 'depot'), beta: join(shared, 'beta') });
  const github = await startStandIn();
  onTestFinished(async () => {
    await web.close();
    await github.close();
  });
  const place = (folder: string) => ({ carrier: 'folder' as const, path: join(shared, folder) });
  const depot = { kind: 'skunkcrafts' as const, name: 'depot', url: `${web.url}depot/`, place: place('depot') };
  const settings = {
    depot,
    beta: { ...depot, beta: { url: `${web.url}beta/`, place: place('beta') } },
    mirror: { kind: 'folder', name: 'mirror', place: place('mirror') },
    zip: { kind: 'zip', name: 'zip', path: join(shared, 'zips') },
    'zip of one name': { kind: 'zip', name: 'zip', path: join(shared, 'zips'), pattern: '{id}.zip' },
    github: { kind: 'github', name: 'github', owner: 'author', repository: 'addon', api: github.api },
    registry: { kind: 'xpkg', name: 'registry', registry: 'local' },
  } satisfies Record<string, DestinationSettings>;
  const processed = new Set<string>();
  const registry: RegistryPort = {
    ask: async (_, { version }) => ({
      is: processed.has(version) ? 'published' : 'absent',
      newest: [...processed].sort().at(-1),
    }),
    async publish(_, { version }) {
      processed.add(version);
    },
  };
  /** Everything that users can see. */
  const seen = () => {
    const files = readdirSync(shared, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(shared, path)).isFile())
      .map((path) => [path, readFileSync(join(shared, path), 'latin1')]);
    return { files, tags: github.releases.map(({ tag_name, latest }) => [tag_name, latest]), registry: [...processed] };
  };
  return { shared, settings, registry, seen };
}

function machine({ registry }: Pick<Awaited<ReturnType<typeof world>>, 'registry'>) {
  const base = tempFolder();
  const journal = new Journal({ path: join(base, 'journal.db'), historyLimit: 50 });
  onTestFinished(() => journal.close());
  const options: RunOptions = {
    ...placesIn(base, { github: 'token' }),
    ...{ log: journal.releases, now: () => 1, sites: noSites, published: publishedIn(journal.releases) },
    ...{ registry, readBack: { timeoutMs: 0 } },
  };
  const packed = async (version: string): Promise<Release> => {
    const root = join(base, `addon ${version}`);
    const archive = await packFiles(root, { 'a.obj': version }, join(base, `${version}.zip`), 'sample');
    const content = await openArchiveContent(archive.path, 'sample');
    const facts = { name: 'Sample', folderName: 'sample', packageId: 'sample', notes: '' };
    return { version, root, archive, content, preRelease: /[a-z]/.test(version), ...facts };
  };
  const releases = new Map<string, Release>();
  const run = async (version: string, record: (release: Release) => ReleaseRecord, more: Partial<RunOptions> = {}) => {
    const release = releases.get(version) ?? (await packed(version));
    releases.set(version, release);
    const ended = await runRelease(record(release), release, { ...options, ...more });
    const [at] = ended.destinations;
    return { ended, said: at?.error?.code ?? at?.phase, error: at?.error };
  };
  return {
    release: (version: string, settings: DestinationSettings, more?: Partial<RunOptions>) =>
      run(version, (release) => newRecord(release, [settings], { id: version, now: 1 }), more),
    retry: (version: string, { ended }: { readonly ended: ReleaseRecord }) => run(version, () => recordForRetry(ended)),
  };
}

/** Fails before anything is asked, as without a network. */
const cut: Partial<RunOptions> = {
  published: () => {
    throw new DestinationError(fault('cancelled.text'), { passing: true });
  },
  secret: () => Promise.reject(new DestinationError(fault('cancelled.text'), { passing: true })),
};

const KINDS = ['depot', 'mirror', 'zip', 'zip of one name', 'github', 'registry'] as const;

/** A first attempt that ended badly before anything was known of the place. */
async function failedAt(kind: (typeof KINDS)[number] | 'beta', version: string) {
  const there = await world();
  const ours = machine(there);
  const { [kind]: settings } = there.settings;
  const registry: RegistryPort = {
    ...there.registry,
    ask: () => Promise.reject(new DestinationError(fault('cancelled.text'), { passing: true })),
  };
  const withoutFolder = { ...settings, ...('path' in settings && { path: join(there.shared, 'nowhere\0') }) };
  const first = await ours.release(version, withoutFolder, { ...cut, registry });
  expect(first.said).not.toBe('done');
  const destinations = first.ended.destinations.map((one) => ({ ...one, settings }));
  return { ...there, settings, ours, theirs: machine(there), first: { ended: { ...first.ended, destinations } } };
}

test.each(KINDS)('%s: a retry does not take it back from the newer version of another machine', async (kind) => {
  const { settings, ours, theirs, first, seen } = await failedAt(kind, '1.0.0');
  expect((await theirs.release('1.1.0', settings)).said).toBe('done');
  const before = seen();
  const { error, ended } = await ours.retry('1.0.0', first);
  expect(error).toMatchObject({
    code: 'superseded',
    message: `${settings.name} has 1.1.0 by now, which is newer than 1.0.0. Nothing was changed there.`,
    hint: 'To bring users the older one all the same, release it anew.',
  });
  expect(ended.destinations[0]?.phase).toBe('refused');
  expect(seen()).toEqual(before);
  // As often as it is retried.
  expect((await ours.retry('1.0.0', { ended })).said).toBe('superseded');
  expect(seen()).toEqual(before);
  // On purpose it goes there, as ever.
  expect((await ours.release('1.0.0', settings)).said).toBe('done');
});

test.each(KINDS)('%s: a retry goes on where an older version came meanwhile', async (kind) => {
  const { settings, ours, theirs, first } = await failedAt(kind, '1.1.0');
  expect((await theirs.release('1.0.0', settings)).said).toBe('done');
  expect((await ours.retry('1.1.0', first)).said).toBe('done');
});

test('what the author began over a newer version goes on by a retry, unless a still newer one came', async () => {
  const there = await world();
  const { depot } = there.settings;
  const [ours, theirs] = [machine(there), machine(there)];
  expect((await theirs.release('1.1.0', depot)).said).toBe('done');
  const stop = new AbortController();
  const onChange: RunOptions['onChange'] = ({ destinations: [at] }) => {
    if (at?.phase === 'staged') stop.abort();
  };
  const first = await ours.release('1.0.0', depot, { signal: stop.signal, onChange });
  expect(first.said).toBe('cancelled');
  expect((await ours.retry('1.0.0', first)).said).toBe('done');
  expect((await theirs.release('1.2.0', depot)).said).toBe('done');
  expect((await ours.retry('1.0.0', first)).said).toBe('superseded');
});

test('a newer version that comes while a release is sent is not written over either', async () => {
  const there = await world();
  const { depot } = there.settings;
  const cfg = join(there.shared, 'depot/skunkcrafts_updater.cfg');
  expect((await machine(there).release('1.0.0', depot)).said).toBe('done');
  const onChange: RunOptions['onChange'] = ({ destinations: [at] }) => {
    // After the last look of this machine.
    if (at?.phase === 'flipping') writeFileSync(cfg, readFileSync(cfg, 'utf8').replace('1.0.0', '1.1.0'));
  };
  expect((await machine(there).release('1.0.1', depot, { onChange })).said).toBe('superseded');
  expect(readFileSync(join(there.shared, 'depot/a.obj'), 'utf8')).toBe('1.0.0');
});

test("testers' versions take nobody's place", async () => {
  for (const kind of ['github', 'zip'] as const) {
    const { settings, ours, theirs, first } = await failedAt(kind, '1.0.0');
    expect((await theirs.release('1.1.0b1', settings)).said).toBe('done');
    expect((await ours.retry('1.0.0', first)).said).toBe('done');
  }
  const { settings, ours, theirs, first } = await failedAt('beta', '1.0.0b1');
  expect((await theirs.release('1.1.0', settings)).said).toBe('done');
  expect((await ours.retry('1.0.0b1', first)).said).toBe('done');
});
