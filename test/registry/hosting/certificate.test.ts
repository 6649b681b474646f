import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect, type PeerCertificate } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { missing } from '../../destinations/peers/peer.ts';
import { selfSigned } from '../../destinations/peers/self-signed.ts';
import { temporaryFolder } from '../support/local-registry.ts';
import { serveInTerminal } from '../support/terminal.ts';

// A registry that speaks TLS by itself, without a proxy.

describe.skipIf(missing('openssl'))('a certificate of its own', () => {
  const shown = (port: number): Promise<PeerCertificate> =>
    new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false }, () => {
        resolve(socket.getPeerCertificate());
        socket.end();
      });
      socket.on('error', reject);
    });

  async function files() {
    const folder = await temporaryFolder();
    const place = { certificate: join(folder, 'now.pem'), key: join(folder, 'now.key') };
    const use = async (name: string) => {
      const made = selfSigned(folder, name);
      await copyFile(made.certificate, place.certificate);
      await copyFile(made.key, place.key);
    };
    const args = ['--tls-certificate', place.certificate, '--tls-key', place.key];
    return { folder, place, use, args: ['--data', join(folder, 'data'), ...args, '--json'] };
  }

  test('is spoken with, renewed by SIGHUP, and kept when the new one is none', async () => {
    const { use, args, place } = await files();
    await use('first');
    const registry = serveInTerminal(...args, '--public-url', 'https://registry.example.org');
    const { port } = JSON.parse((await registry.firstLine()) ?? '{}') as { port: number };
    expect((await shown(port)).subject.CN).toBe('first');
    await use('second');
    registry.child.kill('SIGHUP');
    await expect.poll(async () => (await shown(port)).subject.CN).toBe('second');
    const told = new Promise<string>((resolve) => {
      registry.child.stderr?.on('data', (bytes) => String(bytes).includes('cannot be used') && resolve(String(bytes)));
    });
    await writeFile(place.certificate, 'no certificate');
    registry.child.kill('SIGHUP');
    expect(await told).toContain(place.certificate);
    expect((await shown(port)).subject.CN).toBe('second');
    registry.child.kill('SIGTERM');
    expect((await registry.ended).code).toBe(0);
  });

  test('that does not fit its key is said at the start', async () => {
    const { folder, args, use, place } = await files();
    await use('one');
    await copyFile(selfSigned(folder, 'other').key, place.key);
    const { code, err } = await serveInTerminal(...args).ended;
    expect([code, err]).toEqual([1, expect.stringContaining('cannot be used')]);
    const alone = await serveInTerminal('--data', join(folder, 'data'), '--tls-key', place.key).ended;
    expect([alone.code, alone.err]).toEqual([2, expect.stringContaining('go together')]);
  });
});
