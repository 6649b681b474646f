import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ProcessingOutcome } from '../../main/registry/processing/index.ts';
import { freePort } from '../free-port.ts';
import { startCiIssuer } from '../registry/support/ci-issuer.ts';
import { HOSTED, send } from '../registry/support/community.ts';
import { openRegistry } from '../registry/support/local-registry.ts';
import { processedAs } from '../registry/support/processing.ts';
import { tempFolder } from '../temp-folder.ts';
import { runInProcess } from './run-cli.ts';

// A job of CI without any secret, against a real registry and an issuer that signs as GitHub's does.

const TOKEN = 'token-of-the-author';
const PACKAGE = 'pilot.glider';

async function openAll(
  publisher = { repository: 'pilot/glider', workflow: 'release.yml' },
  run = processedAs('content'),
) {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const issuer = await startCiIssuer(() => publicUrl);
  await openRegistry({
    ...{ port, run, hosted: { ...HOSTED, publicUrl, ciIssuers: [issuer.url] } },
    seed: {
      authors: [{ authorId: 'PILOT', name: 'Some Pilot', tokens: [{ token: TOKEN }] }],
      packages: [{ packageId: PACKAGE, packageName: 'Glider', authorId: 'PILOT' }],
    },
  });
  const named = await send(`${publicUrl}/access/packages/${PACKAGE}/publishers`, TOKEN, 'POST', publisher);
  expect(named.status).toBe(201);
  const job = { ACTIONS_ID_TOKEN_REQUEST_URL: issuer.jobUrl, ACTIONS_ID_TOKEN_REQUEST_TOKEN: issuer.jobToken };
  const env = { ...process.env, GITHUB_ACTIONS: 'true', LOADMASTER_DATA: tempFolder(), ...job };
  const folder = join(tempFolder(), 'aircraft');
  expect((await runInProcess(['sample', 'aircraft', folder])).exit).toBe(0);
  const publish = ['publish', folder, '--registry', publicUrl, '--id', PACKAGE, '--version', '1.0.0'];
  return { url: publicUrl, issuer, env, folder, publish };
}

test('publish and release send with what the CI signs about the job, and tell how it ended', {
  timeout: 120_000,
}, async () => {
  const { url, env, folder, publish } = await openAll();
  const sent = await runInProcess(publish, { env });
  expect([sent.exit, sent.stderr]).toEqual([0, expect.stringContaining('trusts this job')]);
  expect(sent.stderr).not.toContain('no token');
  // As the written workflow does: the registry by its name, without a token.
  expect((await runInProcess(['connect', url, '--name', 'club', '--no-token'], { env })).exit).toBe(0);
  const destination = JSON.stringify({ kind: 'xpkg', name: 'club', registry: 'club' });
  expect((await runInProcess(['destinations', folder, '--add', destination], { env })).exit).toBe(0);
  const release = ['release', folder, '--id', PACKAGE, '--version', '1.1.0'];
  const released = await runInProcess(release, { env });
  expect([released.exit, released.stdout]).toEqual([0, expect.stringContaining('1.1.0 is there')]);
  const { text } = await send(`${url}/account/packages/${PACKAGE}`, TOKEN);
  expect(text.match(/"status":"processed"/g)).toHaveLength(2);
  // Nothing is kept: a call outside of the job has no token.
  const outside = { ...env, ACTIONS_ID_TOKEN_REQUEST_URL: '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' };
  const without = await runInProcess(['release', folder, '--id', PACKAGE, '--version', '1.2.0'], { env: outside });
  expect([without.exit, without.stderr]).toEqual([1, expect.stringContaining('`permissions: id-token: write`')]);
});

