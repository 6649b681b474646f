import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { checkDepot } from '../../../../main/destinations/depot/doctor/doctor.ts';
import { DEPOT_FILES } from '../../../../protocol/index.ts';
import { serveAnswers } from '../../../serve-answers.ts';
import { tempFolder } from '../../../temp-folder.ts';
import { SAMPLE_FILES, writeSampleDepot } from '../sample-depot.ts';

// Depots as people and their scripts make them. Told is what is wrong, and nothing else.

const { cfg, whitelist, sizes, blacklist } = DEPOT_FILES;

type Files = Record<string, string | Uint8Array | undefined>;

async function told(where: string): Promise<string[]> {
  const { findings } = await checkDepot(where, { signal: new AbortController().signal, http: { idleMs: 2000 } });
  for (const { why, help } of findings) expect(`${why}|${help}`).toMatch(/^.+\|.+$/);
  return findings.filter(({ severity }) => severity !== 'note').map(({ message }) => message);
}

async function folderOf(change: (files: Files) => void): Promise<string> {
  const folder = tempFolder();
  await writeSampleDepot(folder, change);
  return folder;
}

function edit(files: Files, names: readonly string[], change: (text: string) => string): void {
  for (const name of names) files[name] = change(String(files[name]));
}

/** With a name more in the lists and in the folder. */
function withFile(files: Files, path: string, listed = path): void {
  files[path] = '';
  edit(files, [whitelist, sizes], (text) => `${text}${listed}|0\n`);
}

async function serve(folder: string, encoding: 'gzip' | 'br' | 'zstd'): Promise<string> {
  const pack = { gzip: gzipSync, br: brotliCompressSync, zstd: (bytes: Buffer) => bytes }[encoding];
  return serveAnswers((request, response) => {
    try {
      const bytes = readFileSync(join(folder, decodeURIComponent(request.url ?? '')));
      response.writeHead(200, { 'content-encoding': encoding }).end(pack(bytes));
    } catch {
      response.writeHead(404).end();
    }
  });
}

test('Windows line ends and a mark at the head are told of each file, and everything else is read all the same', async () => {
  const folder = await folderOf((files) => {
    edit(files, [cfg, whitelist], (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}`);
  });
  expect(await told(folder)).toEqual([
    `${cfg} begins with a byte order mark.`,
    `${whitelist} begins with a byte order mark.`,
    `${cfg} has lines that end with a carriage return.`,
    `${whitelist} has lines that end with a carriage return.`,
  ]);
});

test('spaces around the bar are told once, not as files that are missing besides', async () => {
  const folder = await folderOf((files) =>
    edit(files, [whitelist], (text) => text.replace('Sample.acf|', 'Sample.acf | ')),
  );
  const [row, path, ...more] = await told(folder);
  expect([row, path]).toEqual([
    expect.stringContaining('is no row of this list'),
    expect.stringContaining('begins or ends with a space'),
  ]);
  expect(more).toEqual([]);
});

test('a sum with a sign is told as one', async () => {
  const folder = await folderOf((files) =>
    edit(files, [whitelist], (text) => text.replace(/(Sample\.acf\|).*/, '$1-1234567')),
  );
  expect(await told(folder)).toEqual([
    `${whitelist}, row 1: "Sample.acf|-1234567" has a negative sum; sums have no sign here.`,
  ]);
});

test('control files in capital letters are named as what they are', async () => {
  const folder = await folderOf(() => {});
  const upper = (name: string) => renameSync(join(folder, name), join(folder, name.toUpperCase()));
  upper(cfg);
  expect(await told(folder)).toEqual([`${cfg} is spelled ${cfg.toUpperCase()} there.`]);
  for (const name of Object.values(DEPOT_FILES)) if (name !== cfg) upper(name);
  expect((await told(folder))[0]).toBe(`${cfg} is spelled ${cfg.toUpperCase()} there.`);
});

test('comments are rows of no list', async () => {
  const folder = await folderOf((files) => {
    edit(files, [whitelist], (text) => `# made by a script\n${text}`);
    edit(files, [blacklist], (text) => `# gone\n${text}`);
  });
  expect(await told(folder)).toEqual([
    `${whitelist}, row 1: "# made by a script" is no row of this list.`,
    'The blacklist has "# gone".',
  ]);
});

test('an accent in the other form of Unicode is another name to a server', async () => {
  const folder = await folderOf((files) => withFile(files, 'cafe\u0301.txt', 'caf\u00e9.txt'));
  expect(await told(folder)).toEqual([
    'caf\u00e9.txt is there with its accents in the other form that Unicode has for them.',
  ]);
});

test.each(['objects/aux.obj', 'objects./a.obj', 'a.', 'who"s.txt', 'a<b>.txt', 'Com1'])(
  'Windows cannot have %s',
  async (path) => {
    const folder = await folderOf((files) => withFile(files, path));
    expect(await told(folder)).toEqual([`${path} cannot be the name of a file on Windows.`]);
  },
);

test.each([
  'auxiliary.obj',
  'control/a.obj',
  'a..b',
  'compass',
  '.hidden',
  'v1.0/a',
  'lpt/a',
  "ä (1) +[x] @~$,;=!'.txt",
])('everybody can have %s', async (path) => {
  const folder = await folderOf((files) => withFile(files, path));
  expect(await told(folder)).toEqual([]);
});

test.each(['gzip', 'br'] as const)(
  'a server that packs (%s) what it is not asked to pack is told once',
  async (encoding) => {
    const folder = tempFolder();
    const url = await serve(folder, encoding);
    await writeSampleDepot(folder, () => {}, url);
    expect(await told(url)).toEqual([`${cfg} comes packed (${encoding}), though it was asked for as it is.`]);
  },
);

test('what is packed in a way that nobody knows here is told, and not as damaged files', async () => {
  const folder = tempFolder();
  const url = await serve(folder, 'zstd');
  await writeSampleDepot(folder, () => {}, url);
  const said = await told(url);
  expect(said[0]).toContain('comes packed (zstd)');
  expect(said.join()).not.toContain('has the sum');
});

test('a depot may be named by its cfg, and its address end in any number of slashes', async () => {
  const folder = await folderOf(() => {});
  expect(await told(join(folder, cfg))).toEqual([]);
  const url = await serveAnswers((request, response) => {
    const path = decodeURIComponent(request.url ?? '').replace('/my depot/', '');
    if (path in SAMPLE_FILES || path.startsWith('skunkcrafts_')) {
      try {
        response.end(readFileSync(join(folder, path)));
        return;
      } catch {
        // Not there.
      }
    }
    response.writeHead(404).end();
  });
  await writeSampleDepot(folder, () => {}, `${url.replace('http', 'HTTP')}/my%20depot//`);
  for (const end of ['', '/', `/${cfg}`]) expect(await told(`${url}/my depot${end}`)).toEqual([]);
});
