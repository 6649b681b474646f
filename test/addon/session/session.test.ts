import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  type AddonSession,
  type AddonSessionOptions,
  type AddonState,
  createSample,
  detectAddon,
  openAddon,
  readIgnoreRules,
  scanAddon,
} from '../../../main/addon/index.ts';
import { type StartFolderWatch, startFolderWatch } from '../../../main/addon/watch/folder-watch.ts';
import { tempFolder, writeFiles } from '../folder.ts';

interface Opened {
  readonly session: AddonSession;
  readonly updates: string[];
  readonly until: (condition: (state: AddonState) => boolean) => Promise<AddonState>;
}

const whole: StartFolderWatch = (options) => startFolderWatch({ ...options, strategy: 'whole' });
const folderByFolder: StartFolderWatch = (options) => startFolderWatch({ ...options, strategy: 'folder-by-folder' });

/** `until` resolves with the first state that fits, looked at after every update. */
function open(folder: string, options: Partial<AddonSessionOptions> = {}): Opened {
  const updates: string[] = [];
  const waiting = new Set<() => void>();
  const session = openAddon({
    folder,
    rootCheckMs: 50,
    ...options,
    onChange: (update) => {
      updates.push(update.kind);
      for (const look of waiting) look();
    },
  });
  onTestFinished(() => session.close());
  const until: Opened['until'] = (condition) =>
    new Promise((resolve) => {
      const look = () => {
        if (!condition(session.state)) return;
        waiting.delete(look);
        resolve(session.state);
      };
      waiting.add(look);
      look();
    });
  return { session, updates, until };
}

function paths({ scan }: AddonState) {
  return scan.entries.map(({ path }) => path);
}

function isWatching({ watch }: AddonState) {
  return watch.state === 'watching';
}

function has(path: string) {
  return (state: AddonState) => paths(state).includes(path);
}

/** What the session says must be what a fresh look at the folder says. */
async function expectTrue(session: AddonSession): Promise<void> {
  await session.settled();
  const fresh = await scanAddon(session.folder, { ignore: await readIgnoreRules(session.folder) });
  expect(session.state.scan).toEqual(fresh);
  const { evidence, kind, platforms } = await detectAddon(fresh);
  expect(session.state.detection).toMatchObject({ evidence, kind, platforms });
}

test('a folder is read, understood and checked, then watched', async () => {
  const root = tempFolder();
  await createSample('aircraft', root);
  const { session, updates, until } = open(root);
  expect(session.state.phase).toBe('reading');
  await session.ready;
  expect(updates.filter((kind) => kind !== 'watch').slice(0, 2)).toEqual(['entries', 'detection']);
  expect(session.state).toMatchObject({ phase: 'ready', detection: { kind: 'aircraft' }, sinceLastOpen: undefined });
  expect((await until(isWatching)).findings.filter(({ finding }) => finding.severity === 'error')).toEqual([]);
});

test.each([
  ['whole', whole],
  ['folder by folder', folderByFolder],
])('changes are followed, watched %s', async (_name, startWatch) => {
  const root = tempFolder({ 'plane.acf': 'a', 'objects/a.obj': 'a', 'objects/deep/b.obj': 'b' });
  const { session, until } = open(root, { startWatch });
  await until(isWatching);
  const sizeOf = (state: AddonState, path: string) => state.scan.entries.find((entry) => entry.path === path)?.size;

  appendFileSync(join(root, 'objects/deep/b.obj'), 'more');
  await until((state) => sizeOf(state, 'objects/deep/b.obj') === 5);
  writeFiles(root, { 'liveries/Red/objects/a.png': 'x' });
  await until(has('liveries/Red/objects/a.png'));
  writeFiles(root, { 'liveries/Red/objects/b.png': 'x' });
  await until(has('liveries/Red/objects/b.png'));
  renameSync(join(root, 'liveries/Red'), join(root, 'liveries/Blue'));
  await until((state) => has('liveries/Blue/objects/b.png')(state) && !has('liveries/Red/objects/b.png')(state));
  appendFileSync(join(root, 'liveries/Blue/objects/b.png'), 'more');
  await until((state) => sizeOf(state, 'liveries/Blue/objects/b.png') === 5);
  rmSync(join(root, 'objects'), { recursive: true });
  await until((state) => !has('objects/a.obj')(state) && !has('objects/deep/b.obj')(state));
  writeFiles(root, { 'objects/deep/c.obj': 'c' });
  await until(has('objects/deep/c.obj'));
  appendFileSync(join(root, 'objects/deep/c.obj'), 'more');
  await until((state) => sizeOf(state, 'objects/deep/c.obj') === 5);
  rmSync(join(root, 'plane.acf'));
  await until(({ detection }) => detection?.kind !== 'aircraft');
  await expectTrue(session);
});

