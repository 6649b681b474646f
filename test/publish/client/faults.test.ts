import { chmodSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { faultFrom } from '../../../main/publish/client/network-fault.ts';
import type { Registry } from '../../../main/registry/index.ts';
import { fastClock } from '../clocks.ts';
import { type FaultyProxy, faultyProxy, httpAnswer, type ProxyFault } from '../faulty-proxy.ts';
import {
  ADDON,
  aRegistry,
  CONNECTION,
  DRAFT,
  openWorld,
  PACKAGE,
  rehearse,
  stored,
  TOKEN,
  type World,
} from '../world.ts';
import { packageZip } from '../zip.ts';

// Large enough that half of it is far from both ends, and that not all of it fits into a socket's buffers.
const LARGE = 3 * 1024 * 1024;

async function throughProxy(
  ...faults: ProxyFault[]
): Promise<{ registry: Registry; proxy: FaultyProxy; world: World }> {
  const registry = await aRegistry();
  const proxy = await faultyProxy(registry.url);
  // Not too fast for the registry: what it has read it must have stored within the seconds it is given.
  const world = await openWorld({ baseUrl: proxy.url, clock: fastClock(20) });
  world.builder.archive = (draft) => packageZip(draft.packageId, LARGE);
  proxy.plan(...faults);
  return { registry, proxy, world };
}

function outcomes(submission: {
  attempts: readonly { route: string; httpStatus: number | null; code: string | null }[];
}) {
  return submission.attempts.map(({ route, httpStatus, code }) => [route, httpStatus, code].join(' ').trim());
}

test.each([0, 0.5])('a reset at %s of the body is asked about and sent again', async (at) => {
  const { registry, proxy, world } = await throughProxy({ kind: 'reset', at });
  const submission = await world.publish();
  expect(submission.state.phase).toBe('processed');
  expect(proxy.uploads).toBe(2);
  expect(outcomes(submission)).toEqual(['upload  net_reset', 'status 404 http_404', 'upload 204']);
  expect(await stored(registry)).toMatchObject({ status: 'processed' });
});

test('a reset after the whole body finds the version on the registry, and nothing is sent twice', async () => {
  const { proxy, world } = await throughProxy({ kind: 'reset', at: 1 });
  const submission = await world.publish();
  expect(submission.state.phase).toBe('processed');
  expect(proxy.uploads).toBe(1);
  expect(outcomes(submission)[0]).toBe('upload  net_reset');
  expect(outcomes(submission).at(-1)).toMatch(/^status 200/);
});

test('a registry that takes everything and never answers is asked, not sent to again', async () => {
  const { proxy, world } = await throughProxy({ kind: 'no-answer' });
  const submission = await world.publish();
  expect(submission.state.phase).toBe('processed');
  expect(proxy.uploads).toBe(1);
  expect(outcomes(submission)[0]).toBe('upload  net_timeout');
});

test('a connection that swallows everything times out and is asked about', async () => {
  const { proxy, world } = await throughProxy({ kind: 'black-hole' });
  const submission = await world.publish();
  expect(submission.state.phase).toBe('processed');
  expect(proxy.uploads).toBe(2);
});

test.each([
  ['401', httpAnswer('401 Unauthorized', 'Unauthorized'), 'http_401', 'sign-in'],
  ['413', httpAnswer('413 Payload Too Large'), 'http_413', undefined],
  ['400', httpAnswer('400 Bad Request', 'invalid_version'), 'invalid_version', undefined],
  ['302', httpAnswer('302 Found', '', ['Location: https://example.org']), 'http_302', undefined],
])('an early %s that reads on is told as it is', async (_name, answer, code, retry) => {
  const { proxy, world } = await throughProxy({ kind: 'early', answer, drain: true });
  const submission = await world.publish();
  expect(submission.state.phase).toBe('rejected');
  expect(submission.error).toMatchObject(retry ? { code, retry } : { code });
  expect(proxy.uploads).toBe(1);
});

test.each(['401 Unauthorized', '413 Payload Too Large', '429 Too Many Requests'])(
  'an early %s that cuts the connection off is either told or asked about, never taken for a success',
  async (status) => {
    const { proxy, world } = await throughProxy({ kind: 'early', answer: httpAnswer(status), drain: false });
    const submission = await world.publish();
    // The answer can be lost in the reset; then the registry is asked, and the upload is repeated.
    const told = submission.state.phase === 'rejected' && submission.error?.code === `http_${status.slice(0, 3)}`;
    expect(told || (submission.state.phase === 'processed' && proxy.uploads === 2)).toBe(true);
  },
);

test('an early 429 is waited out for as long as it says, fractions included', async () => {
  const answer = httpAnswer('429 Too Many Requests', '', ['Retry-After: 2.345']);
  const { proxy, world } = await throughProxy({ kind: 'early', answer, drain: true });
  const submission = await world.publish();
  expect(submission.state.phase).toBe('processed');
  expect(proxy.uploads).toBe(2);
  const waiting = world.seen.find(({ state }) => state.phase === 'waiting');
  expect(waiting?.state).toMatchObject({ reason: 'rate-limit' });
  const first = submission.attempts[0];
  expect(first?.outcome).toContain('2.3 s');
  const waited = waiting?.state.phase === 'waiting' ? waiting.state.until - (first?.endedAt ?? 0) : 0;
  expect(waited).toBeGreaterThanOrEqual(2345);
});

test('a 204 before the body went out is no success', async () => {
  const { registry, proxy, world } = await throughProxy({
    kind: 'early',
    answer: httpAnswer('204 No Content'),
    drain: true,
  });
  const submission = await world.publish();
  expect(submission.state.phase).toBe('processed');
  expect(proxy.uploads).toBe(2);
  expect(outcomes(submission)[0]).toBe('upload 204 net_early_answer');
  expect(await stored(registry)).toMatchObject({ status: 'processed' });
});

test('a success that is not the 204 of the registry is not taken for a receipt', async () => {
  const answer = httpAnswer('200 OK', '<html>Sign in to the hotel</html>');
  const { registry, proxy, world } = await throughProxy({ kind: 'early', answer, drain: true });
  const submission = await world.publish();
  expect(outcomes(submission)[0]).toBe('upload 200 net_bad_answer');
  expect(submission.state.phase).toBe('processed');
  expect(proxy.uploads).toBe(2);
  expect(await stored(registry)).toMatchObject({ status: 'processed' });
});

test('something that is not HTTP is not taken for an answer', async () => {
  const { proxy, world } = await throughProxy({ kind: 'replace-answer', answer: 'SSH-2.0-nope\r\n' });
  const submission = await world.publish();
  expect(submission.state.phase).toBe('processed');
  expect(proxy.uploads).toBe(1);
});

test.each([
  [
    'before the version was accepted',
    { fault: 'answer', route: 'upload', status: 500, code: '', times: 1 },
    ['upload', 'status', 'upload'],
  ],
  ['after the version was accepted', { fault: 'error-after-accept', route: 'upload', times: 1 }, ['upload', 'status']],
] as const)('a 500 %s', async (_name, fault, routes) => {
  const registry = await aRegistry();
  await rehearse(registry, fault);
  const world = await openWorld({ baseUrl: registry.url });
  const submission = await world.publish();
  expect(submission.state.phase).toBe('processed');
  expect(submission.attempts.map(({ route }) => route)).toEqual(routes);
});

test('a registry that is not there is waited for, and found when it comes back', async () => {
  const { proxy, world } = await throughProxy();
  await proxy.offline();
  const { id } = await world.submit();
  await expect
    .poll(() => world.seen.some(({ state }) => state.phase === 'waiting' && state.reason === 'offline'))
    .toBe(true);
  await proxy.online();
  expect((await world.publisher.whenResting(id)).state.phase).toBe('processed');
});

test('a registry that stays away ends in an honest stop after eight tries, and one click goes on', async () => {
  const { proxy, world } = await throughProxy();
  await proxy.offline();
  const submission = await world.publish();
  expect(submission.state.phase).toBe('stopped');
  expect(submission.error).toMatchObject({ code: 'gave_up', retry: 'repeat' });
  expect(outcomes(submission)).toEqual(Array(8).fill('upload  net_refused'));
  await proxy.online();
  const target = { connectionId: submission.connectionId, packageId: PACKAGE, version: '1.0.0' };
  expect(await world.publisher.planRetry(target)).toMatchObject({ value: { what: 'send-again' } });
  await world.publisher.retry(target);
  expect((await world.publisher.whenResting(submission.id)).state.phase).toBe('processed');
});

test('a name that does not exist is told as that', async () => {
  const world = await openWorld({ baseUrl: 'https://registry.loadmaster.invalid' });
  const submission = await world.publish();
  expect(submission.state.phase).toBe('stopped');
  expect(submission.attempts[0]).toMatchObject({ code: 'net_dns', bytesSent: expect.any(Number) });
});

test('a handshake that fails stops at once, and the token never leaves', async () => {
  const heard: string[] = [];
  const server = createServer((socket) => {
    socket.on('data', (chunk) => heard.push(chunk.toString('latin1'))).on('error', () => {});
    socket.end('HTTP/1.1 200 OK\r\n\r\n');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const world = await openWorld({ baseUrl: `https://127.0.0.1:${(server.address() as AddressInfo).port}` });
  const submission = await world.publish();
  expect(submission.state.phase).toBe('stopped');
  expect(submission.attempts).toMatchObject([{ code: 'net_tls' }]);
  expect(heard.join()).not.toContain(TOKEN);
});

test.each([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
])('%s is a matter of trust, which waiting does not mend', (code) => {
  const fault = faultFrom(Object.assign(new Error('no trust'), { code }), 'registry.example.org', false, false);
  expect(fault).toMatchObject({ reason: 'tls', error: { code: 'net_tls' } });
  expect(fault.error.retry).toBeUndefined();
});

test('a token revoked in the middle stops the asking until there is another', async () => {
  const registry = await aRegistry();
  await rehearse(registry, { fault: 'slow-processing', seconds: 0.4, times: 1 });
  const world = await openWorld({ baseUrl: registry.url });
  const { id } = await world.submit();
  await expect.poll(() => world.seen.at(-1)?.state.phase).toBe('processing');
  world.connection.token = 'revoked';
  const waiting = await world.publisher.whenResting(id);
  expect(waiting.state.phase).toBe('processing');
  expect(waiting.error).toMatchObject({ code: 'cannot_view', retry: 'sign-in' });
  world.connection.token = TOKEN;
  const told = world.seen.length;
  world.publisher.connectionChanged('another');
  expect(world.seen).toHaveLength(told);
  world.publisher.connectionChanged(waiting.connectionId);
  expect((await world.publisher.whenResting(id)).state.phase).toBe('processed');
});

test('a vault that cannot be opened for a while is waited for', async () => {
  const registry = await aRegistry();
  const world = await openWorld({ baseUrl: registry.url });
  world.connection.fails = true;
  world.builder.archive = () => {
    world.connection.fails = false;
    return packageZip(PACKAGE);
  };
  const outcome = await world.publisher.submit({
    addonId: 'addon-1',
    connectionId: 'remote-1',
    draft: DRAFT,
    dryRun: false,
  });
  expect(outcome).toMatchObject({ ok: false, error: { code: 'connection_not_ready' } });
});

function archivesOf(world: World) {
  return join(world.folder, 'archives');
}

/** Something happens to the kept archive after the first attempt has lost its connection: while the registry is asked about it. */
async function tamperedBetweenAttempts(tamper: (path: string) => void) {
  const { proxy, world, registry } = await throughProxy({ kind: 'reset', at: 0.5 });
  let tampered = false;
  proxy.onRequest((line) => {
    if (tampered || proxy.uploads === 0 || !line.startsWith('GET ')) return;
    tampered = true;
    const [name] = readdirSync(archivesOf(world));
    tamper(join(archivesOf(world), name!));
  });
  const { id } = await world.submit();
  return { proxy, world, registry, submission: await world.publisher.whenResting(id) };
}

test('an archive changed between attempts is not sent, whatever its size says', async () => {
  const { registry, submission } = await tamperedBetweenAttempts((path) =>
    writeFileSync(path, Buffer.alloc(LARGE + 200), { flag: 'r+' }),
  );
  expect(submission.state.phase).toBe('stopped');
  expect(submission.error).toMatchObject({ code: 'archive_changed', retry: 'rebuild' });
  expect(await stored(registry)).toBeNull();
});

test('an archive whose bytes changed but not its length never arrives whole', async () => {
  const { registry, world, submission } = await tamperedBetweenAttempts((path) =>
    writeFileSync(path, 'PK??', { flag: 'r+' }),
  );
  expect(submission.state.phase).toBe('stopped');
  expect(submission.error?.code).toBe('archive_changed');
  expect(await stored(registry)).toBeNull();
  const target = { connectionId: submission.connectionId, packageId: PACKAGE, version: '1.0.0' };
  expect(await world.publisher.planRetry(target)).toMatchObject({ value: { what: 'rebuild' } });
  await world.publisher.retry(target);
  expect((await world.publisher.whenResting(submission.id)).state.phase).toBe('processed');
});

test('an archive deleted between attempts is told as gone', async () => {
  const { submission } = await tamperedBetweenAttempts((path) => rmSync(path));
  expect(submission.error).toMatchObject({ code: 'archive_gone', retry: 'rebuild' });
});

test('an archive that was only touched is read again and sent', async () => {
  const { submission } = await tamperedBetweenAttempts((path) => chmodSync(path, 0o600));
  expect(submission.state.phase).toBe('processed');
});

test('a full disk under the builder is told, and nothing was sent', async () => {
  const { proxy, world } = await throughProxy();
  world.builder.archive = () => {
    throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  };
  const submission = await world.publish();
  expect(submission).toMatchObject({ state: { phase: 'stopped' }, error: { code: 'disk_full', retry: 'rebuild' } });
  expect(proxy.uploads).toBe(0);
});

test('a full disk under the journal: what cannot be noted is not sent, at whatever step the disk is full', async () => {
  const registry = await aRegistry();
  const proxy = await faultyProxy(registry.url);
  const ends = new Set<string>();
  for (let journalPages = 8; journalPages <= 24; journalPages++) {
    const sentBefore = proxy.uploads;
    const world = await openWorld({ baseUrl: proxy.url, journalPages });
    const draft = { ...DRAFT, packageVersion: `1.0.${journalPages}`, notes: 'n'.repeat(9000) };
    const outcome = await world.publisher.submit({ addonId: ADDON, connectionId: CONNECTION, draft, dryRun: false });
    if (!outcome.ok) {
      expect(outcome.error.code).toBe('disk_full');
      ends.add('refused');
      continue;
    }
    const submission = await world.publisher.whenResting(outcome.value.id);
    ends.add(submission.state.phase);
    if (submission.state.phase === 'processed') expect(proxy.uploads).toBe(sentBefore + 1);
    else expect([submission.error?.code, proxy.uploads]).toEqual(['disk_full', sentBefore]);
  }
  expect(ends.has('refused')).toBe(true);
  expect(ends.has('processed')).toBe(true);
});
