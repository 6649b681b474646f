import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  type DestinationPlace,
  type DestinationSettings,
  destinationPlaceSchema,
  destinationSettingsSchema,
} from '../../preload/contract.ts';
import { tempFolder } from '../temp-folder.ts';
import { runInProcess } from './run-cli.ts';

/** A server that notes whether anybody came. */
async function untouched(): Promise<{ readonly port: number; readonly visits: () => number }> {
  const seen: Socket[] = [];
  const server = createServer((socket) => {
    seen.push(socket);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, visits: () => seen.length };
}

function placesAt(port: number): Record<DestinationPlace['carrier'], { place: DestinationPlace; lacks?: string }> {
  const host = '127.0.0.1';
  const http = `http://${host}:${port}`;
  return {
    folder: { place: { carrier: 'folder', path: '.' } },
    // Git logs in by its own ways.
    git: { place: { carrier: 'git', remote: `${http}/a.git`, branch: 'main' } },
    sftp: {
      place: { carrier: 'sftp', host, port, user: 'me', folder: '/d', login: 'password' },
      lacks: 'the password of me at 127.0.0.1',
    },
    ftp: {
      place: { carrier: 'ftp', host, port, user: 'me', folder: '/d', tls: 'none' },
      lacks: 'the password of me at 127.0.0.1',
    },
    webdav: {
      place: { carrier: 'webdav', url: `${http}/d`, user: 'me' },
      lacks: `the password of me at 127.0.0.1:${port}`,
    },
    s3: {
      place: { carrier: 's3', bucket: 'b', endpoint: http, accessKey: 'AKEY' },
      lacks: 'the secret of the access key AKEY',
    },
  };
}

/** Each kind in each way to it that wants a secret, with what it lacks. */
async function everyKind(port: number): Promise<{ settings: DestinationSettings; lacks: string }[]> {
  const http = `http://127.0.0.1:${port}`;
  const places = Object.values(placesAt(port)).flatMap(({ place, lacks }) => (lacks ? [{ place, lacks }] : []));
  const url = `${http}/u/`;
  return [
    ...places.flatMap(({ place, lacks }) => [
      { settings: { kind: 'folder' as const, name: `mirror ${place.carrier}`, place }, lacks },
      { settings: { kind: 'skunkcrafts' as const, name: `depot ${place.carrier}`, url, place }, lacks },
      {
        settings: {
          ...{ kind: 'skunkcrafts' as const, name: `testers ${place.carrier}`, url },
          place: { carrier: 'folder' as const, path: '.' },
          beta: { url: `${http}/b/`, place },
        },
        lacks,
      },
      {
        settings: { kind: 'static-site' as const, name: `site ${place.carrier}`, registry: 'local', url, place },
        lacks,
      },
    ]),
    {
      settings: { kind: 'github', name: 'github', owner: 'me', repository: 'addon', api: http },
      lacks: 'a token for me/addon',
    },
    { settings: { kind: 'xpkg', name: 'registry', registry: 'Far' }, lacks: 'a token for the registry Far' },
  ];
}

test('the table has every kind and every way to a place', async () => {
  const all = await everyKind(1);
  const kinds = destinationSettingsSchema.options.map(({ shape }) => shape.kind.value);
  expect([...new Set(all.map(({ settings }) => settings.kind)), 'zip'].sort()).toEqual([...kinds].sort());
  const carriers = destinationPlaceSchema.options.map(({ shape }) => shape.carrier.value);
  expect(Object.keys(placesAt(1)).sort()).toEqual([...carriers].sort());
  for (const { settings } of all) expect(destinationSettingsSchema.safeParse(settings).error).toBeUndefined();
});

test('each secret that is missing is named with its variable, before anything is packed or sent', async () => {
  const base = tempFolder();
  const { port, visits } = await untouched();
  const env = { LOADMASTER_DATA: join(base, 'data') };
  const plane = join(base, 'plane');
  await runInProcess(['sample', 'aircraft', plane], { env });
  const far = ['connect', `http://127.0.0.1:${port}/`, '--name', 'Far', '--no-token'];
  await runInProcess(far, { env });
  const before = visits();
  const all = await everyKind(port);
  const file = join(plane, 'loadmaster.json');
  const project = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const local: DestinationSettings = { kind: 'folder', name: 'here', place: { carrier: 'folder', path: '../mirror' } };
  const write = (destinations: readonly DestinationSettings[]) =>
    writeFileSync(file, JSON.stringify({ ...project, destinations }));

  for (const { settings, lacks } of all) {
    write([local, settings]);
    const { exit, stderr, stdout } = await runInProcess(['release', plane, '--version', '1.0.0'], { env });
    expect([exit, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`"${settings.name}" needs ${lacks}`);
    if (settings.kind !== 'xpkg') expect(stderr).toMatch(/the environment variable LOADMASTER_[A-Z0-9_]+ does not/);
  }
  write(all.map(({ settings }) => settings));
  const together = await runInProcess(['release', plane, '--version', '1.0.0'], { env });
  for (const { settings } of all) expect(together.stderr).toContain(`"${settings.name}" needs`);
  expect([visits() - before, existsSync(join(base, 'mirror')), existsSync(join(base, 'data', 'releases'))]).toEqual([
    0,
    false,
    false,
  ]);
}, 60_000);
