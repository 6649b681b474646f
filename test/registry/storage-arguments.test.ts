import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readStorage } from '../../main/registry/storage-arguments.ts';
import { temporaryFolder } from './support/local-registry.ts';
import { serveInTerminal } from './support/terminal.ts';

// Settings are checked at the start, and what is wrong with one never shows its value.

const SECRET = 'do-not-show-me';

test('rows and files are on the disk unless said otherwise, and a bucket has its defaults', () => {
  expect(readStorage({})).toEqual({ ok: true, storage: { database: undefined } });
  const read = readStorage({ bucket: 'registry', 's3-access-key': 'KEY', 's3-secret': SECRET, 's3-folder': '/a/b/' });
  expect(read).toMatchObject({
    storage: {
      bucket: { bucket: 'registry', folder: 'a/b', region: 'us-east-1', downloads: 'redirect', secret: SECRET },
    },
  });
});

test.each([
  [{ database: `mysql://user:${SECRET}@host/name` }, '--database'],
  [{ database: SECRET }, '--database'],
  [{ bucket: 'B' }, '--bucket'],
  [{ bucket: 'registry', 's3-access-key': 'KEY' }, '--s3-access-key'],
  [{ bucket: 'registry', 's3-secret': SECRET }, '--s3-access-key'],
  [{ bucket: 'registry', 's3-endpoint': 'https://s3.example.org/bucket' }, '--s3-endpoint'],
  [{ 's3-endpoint': 'https://s3.example.org' }, '--s3-endpoint'],
  [{ bucket: 'registry', downloads: SECRET }, '--downloads'],
])('%o is refused by its name', (values, option) => {
  const read = readStorage(values);
  expect(read).toMatchObject({ ok: false, message: expect.stringMatching(new RegExp(`^${option}: `)) });
  expect(JSON.stringify(read)).not.toContain(SECRET);
});

test('a secret on the command line is refused, and what a file says wrong is told without it', async () => {
  const folder = await temporaryFolder();
  const config = join(folder, 'registry.json');
  const outcome = async (...words: string[]) => {
    const { code, out, err } = await serveInTerminal('--data', folder, ...words).ended;
    expect(out + err).not.toContain(SECRET);
    return [code, err.split('\n')[0]];
  };
  expect(await outcome('--database', `postgres://user:${SECRET}@127.0.0.1/x`)).toEqual([
    2,
    'Put an address with a password into REGISTRY_DATABASE or the --config file.',
  ]);
  await writeFile(config, JSON.stringify({ databse: SECRET }));
  expect(await outcome('--config', config)).toEqual([2, `${config}: there is no option "databse".`]);
  await writeFile(config, `{"database": "${SECRET}"`);
  expect((await outcome('--config', config))[0]).toBe(2);
  await writeFile(config, JSON.stringify({ database: `postgres://user:${SECRET}@127.0.0.1:1/x` }));
  const [code, said] = await outcome('--config', config);
  expect([code, said]).toEqual([1, expect.stringContaining('The database cannot be opened')]);
  expect(await outcome('work', '--config', config)).toEqual([
    2,
    'work needs the --database it shares with serve, and the --public-url of the registry.',
  ]);
});
