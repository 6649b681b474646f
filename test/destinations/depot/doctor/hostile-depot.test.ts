import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkDepot } from '../../../../main/destinations/depot/doctor/doctor.ts';
import { DEPOT_FILES } from '../../../../protocol/index.ts';
import { serveAnswers } from '../../../serve-answers.ts';
import { tempFolder } from '../../../temp-folder.ts';
import { writeSampleDepot } from '../sample-depot.ts';

// A depot's address can be anybody's: whatever answers there, the doctor comes to an end and takes no more than a little.

const MUCH = 64 * 1024 * 1024;

async function serve(answer: (path: string, response: ServerResponse, request: IncomingMessage) => void) {
  const url = await serveAnswers((request, response) => answer(request.url ?? '', response, request));
  return `${url}/depot/`;
}

async function rulesOf(where: string, http = { idleMs: 5000, wholeMs: 10_000 }) {
  const { findings } = await checkDepot(where, { signal: AbortSignal.timeout(60_000), http });
  return findings.filter(({ severity }) => severity !== 'note').map(({ rule }) => rule);
}

const total = { sent: 0 };
function endless(response: ServerResponse): void {
  const chunk = Buffer.alloc(64 * 1024, 'x');
  const more = (): void => {
    while (!response.destroyed && response.write(chunk)) total.sent += chunk.length;
  };
  response.on('drain', more).on('error', () => {});
  more();
}

async function servedDepot(special: (path: string, response: ServerResponse) => boolean) {
  const folder = tempFolder();
  const url = await serve((path, response) => {
    const name = decodeURIComponent(path.slice('/depot/'.length));
    if (special(name, response)) return;
    readFile(join(folder, name)).then(
      (bytes) => response.end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  await writeSampleDepot(folder, () => {}, url);
  return url;
}

test.each([404, 401, 500, 302])('the page behind a %i is not read, however long it is', async (status) => {
  total.sent = 0;
  const url = await servedDepot((name, response) => {
    if (Object.values<string>(DEPOT_FILES).includes(name)) return false;
    endless(response.writeHead(status, status === 302 ? { location: `/depot/${name}` } : {}));
    return true;
  });
  const rules = await rulesOf(url);
  expect(rules.length).toBeGreaterThan(0);
  expect(total.sent).toBeLessThan(MUCH);
});

test('pages that drip behind missing files do not hold up the others', async () => {
  const dripping = new Set<NodeJS.Timeout>();
  onTestFinished(() => {
    for (const timer of dripping) clearInterval(timer);
  });
  const url = await servedDepot((name, response) => {
    if (name !== DEPOT_FILES.once && name !== DEPOT_FILES.ignore && name !== DEPOT_FILES.blacklist) return false;
    response.writeHead(404, { 'content-length': '50000' });
    dripping.add(setInterval(() => response.write('x'), 50));
    return true;
  });
  const report = await checkDepot(url, { signal: AbortSignal.timeout(60_000), http: { atOnce: 1 } });
  expect(report.files).toBe(4);
});

test('a file that comes a byte at a time ends in a sentence, after the time there is for it', async () => {
  const dripping = new Set<NodeJS.Timeout>();
  onTestFinished(() => {
    for (const timer of dripping) clearInterval(timer);
  });
  const url = await servedDepot((name, response) => {
    if (name !== 'Sample.acf') return false;
    dripping.add(setInterval(() => response.write('x'), 400));
    return true;
  });
  expect(await rulesOf(url, { idleMs: 5000, wholeMs: 1500 })).toEqual(['depot_unreachable']);
});

test.each([
  ['to a file of this machine', 'file:///etc/passwd'],
  ['to no address', 'http://'],
  ['to a program', 'javascript:alert(1)'],
])('a way on %s is not gone', async (_where, location) => {
  const url = await serve((_path, response) => response.writeHead(302, { location }).end());
  const rules = await rulesOf(url);
  expect(rules).toContain('depot_unreachable');
});

test('no login and no cookie goes along, to whomever a depot sends on', async () => {
  const heard: object[] = [];
  const there = await serve((_path, response, { headers }) => {
    heard.push(Object.keys(headers).sort());
    response.writeHead(404).end();
  });
  const url = await serve((path, response) => {
    response.writeHead(302, { location: there.replace('/depot/', path), 'set-cookie': 'a=b' }).end();
  });
  await rulesOf(url);
  expect(heard.length).toBeGreaterThan(3);
  for (const names of heard) {
    expect(names).toEqual(['accept-encoding', 'cache-control', 'connection', 'host', 'user-agent']);
  }
});

test.skipIf(process.platform === 'win32')('a pipe in the folder of a depot is no file of it', async () => {
  const folder = tempFolder();
  await writeSampleDepot(folder);
  for (const name of ['Sample.acf', DEPOT_FILES.blacklist]) {
    rmSync(join(folder, name));
    execFileSync('mkfifo', [join(folder, name)]);
  }
  expect(await rulesOf(folder)).toEqual(expect.arrayContaining(['depot_file_missing', 'depot_missing_blacklist']));
});
