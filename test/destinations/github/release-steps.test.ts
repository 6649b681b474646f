import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { GithubApi } from '../../../main/destinations/github/api.ts';
import { type AssetFile, assetName, GithubReleaseSteps } from '../../../main/destinations/github/release-steps.ts';
import { HEAD, OTHER, type StandIn, startStandIn } from './standin.ts';

function call() {
  return { signal: AbortSignal.timeout(20_000) };
}

function asset(name: string, text: string): AssetFile {
  const content = Buffer.from(text);
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { name, size: content.length, sha256, open: () => Readable.from([content], { objectMode: false }) };
}

const files = [asset('addon-1.2.zip', 'the archive'), asset('notes.txt', 'some notes')];
const input = { tag: 'v1.2', title: 'Add-on 1.2', notes: 'What is new', preRelease: false, assets: files };

async function github() {
  const standIn = await startStandIn();
  onTestFinished(async () => {
    await standIn.close();
    expect(standIn.faults).toEqual([]);
  });
  const steps = (more: Partial<typeof input> & { commit?: string } = {}, token = 'token') =>
    new GithubReleaseSteps(new GithubApi({ owner: 'author', repository: 'addon', token, api: standIn.api }), {
      ...input,
      ...more,
    });
  return { standIn, steps };
}

function uploads({ requests }: StandIn) {
  return requests.filter((one) => one.startsWith('POST /upload'));
}

function contents({ releases }: StandIn) {
  return Object.fromEntries((releases[0]?.assets ?? []).map(({ name, content }) => [name, content.toString()]));
}

test('a draft first with all files and their sums, then published in one step, and read back', async () => {
  const { standIn, steps } = await github();
  const release = steps();
  expect(await release.ask(call())).toEqual({ is: 'absent' });
  expect((await release.missing(call())).map(({ name }) => name)).toEqual(['addon-1.2.zip', 'notes.txt', 'SHA256SUMS']);
  await release.stage(call());
  expect(standIn.releases.map(({ draft }) => draft)).toEqual([true]);
  expect(await release.ask(call())).toEqual({ is: 'partial' });
  expect(await release.missing(call())).toEqual([]);
  await expect(release.verify(call())).rejects.toMatchObject({ code: 'timed_out' });
  expect(await release.flip(call())).toContain('v1.2');
  expect(await release.verify(call())).toContain('v1.2');
  expect(standIn.releases).toMatchObject([{ draft: false, prerelease: false, latest: true, body: 'What is new' }]);
  expect(contents(standIn).SHA256SUMS).toBe(files.map(({ sha256, name }) => `${sha256}  ${name}\n`).join(''));
  expect(standIn.tags.get('v1.2')).toBe(HEAD);
});

test('each step again changes nothing and sends nothing', async () => {
  const { standIn, steps } = await github();
  await steps().stage(call());
  await steps().stage(call());
  await steps().flip(call());
  await steps().flip(call());
  await steps().stage(call());
  expect(uploads(standIn)).toHaveLength(3);
  expect(standIn.releases).toHaveLength(1);
});

test('a pre-release becomes the release with the files testers had, and none is sent again', async () => {
  const { standIn, steps } = await github();
  await steps({ preRelease: true }).flip(call());
  expect(standIn.releases).toMatchObject([{ draft: false, prerelease: true }]);
  const promoted = steps({ notes: 'For everybody' });
  expect(await promoted.ask(call())).toEqual({ is: 'partial' });
  expect(await promoted.missing(call())).toEqual([]);
  await promoted.stage(call());
  expect(standIn.releases).toMatchObject([{ prerelease: true }]);
  await promoted.flip(call());
  await promoted.verify(call());
  expect(standIn.releases).toMatchObject([{ draft: false, prerelease: false, latest: true, body: 'For everybody' }]);
  expect(uploads(standIn)).toHaveLength(3);
  // Back to the testers alone is nothing that a release does.
  expect(await steps({ preRelease: true }).ask(call())).toMatchObject({ is: 'published' });
});

test('other files are not promoted under the number that testers know', async () => {
  const { steps } = await github();
  await steps({ preRelease: true }).flip(call());
  const other = steps({ assets: [asset('addon-1.2.zip', 'another archive')] });
  expect(await other.ask(call())).toMatchObject({ is: 'different' });
});

test.each(['starter', 'lost_answer'] as const)('an upload that ends in "%s" is mended, once', async (trouble) => {
  const { standIn, steps } = await github();
  standIn.trouble.push(trouble);
  await steps()
    .stage(call())
    .catch(() => steps().stage(call()));
  expect(Object.keys(contents(standIn)).sort()).toEqual(['SHA256SUMS', 'addon-1.2.zip', 'notes.txt']);
  expect(contents(standIn)['addon-1.2.zip']).toBe('the archive');
});