test('a file that becomes a folder, a folder that becomes a link, a link that is turned', async () => {
  const root = tempFolder({ 'a/x.txt': '1', b: '2', 'plane.acf': '' });
  symlinkSync('one', join(root, 'link'));
  const { session, until } = open(root);
  await until(isWatching);
  rmSync(join(root, 'b'));
  writeFiles(root, { 'b/inside.txt': '3' });
  await until(has('b/inside.txt'));
  rmSync(join(root, 'a'), { recursive: true });
  symlinkSync('b', join(root, 'a'));
  rmSync(join(root, 'link'));
  symlinkSync('two', join(root, 'link'));
  await until(
    ({ scan }) => scan.entries.some(({ link }) => link === 'two') && scan.entries.some(({ link }) => link === 'b'),
  );
  await expectTrue(session);
});

test('a burst of thousands of changes ends in the right list', async () => {
  const root = tempFolder({ 'plane.acf': '' });
  const { session, updates, until } = open(root);
  await until(isWatching);
  const before = updates.length;
  const files = Object.fromEntries(
    Array.from({ length: 3000 }, (_, index) => [`objects/part_${index % 60}/${index}.obj`, String(index)]),
  );
  writeFiles(root, files);
  await until(({ scan }) => scan.entries.length === 3001);
  rmSync(join(root, 'objects'), { recursive: true });
  await until(({ scan }) => scan.entries.length === 1);
  await expectTrue(session);
  expect(updates.length - before).toBeLessThan(100);
});

test('hidden folders are left alone; changed rules count at once', async () => {
  const root = tempFolder({ 'plane.acf': '', 'node_modules/a/b.js': '', 'source/a.psd': '' });
  const { session, until } = open(root, { extraIgnore: ['*.xcf'] });
  await until(isWatching);
  writeFiles(root, { '.xpkgignore': '/source/\n' });
  await until((state) => !has('source/a.psd')(state));
  writeFiles(root, { 'node_modules/a/c.js': '', 'source/b.psd': '', 'a.xcf': '', 'b.png': '' });
  await until(has('b.png'));
  await session.settled();
  expect(paths(session.state)).toEqual(['b.png', 'plane.acf']);
  await session.saveProject({ packageId: 'arkin.plane', ignore: ['*.png'] });
  expect(paths(session.state)).toEqual(['plane.acf']);
  expect(session.state.project.packageId).toBe('arkin.plane');
  rmSync(join(root, '.xpkgignore'));
  await until(has('source/b.psd'));
});

test('a root that is deleted, and one that comes back, is told and followed again', async () => {
  const root = join(tempFolder({ 'addon/plane.acf': '', 'addon/objects/a.obj': '' }), 'addon');
  const { session, until } = open(root);
  await until(isWatching);
  rmSync(root, { recursive: true });
  const gone = await until(({ phase }) => phase === 'missing');
  expect(gone.problem?.id).toBe('folder_state.missing');
  await until(({ watch }) => watch.state === 'missing');
  writeFiles(root, { 'library.txt': 'A\n800\nLIBRARY\n' });
  await until((state) => state.phase === 'ready' && isWatching(state));
  expect(session.state.detection?.kind).toBe('library');
  writeFiles(root, { 'objects/new.obj': '' });
  await until(has('objects/new.obj'));
  await expectTrue(session);
});

test('a root that is replaced between two looks is the new folder, and watched', async () => {
  const home = tempFolder({ 'addon/plane.acf': '', 'other/apt.txt': '' });
  const root = join(home, 'addon');
  const { session, until } = open(root);
  await until(isWatching);
  renameSync(root, join(home, 'old'));
  renameSync(join(home, 'other'), root);
  await until((state) => has('apt.txt')(state) && isWatching(state));
  writeFiles(root, { 'later.txt': '' });
  await until(has('later.txt'));
  writeFileSync(join(home, 'old/plane.acf'), 'changed elsewhere');
  await expectTrue(session);
});

test('a folder that is missing from the start is opened when it comes', async () => {
  const root = join(tempFolder(), 'later');
  const { session, until } = open(root);
  await session.ready;
  expect(session.state).toMatchObject({ phase: 'missing', detection: undefined });
  writeFiles(root, { 'plane.acf': '' });
  await until(({ phase }) => phase === 'ready');
});