test('retry and resume have the token of the job too', { timeout: 120_000 }, async () => {
  const begun = Promise.withResolvers<ProcessingOutcome>();
  const outcomes: (() => Promise<ProcessingOutcome>)[] = [
    async () => ({ status: 'failed_macosx', reason: 'The disk was full.' }),
    async () => ({ status: 'failed_macosx', reason: 'The disk was full again.' }),
  ];
  const processed = processedAs('content');
  const { url, env, publish } = await openAll(undefined, async (input, signal) =>
    (outcomes.shift() ?? (() => processed(input, signal)))(),
  );
  const at = ['--registry', url];
  expect((await runInProcess(publish, { env })).exit).toBe(1);
  const again = await runInProcess(['retry', PACKAGE, '1.0.0', ...at], { env });
  expect([again.exit, again.stderr]).toEqual([1, expect.stringContaining('trusts this job')]);
  expect(again.stdout).toContain('2 attempts');
  expect((await runInProcess(['retry', '--all-failed', ...at], { env })).exit).toBe(0);
  // A wait that is given up leaves a version under way.
  outcomes.push(() => begun.promise);
  const left = await runInProcess([...publish.with(-1, '1.1.0'), '--timeout', '0.1'], { env });
  expect(left.exit).toBe(4);
  begun.resolve({ status: 'failed_macosx', reason: 'The power went.' });
  const resumed = await runInProcess(['resume', PACKAGE, '1.1.0', ...at], { env });
  expect([resumed.exit, resumed.stderr]).toEqual([1, expect.stringContaining('trusts this job')]);
});

test('a job that is no publisher ends with 3, in the words of the registry, and nothing is sent', async () => {
  const { url, env, publish } = await openAll({ repository: 'pilot/glider', workflow: 'other.yml' });
  const { exit, stderr } = await runInProcess(publish, { env });
  expect(exit).toBe(3);
  expect(stderr).toContain('one was asked for by what the CI signs');
  expect(stderr).toContain('workflow pilot/glider/.github/workflows/release.yml@refs/tags/v1.0.0, no environment');
  expect((await send(`${url}/account/packages/${PACKAGE}`, TOKEN)).text).not.toContain('1.0.0');
  // A token that is given goes first.
  expect((await runInProcess(publish, { env: { ...env, LOADMASTER_TOKEN: TOKEN } })).exit).toBe(0);
});

test('a proof that was signed before the job began goes to the registry it is for, and to no other one', async () => {
  const { url, issuer, env, publish } = await openAll();
  const job = { ...env, ACTIONS_ID_TOKEN_REQUEST_URL: '', ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' };
  for (const aud of ['https://other.example.org', [url, 'https://other.example.org'], undefined]) {
    const other = await issuer.sign({ aud });
    const kept = await runInProcess(publish, { env: { ...job, LOADMASTER_ID_TOKEN: other } });
    expect([kept.exit, kept.stderr]).toEqual([3, expect.stringContaining('not sent')]);
  }
  const LOADMASTER_ID_TOKEN = await issuer.sign();
  const sent = await runInProcess(publish, { env: { ...job, LOADMASTER_ID_TOKEN } });
  expect([sent.exit, sent.stderr]).toEqual([0, expect.stringContaining('trusts this job')]);
});

test('no proof is made for a registry that would use it elsewhere, and none is asked for over an open line', async () => {
  const { issuer, env, publish, url } = await openAll();
  const thief = createServer((_, reply) =>
    reply.end(JSON.stringify({ name: 'Club', ci: { path: '/ci/token', audience: url } })),
  ).listen(0, '127.0.0.1');
  onTestFinished(() => void thief.close());
  await new Promise((resolve) => thief.once('listening', resolve));
  const at = `http://127.0.0.1:${(thief.address() as AddressInfo).port}`;
  const stolen = await runInProcess(publish.with(3, at), { env });
  expect([stolen.exit, stolen.stderr]).toEqual([3, expect.stringContaining('None was made')]);
  const open = { ...env, ACTIONS_ID_TOKEN_REQUEST_URL: 'http://far.example.org/job' };
  expect((await runInProcess(publish, { env: open })).stderr).toContain('did not sign who this job is');
  expect(issuer.asked).toEqual([]);
});
