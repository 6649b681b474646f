import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openPlace, placeKey } from '../../../main/destinations/place.ts';
import { destinationSettingsSchema, destinationPlaceSchema as placeSchema } from '../../../preload/contract.ts';
import { makeFolder } from '../../make-folder.ts';
import { placesIn } from '../memory.ts';

const signal = new AbortController().signal;

async function temp(): Promise<string> {
  const folder = makeFolder('places');
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('a branch named in loadmaster.json is a place like a folder', async () => {
  const base = await temp();
  const remote = join(base, 'remote.git');
  execFileSync('git', ['init', '--quiet', '--bare', remote]);
  const place = placeSchema.parse({ carrier: 'git', remote, branch: 'depot' });
  const carrier = await openPlace(place, 'updates', { base, ...placesIn(base) });
  onTestFinished(() => carrier.dispose());
  expect(await carrier.list({ signal })).toEqual([]);
  expect(carrier.visible).toBe('commit');
});

test.each([
  { carrier: 'sftp', host: '127.0.0.1', port: 1, user: 'me', folder: 'www', login: 'password' },
  { carrier: 'ftp', host: '127.0.0.1', port: 1, user: 'me', folder: 'www' },
  { carrier: 'webdav', url: 'http://127.0.0.1:1/dav/', user: 'me' },
  { carrier: 's3', bucket: 'depots', endpoint: 'http://127.0.0.1:1', accessKey: 'me' },
])('a server of $carrier that is not there is a sentence about it', async (settings) => {
  const base = await temp();
  const place = placeSchema.parse(settings);
  const opened = openPlace(place, 'updates', { base, ...placesIn(base, { updates: 'secret' }) });
  await expect(opened).rejects.toMatchObject({
    name: expect.stringMatching(/Error/),
    code: 'unreachable',
  });
  await expect(opened).rejects.not.toThrow(/secret/);
});

test('the same place has the same name, whatever its speed and wherever its secret is', () => {
  const place = { carrier: 'webdav', url: 'https://a.example/dav/', user: 'me' } as const;
  expect(placeKey({ ...place, limits: { atOnce: 2 }, secretEnv: 'PASSWORD' })).toBe(placeKey(place));
});

test('settings with a secret in them are refused by no field for it', () => {
  const github = { kind: 'github', name: 'gh', owner: 'me', repository: 'plane' };
  expect(destinationSettingsSchema.parse({ ...github, token: 'ghp_x' })).not.toHaveProperty('token');
  expect(destinationSettingsSchema.safeParse({ ...github, tag: 'latest' }).success).toBe(false);
});
