import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { S3 } from '@aws-sdk/client-s3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { newRecord, publishedIn } from '../../../main/destinations/release/releases.ts';
import { planRelease, type RunOptions, runRelease } from '../../../main/destinations/release/run-release.ts';
import { Journal } from '../../../main/publish/journal/index.ts';
import { type DestinationPlace, type DestinationSettings, placeForTesters } from '../../../preload/contract.ts';
import { sharedRadosgw } from '../../shared-servers/shared-servers.ts';
import { tempFolder } from '../../temp-folder.ts';
import { someBytes } from '../carriers/contract.ts';
import { noSites, placesIn, releaseOf } from '../memory.ts';
import { proftpdMissing, startProftpd, WITH_COPY } from '../peers/ftp.ts';
import { missing } from '../peers/peer.ts';
import { RADOSGW_PROGRAMS, START_MS } from '../peers/radosgw.ts';
import { sshMissing, startSshd } from '../peers/ssh.ts';
import { trustOnce } from '../peers/trust-once.ts';
import { serveFolders } from '../peers/web-folder.ts';
import { startRcloneWebdav } from '../peers/webdav.ts';

// What testers have becomes everybody's on servers of other people: no byte of it passes here twice where the server can copy.

const PATIENCE = 120_000;
const LARGE = 300_000;
/** More than the control files and the change log have together. */
const SMALL = 10_000;
const FILES = { 'plane.acf': someBytes(LARGE), 'objects/wing 1.obj': someBytes(LARGE, 2) };
const LOGIN = { user: 'author', password: 'a secret' };

interface Channel {
  readonly place: DestinationPlace;
  readonly url: string;
}

async function promoteOn(
  stable: Channel,
  beta: Channel,
  secret: string,
  read: (name: string) => Promise<Buffer> | Buffer,
) {
  const base = tempFolder();
  const journal = new Journal({ path: join(base, 'journal.db'), historyLimit: 10 });
  onTestFinished(() => journal.close());
  const places = placesIn(base, { updates: secret });
  if (stable.place.carrier === 'sftp') await trustOnce(stable.place, places.dataFolder);
  const settings: DestinationSettings[] = [{ kind: 'skunkcrafts', name: 'updates', ...stable, beta }];
  let bytes = 0;
  const options: RunOptions = {
    ...places,
    ...{ log: journal.releases, now: () => 1, sites: noSites, readBack: { timeoutMs: 0 } },
    registry: { ask: async () => ({ is: 'absent' }), publish: async () => {} },
    published: publishedIn(journal.releases),
    onBytes: (_, count) => {
      bytes += count;
    },
  };
  const forTesters = releaseOf('1.4.0', FILES, { preRelease: true, notes: '- Faster' });
  const send = async (release: typeof forTesters) => {
    bytes = 0;
    const record = newRecord(release, settings, { id: String(release.preRelease), now: 1 });
    const { destinations } = await runRelease(record, release, options);
    expect(destinations.map(({ phase, error }) => error?.message ?? phase)).toEqual(['done']);
    return bytes;
  };
  expect(await send(forTesters)).toBeGreaterThan(2 * LARGE);
  const forAll = { ...forTesters, preRelease: false };
  const [planned] = await planRelease(forAll, settings, options);
  const sent = await send(forAll);
  for (const [name, content] of Object.entries(FILES)) expect((await read(name)).equals(content)).toBe(true);
  return { sent, planned: planned?.plan?.bytes ?? -1, rules: planned?.plan?.findings.map(({ rule }) => rule) };
}

/** Two folders of a server's disk, and what users see of them. */
async function twoChannels(place: DestinationPlace, folder: string, at: (name: string) => string) {
  const folders = { stable: join(folder, 'stable'), beta: join(folder, 'beta') };
  for (const one of Object.values(folders)) mkdirSync(one, { recursive: true });
  const web = await serveFolders(folders);
  onTestFinished(() => web.close());
  const channel = (name: 'stable' | 'beta') => ({
    place: placeForTesters(place, at(name)),
    url: `${web.url}${name}/`,
  });
  return {
    stable: channel('stable'),
    beta: channel('beta'),
    read: (name: string) => readFileSync(join(folders.stable, name)),
  };
}

describe.skipIf(sshMissing())('over SFTP', () => {
  test('nothing is sent again', { timeout: PATIENCE }, async () => {
    const { host, port, user, keyFile, folder, kill } = await startSshd(tempFolder());
    onTestFinished(kill);
    const place = { carrier: 'sftp', host, port, user, keyFile, login: 'key', folder: '' } as const;
    const { stable, beta, read } = await twoChannels(place, folder, (name) => join(folder, name));
    const { sent, planned, rules } = await promoteOn(stable, beta, '', read);
    expect([sent < SMALL, planned < SMALL, rules?.includes('depot_sent_again')]).toEqual([true, true, false]);
  });
});

describe.skipIf(missing('rclone'))('over WebDAV', () => {
  test('nothing is sent again', { timeout: PATIENCE }, async () => {
    const { port, folder, kill } = await startRcloneWebdav(tempFolder(), LOGIN);
    onTestFinished(kill);
    const url = `http://127.0.0.1:${port}/`;
    const place = { carrier: 'webdav', url, user: LOGIN.user } as const;
    const { stable, beta, read } = await twoChannels(place, folder, (name) => `${url}${name}`);
    const { sent, planned } = await promoteOn(stable, beta, LOGIN.password, read);
    expect([sent < SMALL, planned < SMALL]).toEqual([true, true]);
  });
});

describe.skipIf(proftpdMissing())('over FTP', () => {
  test.each([
    { server: 'with a command to copy', more: WITH_COPY, copies: true },
    { server: 'without one', more: [], copies: false },
  ])('$server: what is sent again is said beforehand', { timeout: PATIENCE }, async ({ more, copies }) => {
    const { host, port, folder, kill } = await startProftpd(tempFolder(), LOGIN, false, more);
    onTestFinished(kill);
    const place = { carrier: 'ftp', host, port, user: LOGIN.user, folder: '', tls: 'none' } as const;
    const { stable, beta, read } = await twoChannels(place, folder, (name) => join(folder, name));
    const { sent, planned, rules } = await promoteOn(stable, beta, LOGIN.password, read);
    expect([sent < SMALL, planned < SMALL, rules?.includes('depot_sent_again')]).toEqual([copies, copies, !copies]);
  });
});

describe.skipIf(missing(...RADOSGW_PROGRAMS))('over S3', () => {
  test('nothing is sent again', { timeout: START_MS + PATIENCE }, async () => {
    const { endpoint, accessKey, secret } = await sharedRadosgw();
    const bucket = `depots-${randomUUID()}`;
    const credentials = { accessKeyId: accessKey, secretAccessKey: secret };
    const client = new S3({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
    onTestFinished(() => client.destroy());
    await client.createBucket({ Bucket: bucket });
    const at = (folder: string): Channel => ({
      place: { carrier: 's3', bucket, folder, endpoint, accessKey, publicRead: true },
      url: `${endpoint}/${bucket}/${folder}/`,
    });
    const read = async (name: string) => {
      const answer = await fetch(`${at('stable').url}${encodeURI(name)}`);
      return Buffer.from(await answer.arrayBuffer());
    };
    const { sent, planned } = await promoteOn(at('stable'), at('beta'), secret, read);
    expect([sent < SMALL, planned < SMALL]).toEqual([true, true]);
  });
});
