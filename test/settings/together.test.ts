import { spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { withLock, withLockAsync } from '../../main/disk/index.ts';
import { ConnectionStore, type KeyValueStore, openStore, privateFileVault } from '../../main/settings/index.ts';
import { tempFolder } from '../temp-folder.ts';

// Several processes of one author at the same settings and secrets.

test('eight connects at once lose no connection and no token', { timeout: 120_000 }, async () => {
  const server = createServer((_asked, response) => response.writeHead(404).end());
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const data = tempFolder();
  const names = Array.from({ length: 8 }, (_, index) => `n${index}`);
  await Promise.all(names.map((name) => connect(name, `${url}/${name}`, data)));
  const kept = JSON.parse(readFileSync(join(data, 'terminal', 'settings.json'), 'utf8'));
  expect(kept.connections.map((one: { name: string }) => one.name).sort()).toEqual(names);
  const { secrets } = JSON.parse(readFileSync(join(data, 'terminal', 'tokens.json'), 'utf8'));
  expect(Object.values(secrets).sort()).toEqual(names.map((name) => `token-of-${name}`));
  if (process.platform !== 'win32') {
    expect(statSync(join(data, 'terminal', 'settings.json')).mode & 0o077).toBe(0);
    expect(statSync(join(data, 'terminal', 'tokens.json')).mode & 0o077).toBe(0);
  }
});

function connect(name: string, url: string, data: string): Promise<void> {
  const cli = join(import.meta.dirname, '../../main/cli/index.ts');
  const env = { ...process.env, LOADMASTER_DATA: data, LOADMASTER_TOKEN: `token-of-${name}` };
  const child = spawn(process.execPath, [cli, 'connect', url, '--name', name], { env, stdio: 'ignore' });
  return new Promise((resolve) => child.on('close', () => resolve()));
}

/** As conf and electron-store: every key is written with all others, as they were read a moment before. */
function wholeFileStore(file: { content: Record<string, unknown> }): KeyValueStore {
  return {
    get: (key) => structuredClone(file.content[key]),
    set: (key, value) => {
      file.content = { ...file.content, [key]: value };
    },
    delete: () => {},
  };
}

test('a book adds to what is kept now, not to what it read when it was opened', async () => {
  const file = { content: {} };
  const path = join(tempFolder(), 'settings.json');
  const books: ConnectionStore[] = [];
  for (const name of ['tokens-a.json', 'tokens-b.json']) {
    const { store } = await openStore(path, () => wholeFileStore(file));
    books.push(new ConnectionStore(store, privateFileVault(join(tempFolder(), name))));
  }
  books[0]?.add('First', 'https://one.example');
  books[1]?.add('Second', 'https://two.example');
  expect(books[1]?.remotes().map(({ name }) => name)).toEqual(['First', 'Second']);
  expect(books[1]?.add('First', 'https://three.example')).toMatchObject({ ok: false, error: { code: 'name_taken' } });
});

test('work under one lock takes turns, and a lock that cannot be had stops nothing', async () => {
  const path = join(tempFolder(), 'x.lock');
  const story: string[] = [];
  await Promise.all(
    ['a', 'b', 'c'].map((name) =>
      withLockAsync(path, async () => {
        story.push(`${name} begins`);
        await new Promise((turned) => setImmediate(turned));
        story.push(`${name} ends`);
      }),
    ),
  );
  for (let index = 0; index < story.length; index += 2) expect(story[index]?.[0]).toBe(story[index + 1]?.[0]);
  expect(withLock('/dev/null/nowhere/x.lock', () => 'done')).toBe('done');
});