test.each(['ENOSPC', 'EMFILE', 'EIO'])(
  '%s: watching is off and says so, the list stays true, Refresh tries again',
  async (code) => {
    const root = tempFolder({ 'plane.acf': '' });
    let broken = true;
    const startWatch: StartFolderWatch = (options) => {
      const watch = startFolderWatch(options);
      if (broken) setImmediate(() => options.onTrouble(Object.assign(new Error(code), { code })));
      return watch;
    };
    const { session, until } = open(root, { startWatch });
    const { watch } = await until((state) => state.watch.state === 'off');
    expect(watch).toMatchObject({ state: 'off', reason: expect.stringMatching(/Refresh/) });
    writeFiles(root, { 'new.txt': '' });
    broken = false;
    await session.refresh();
    expect(paths(session.state)).toEqual(['new.txt', 'plane.acf']);
    await until(isWatching);
    writeFiles(root, { 'newer.txt': '' });
    await until(has('newer.txt'));
  },
);

test('an error of one folder does not end the watch of the others', async () => {
  const root = tempFolder({ 'plane.acf': '' });
  let complain: (error: Error) => void = () => undefined;
  const startWatch: StartFolderWatch = (options) => {
    complain = options.onTrouble;
    return startFolderWatch(options);
  };
  const { until } = open(root, { startWatch });
  await until(isWatching);
  complain(Object.assign(new Error('no'), { code: 'EACCES' }));
  writeFiles(root, { 'new.txt': '' });
  await until((state) => has('new.txt')(state) && isWatching(state));
});

test('what changed while nobody looked shows on the next open', async () => {
  const root = tempFolder({ 'a.txt': '1', 'b.txt': '2', 'c.txt': '3', 'line\nbreak.txt': '' });
  symlinkSync('somewhere', join(root, 'link'));
  const stateFile = join(tempFolder(), 'state/entries');
  const first = open(root, { stateFile, watch: false });
  await first.session.ready;
  expect(first.session.state.sinceLastOpen).toBeUndefined();
  await first.session.close();
  appendFileSync(join(root, 'b.txt'), 'more');
  rmSync(join(root, 'c.txt'));
  rmSync(join(root, 'link'));
  symlinkSync('elsewhere', join(root, 'link'));
  writeFiles(root, { 'd/e.txt': '' });
  const second = open(root, { stateFile, watch: false });
  await second.session.ready;
  expect(second.session.state.sinceLastOpen).toEqual({
    added: ['d/e.txt'],
    changed: ['b.txt', 'link'],
    removed: ['c.txt'],
  });
  await second.session.close();
  writeFileSync(stateFile, 'not a list');
  const third = open(root, { stateFile, watch: false });
  await third.session.ready;
  expect(third.session.state).toMatchObject({ phase: 'ready', sinceLastOpen: undefined });
});

test('only the findings a change can affect are looked for again', async () => {
  const root = tempFolder({ 'plane.acf': '', 'readme.txt': '' });
  const asked: Array<readonly string[] | undefined> = [];
  const { session, until } = open(root, {
    runChecks: async ({ changed }) => {
      asked.push(changed);
      return [];
    },
  });
  await until(isWatching);
  await session.settled();
  appendFileSync(join(root, 'readme.txt'), 'more');
  await until(({ scan }) => scan.entries.some(({ size }) => size === 4));
  await session.settled();
  await session.refresh();
  expect(asked).toEqual([undefined, ['readme.txt'], undefined]);
});

test('checks that fail are told, and the next change tries again', async () => {
  const root = tempFolder({ 'plane.acf': '' });
  let fail = true;
  const { session, until } = open(root, {
    runChecks: async () => {
      if (fail) throw new Error('a rule tripped');
      return [];
    },
  });
  await session.ready;
  expect(session.state).toMatchObject({ phase: 'failed', problem: { with: [{ with: ['a rule tripped'] }] } });
  fail = false;
  await session.refresh();
  await until(({ phase }) => phase === 'ready');
});

test('a closed session is silent and lets go of its folder', async () => {
  const root = tempFolder({ 'plane.acf': '' });
  const { session, updates, until } = open(root);
  await until(isWatching);
  await session.close();
  const before = updates.length;
  writeFiles(root, { 'new.txt': '' });
  await session.refresh();
  expect(updates.length).toBe(before);
});

test.runIf(process.platform === 'linux')('names that are no Unicode come and go without harm', async () => {
  const root = tempFolder({ 'plane.acf': '' });
  const { session, until } = open(root);
  await until(isWatching);
  const bad = Buffer.concat([Buffer.from(`${root}/bad`), Buffer.from([0xff])]);
  writeFileSync(bad, '1');
  mkdirSync(join(root, 'good'));
  writeFiles(root, { 'good/a.txt': '' });
  await until(has('good/a.txt'));
  await session.refresh();
  expect(session.state.scan.problems).toMatchObject([{ kind: 'not-unicode' }]);
});
