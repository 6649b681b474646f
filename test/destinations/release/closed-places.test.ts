import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { whereTestersLack } from '../../../main/destinations/release/promotion.ts';
import { planRelease } from '../../../main/destinations/release/run-release.ts';
import { planWithdrawal } from '../../../main/destinations/withdraw/plan-withdrawal.ts';
import { takeOffSite } from '../../../main/destinations/withdraw/take-off-site.ts';
import type { DestinationPlace, DestinationSettings } from '../../../preload/contract.ts';
import { tempFolder } from '../../temp-folder.ts';
import { memoryOfPlaces, noSites, placesIn, releaseOf } from '../memory.ts';

// Whoever opens a place closes it, whatever comes of it; each place asks once for its secret.

function folder(href: string) {
  return (
    `<?xml version="1.0"?><D:multistatus xmlns:D="DAV:"><D:response><D:href>${href}</D:href><D:propstat><D:prop>` +
    '<D:resourcetype><D:collection/></D:resourcetype></D:prop><D:status>HTTP/1.1 200 OK</D:status></D:propstat>' +
    '</D:response></D:multistatus>'
  );
}

/** A web space with two empty folders, which tells whether anybody is still connected. */
async function webSpace(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const open = new Set<Socket>();
  let allGone = () => {};
  const server = createServer(answer).on('connection', (socket) => {
    open.add(socket);
    socket.on('close', () => {
      open.delete(socket);
      if (open.size === 0) allGone();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const base = tempFolder();
  let asked = 0;
  const deps = {
    ...placesIn(base),
    secret: async () => {
      asked++;
      return 'a secret';
    },
    registry: { ask: async () => ({ is: 'absent' as const }), publish: async () => {} },
    sites: noSites,
    published: memoryOfPlaces(),
  };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const place = (name: string): DestinationPlace => ({ carrier: 'webdav', url: `${url}/${name}/`, user: 'author' });
  return {
    ...{ base, deps, place },
    asked: () => asked,
    whenGone: () => (open.size === 0 ? undefined : new Promise<void>((resolve) => (allGone = resolve))),
  };
}

function emptyFolders(request: IncomingMessage, response: ServerResponse) {
  if (request.method === 'PROPFIND' && request.url?.includes('.') === false)
    response.writeHead(207).end(folder(request.url));
  else response.writeHead(404).end();
}

function inTrouble(request: IncomingMessage, response: ServerResponse) {
  if (request.method === 'PROPFIND' && request.headers.depth === '0')
    response.writeHead(207).end(folder(request.url ?? ''));
  else response.writeHead(500).end();
}

test.each([
  ['empty', emptyFolders],
  ['in trouble', inTrouble],
])('a promotion, a plan and a withdrawal leave no connection open at a server that is %s', async (_, answer) => {
  const { base, deps, place, asked, whenGone } = await webSpace(answer);
  const depot: DestinationSettings = {
    ...{ kind: 'skunkcrafts', name: 'depot', url: 'http://127.0.0.1:9/stable/', place: place('stable') },
    beta: { url: 'http://127.0.0.1:9/beta/', place: place('beta') },
  };
  const mirror: DestinationSettings = { kind: 'folder', name: 'mirror', place: place('mirror') };
  const release = releaseOf('1.0.0', { 'a.obj': 'a' }, { root: base });
  expect(await whereTestersLack(release, [depot], deps)).toHaveLength(1);
  expect(asked()).toBe(2);
  await whenGone();
  await planRelease(release, [depot, mirror], deps);
  expect(asked()).toBe(5);
  await whenGone();
  const what = { version: '1.0.0', packageId: 'sample', folder: base };
  await expect(planWithdrawal({ ...what, settings: mirror }, [], deps)).rejects.toThrow();
  expect(asked()).toBe(6);
  await whenGone();
  const site = {
    kind: 'static-site',
    name: 'site',
    url: 'http://127.0.0.1:9/',
    registry: 'none',
    place: place('site'),
  } as const;
  await expect(takeOffSite(site, what, { ...deps, base })).rejects.toThrow('no registry');
  await whenGone();
});

test('nothing is opened where the journal cannot be read', async () => {
  const { deps, place, asked } = await webSpace(emptyFolders);
  const published = () => {
    throw new Error('the disk is gone');
  };
  const mirror: DestinationSettings = { kind: 'folder', name: 'mirror', place: place('mirror') };
  const depot: DestinationSettings = {
    kind: 'skunkcrafts',
    name: 'depot',
    url: 'http://127.0.0.1:9/',
    place: place('a'),
  };
  const planned = await planRelease(releaseOf('1.0.0', {}), [mirror, depot], { ...deps, published });
  expect(planned.map(({ error }) => error?.message)).toEqual(
    Array(2).fill(expect.stringContaining('the disk is gone')),
  );
  expect(asked()).toBe(0);
});