test('a cut connection is a sentence, nothing is published, and the next try sends only what is missing', async () => {
  const { standIn, steps } = await github();
  standIn.trouble.push('cut');
  await expect(steps().stage(call())).rejects.toMatchObject({ code: 'unreachable', passing: true });
  expect(standIn.releases.every(({ draft }) => draft)).toBe(true);
  await steps().flip(call());
  expect(Object.keys(contents(standIn))).toHaveLength(3);
});

test('another file under the same version is told and left alone', async () => {
  const { standIn, steps } = await github();
  await steps().flip(call());
  const other = steps({ assets: [asset('addon-1.2.zip', 'another archive')] });
  expect(await other.ask(call())).toMatchObject({ is: 'different' });
  await expect(other.flip(call())).rejects.toMatchObject({ code: 'version_exists' });
  expect(contents(standIn)['addon-1.2.zip']).toBe('the archive');
});

test('a published release without all its files is completed, unless it cannot be changed any more', async () => {
  const { standIn, steps } = await github();
  await steps().flip(call());
  const [release] = standIn.releases;
  release!.assets = release!.assets.filter(({ name }) => name !== 'notes.txt');
  expect(await steps().ask(call())).toEqual({ is: 'partial' });
  await steps().flip(call());
  expect(Object.keys(contents(standIn))).toHaveLength(3);
  release!.assets = release!.assets.filter(({ name }) => name !== 'notes.txt');
  standIn.immutable = true;
  await expect(steps().flip(call())).rejects.toMatchObject({ message: expect.stringContaining('cannot be changed') });
});

test('two machines that begin at once end with one release', async () => {
  const { standIn, steps } = await github();
  await Promise.allSettled([steps().stage(call()), steps().stage(call())]);
  await steps().flip(call());
  expect(standIn.releases.filter(({ draft }) => !draft)).toHaveLength(1);
  expect(Object.keys(contents({ ...standIn, releases: standIn.releases.filter(({ draft }) => !draft) }))).toHaveLength(
    3,
  );
});

test('a tag at another commit is told before anything is sent; a missing one is made at the commit that is named', async () => {
  const { standIn, steps } = await github();
  standIn.tags.set('v1.2', HEAD);
  await expect(steps({ commit: OTHER }).stage(call())).rejects.toMatchObject({
    message: expect.stringContaining('another commit'),
  });
  expect(standIn.releases).toEqual([]);
  standIn.tags.clear();
  await steps({ commit: OTHER, preRelease: true }).flip(call());
  expect(standIn.tags.get('v1.2')).toBe(OTHER);
  expect(standIn.releases).toMatchObject([{ prerelease: true, latest: false }]);
});

test('what the token lacks is said', async () => {
  const { standIn, steps } = await github();
  await expect(steps({}, 'old').ask(call())).rejects.toMatchObject({ code: 'login_refused' });
  standIn.trouble.push('rate');
  await expect(steps().ask(call())).rejects.toMatchObject({ code: 'timed_out', passing: true });
});

test('names are made such that GitHub keeps them, and 2 GB are refused before anything is sent', async () => {
  expect(['Ünïcode name (1).zip', '..hidden', 'Ж.zip'].map(assetName)).toEqual([
    'U.ni.code.name.1.zip',
    'hidden',
    'zip',
  ]);
  const { steps } = await github();
  const large = { ...asset('large.zip', 'x'), size: 2 * 1024 ** 3 };
  expect(() => steps({ assets: [large] })).toThrow(/2 GB or more/);
});

test('a release that was made before it had a list of contents is that release, and is not sent again', async () => {
  const { standIn, steps } = await github();
  await steps({ assets: files.slice(0, 1) }).flip(call());
  const sent = uploads(standIn).length;
  expect(await steps().ask(call())).toMatchObject({ is: 'published' });
  expect(await steps().flip(call())).toContain('v1.2');
  expect(uploads(standIn)).toHaveLength(sent);
});

test('one with another zip, or with half of what it has now, is not', async () => {
  const { standIn, steps } = await github();
  await steps({ assets: [asset('addon-1.2.zip', 'another archive')] }).flip(call());
  expect(await steps().ask(call())).toMatchObject({ is: 'different' });
  standIn.releases.splice(0);
  standIn.tags.clear();
  await steps().flip(call());
  standIn.releases[0]?.assets.splice(0, 1);
  expect(await steps().ask(call())).toMatchObject({ is: 'partial' });
});

test('where GitHub tells no sums, files of the same sizes with other content are not this release', async () => {
  const { standIn, steps } = await github();
  await steps().flip(call());
  standIn.digests = false;
  expect((await steps().ask(call())).is).toBe('published');
  const others = [asset('addon-1.2.zip', 'the ARCHIVE'), asset('notes.txt', 'some notes')];
  expect(await steps({ assets: others }).ask(call())).toMatchObject({
    is: 'different',
    error: { code: 'version_exists', message: expect.stringContaining('SHA256SUMS') },
  });
});
