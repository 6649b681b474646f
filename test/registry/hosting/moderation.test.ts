import { expect, onTestFinished, test } from 'vitest';
import { moderateRegistry } from '../../../main/registry/moderate.ts';
import type { RunProcessing } from '../../../main/registry/queue/index.ts';
import { openBrowser } from '../support/browser.ts';
import { type Community, HOSTED, must, openCommunity, PEOPLE, SHARED, send, TOKENS } from '../support/community.ts';
import { formOf, OK_UPLOAD, openRegistry } from '../support/local-registry.ts';
import { processedAs } from '../support/processing.ts';
import { serveInTerminal } from '../support/terminal.ts';

// The operator takes whole packages from everybody's sight and gives them back, and the author learns why.

async function open() {
  const community = await openCommunity();
  onTestFinished(() => community.close());
  const operate = (act: string, id = SHARED, body?: object) =>
    send(`${community.operations}/packages/${id}/${act}`, TOKENS.OPERATOR, 'POST', body);
  return { ...community, operate };
}

function upload(url: string, token: string, packageVersion: string) {
  return send(`${url}/packages/upload`, token, 'POST', formOf(OK_UPLOAD, { packageId: SHARED, packageVersion }));
}

async function statuses(url: string): Promise<Record<string, string>> {
  const { versions } = JSON.parse(await must(`${url}/account/packages/${SHARED}`, TOKENS.AUTHOR)) as {
    versions: { packageVersion: string; status: string }[];
  };
  return Object.fromEntries(versions.map(({ packageVersion, status }) => [packageVersion, status]));
}

const LINK = /\/downloads\/[\w-]+/;

/** Where a version can be had or seen, and what each says to everybody who may come. */
async function ways({ url, tokens, targets }: Community) {
  const shared = targets.filter(({ package: of }) => of === 'shared');
  const link = LINK.exec(await must(`${url}/account/mails`, TOKENS.AUTHOR))?.[0];
  const versions = JSON.parse(await must(`${url}/account/packages/${SHARED}`, TOKENS.AUTHOR)) as {
    versions: { packageVersion: string; privateKey?: string }[];
  };
  const key = versions.versions.find(({ privateKey }) => privateKey !== undefined)?.privateKey;
  const paths = [
    `/package/${SHARED}/`,
    ...shared.flatMap(({ version, hash }) => [
      `/packages/info/${SHARED}/${version}?privateKey=${key}`,
      `/packages/files/${hash}?privateKey=${key}`,
    ]),
    `${link}`,
  ];
  const found: string[] = [];
  for (const path of paths) {
    for (const person of ['no token', 'stranger', 'author'] as const) {
      const { status } = await send(url + path, tokens[person]);
      if (status < 400) found.push(`${path} as ${person}`);
    }
  }
  for (const path of ['/packages', '/', `/?q=${SHARED}`]) {
    if ((await must(url + path, null)).includes('Shared Aircraft')) found.push(path);
  }
  return found;
}

test('a hidden package is gone with all its versions and those that come, for everybody, and comes back whole', async () => {
  const community = await open();
  const { url, operate, targets, idle } = community;
  const [before, was] = [await ways(community), await statuses(url)];
  expect(before).toEqual(
    expect.arrayContaining([
      `/package/${SHARED}/ as no token`,
      '/packages',
      '/',
      expect.stringMatching(/^\/downloads\/.* as no token$/),
      expect.stringMatching(/^\/packages\/info\/.*\/522.0.0\?.* as stranger$/),
    ]),
  );

  expect((await operate('hide', SHARED, { reason: 'Its sounds are of somebody else.' })).status).toBe(204);
  expect(await ways(community)).toEqual([]);
  expect(await statuses(url)).toEqual(
    Object.fromEntries(Object.entries(was).map(([at, one]) => [at, one === 'processed' ? 'removed' : one])),
  );
  // What comes is taken, and hidden as well.
  expect((await upload(url, TOKENS.AUTHOR, '577.0.0')).status).toBe(204);
  await idle();
  const came = `/packages/info/${SHARED}/577.0.0`;
  expect([(await statuses(url))['577.0.0'], (await send(url + came, null)).status]).toEqual(['removed', 404]);
  // No author brings it back, and others' packages are what they were.
  const again = formOf({ packageId: SHARED, packageVersion: '511.0.0' });
  expect((await send(`${url}/packages/retry`, TOKENS.AUTHOR, 'POST', again)).text).toBe('cant_retry');
  expect(await must(`${url}/packages`, null)).toContain('Foreign Aircraft');

  expect((await operate('restore')).status).toBe(204);
  expect(await statuses(url)).toEqual({ ...was, '577.0.0': 'processed' });
  expect(await ways(community)).toEqual(before);
  // What was hidden by itself stays hidden.
  const hidden = targets.find(({ state }) => state === 'hidden by the operator');
  expect((await statuses(url))[hidden?.version ?? '']).toBe('removed');
  expect((await send(url + came, null)).status).toBe(200);
});

test('a hidden version that is not stored is got by no link either', async () => {
  const { url, operations } = await open();
  const link = LINK.exec(await must(`${url}/account/mails`, TOKENS.AUTHOR))?.[0];
  const status = async () => (await send(`${url}${link}`, null)).status;
  const version = (act: string) => must(`${operations}/versions/${SHARED}/533.0.0/${act}`, TOKENS.OPERATOR, 'POST');
  expect(await status()).toBe(200);
  await version('hide');
  expect(await status()).toBe(404);
  await version('restore');
  expect(await status()).toBe(200);
});

test('a package that is removed is gone for good: its space is free, it takes no version, its id stays used up', async () => {
  const community = await open();
  const { url, operate, tokens, targets } = community;
  const used = async () => JSON.parse(await must(`${url}/account/data`, TOKENS.AUTHOR)).usedStorage as number;
  expect(await used()).toBeGreaterThan(0);
  await operate('hide', SHARED, { reason: 'Looked at.' });
  expect((await operate('remove')).status).toBe(204);
  expect([await used(), await ways(community), new Set(Object.values(await statuses(url)))]).toEqual([
    ...[0, []],
    new Set(['removed']),
  ]);
  for (const act of ['hide', 'restore', 'remove']) expect([act, (await operate(act)).status]).toEqual([act, 404]);
  const failed = targets.find(({ state }) => state === 'unpublished');
  for (const person of PEOPLE) {
    const said = await upload(url, tokens[person] ?? '', '588.0.0');
    expect([person, [401, 403].includes(said.status)]).toEqual([person, true]);
  }
  const again = formOf({ packageId: SHARED, packageVersion: failed?.version ?? '' });
  expect((await send(`${url}/packages/retry`, TOKENS.AUTHOR, 'POST', again)).status).toBe(403);
  const files = { file_ids: [failed?.fileId] };
  expect((await send(`${url}/v1/files/retry`, TOKENS.AUTHOR, 'POST', files)).status).toBe(404);
  const wish = { packageId: SHARED, packageName: 'Another name', packageType: 'other', description: 'Made anew.' };
  expect((await send(`${url}/packages/new`, TOKENS.STRANGER, 'POST', wish)).text).toBe('id_in_use');
});

test('what is being processed is removed too, and its end brings nothing back', async () => {
  const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const run: RunProcessing = async (...job) => {
    begun.resolve();
    await gate.promise;
    return processedAs('content')(...job);
  };
  const registry = await openRegistry({ run, hosted: HOSTED });
  const url = `http://127.0.0.1:${registry.port}`;
  const [author, id] = ['token-of-author-1', 'example.package1'];
  expect((await send(`${url}/packages/upload`, author, 'POST', formOf(OK_UPLOAD))).status).toBe(204);
  await begun.promise;
  const version = () => must(`${url}/account/packages/${id}/2.0.0`, author);
  expect(await version()).toContain('"status":"processing"');
  await must(`${registry.operationsUrl}/packages/${id}/remove`, author, 'POST');
  gate.resolve();
  await registry.idle();
  expect(JSON.parse(await version())).toMatchObject({ versionData: { status: 'removed', size: 0 } });
  expect(JSON.parse(await must(`${url}/v1/files`, author))).toMatchObject({ data: [] });
  expect(JSON.parse(await must(`${url}/account/data`, author))).toMatchObject({ usedStorage: 0 });
});

test('the author learns what was done and why: in the log, by mail, at the package and on the own page', async () => {
  const { url, operations, operate } = await open();
  const reason = 'The <sounds> are of somebody else.';
  const page = async (language: string, token: string = TOKENS.AUTHOR) => {
    const browser = openBrowser({ 'accept-language': language });
    return (await browser.send(`${url}/sign-in/token`, { token }, HOSTED.publicUrl)).text;
  };
  expect(await page('en')).toMatch(/Signed in as AUTHOR(?!.*by the operator)/s);
  await operate('hide', SHARED, { reason });
  const about = async () => JSON.parse(await must(`${url}/access/packages/${SHARED}`, TOKENS.READER));
  const hidden = { hiddenAt: expect.stringMatching(/^\d{4}-/), removedAt: null, reason };
  expect(await about()).toMatchObject(hidden);
  expect(JSON.parse(await must(`${operations}/packages`, TOKENS.OPERATOR))).toEqual({
    packages: [{ packageId: SHARED, ...hidden }],
  });
  const { mails } = JSON.parse(await must(`${url}/account/mails`, TOKENS.AUTHOR)) as {
    mails: Record<string, string>[];
  };
  expect(mails[0]).toMatchObject({
    subject: `X-Pkg Package hidden (${SHARED})`,
    text: expect.stringMatching(/^The package Shared Aircraft was hidden .*Reason: The <sounds> are/s),
  });
  const log = async () => {
    const text = await must(`${url}/access/packages/${SHARED}/audit?limit=1`, TOKENS.COOWNER);
    return (JSON.parse(text) as { entries: object[] }).entries[0];
  };
  expect(await log()).toMatchObject({ author: 'OPERATOR', action: 'package.hide', target: reason });
  expect(await page('en')).toMatch(
    /Hidden or removed by the operator.*shared.aircraft.*Reason: The &lt;sounds&gt; are/s,
  );
  expect(await page('de')).toMatch(
    /Vom Betreiber verborgen oder entfernt.*Seit \d{4}-.*Grund: The &lt;sounds&gt; are/s,
  );
  expect(await page('en', TOKENS.STRANGER)).not.toContain(SHARED);

  await must(`${operations}/versions/${SHARED}/511.0.0/remove`, TOKENS.OPERATOR, 'POST', { reason: 'A virus.' });
  expect(await log()).toMatchObject({ action: 'version.remove', target: '511.0.0: A virus.' });
  await operate('remove');
  expect(await about()).toMatchObject({ removedAt: expect.stringMatching(/^\d{4}-/), reason });
  expect(await page('de')).toContain('endgültig entfernt');
});

test('what there is nothing of is said, and a wish that is none', async () => {
  const { operate } = await open();
  for (const [act, id, body, status] of [
    ['hide', 'nobodys.package', undefined, 404],
    ['restore', SHARED, undefined, 404],
    ['hide', 'no.*', undefined, 400],
    ['hide', SHARED, { reason: ' ' }, 400],
    ['hide', SHARED, { because: 'x' }, 400],
    ['hide', SHARED, { reason: 'x'.repeat(401) }, 400],
  ] as const) {
    expect([act, id, body, (await operate(act, id, body)).status]).toEqual([act, id, body, status]);
  }
});

test('registry moderate does the same in a terminal', async () => {
  const { url, operations } = await open();
  const at = ['--operations-port', new URL(operations).port];
  process.env.REGISTRY_TOKEN = TOKENS.OPERATOR;
  onTestFinished(() => void delete process.env.REGISTRY_TOKEN);
  const said = async (...words: string[]) => {
    const lines: string[] = [];
    await moderateRegistry([...words, ...at], (line) => lines.push(line));
    return lines.join('\n');
  };
  const status = async () => (await send(`${url}/packages/info/${SHARED}/511.0.0`, null)).status;
  expect(await said()).toBe('');
  const hidden = await serveInTerminal('moderate', 'hide', SHARED, '--reason', 'Its sounds.', ...at).ended;
  expect(hidden).toMatchObject({ code: 0, out: `${SHARED} is hidden from everybody.\n`, err: '' });
  expect(await status()).toBe(404);
  expect(await said('list')).toMatch(new RegExp(`^${SHARED}\\thidden since \\d{4}-\\S+\\tIts sounds\\.$`));
  await said('restore', SHARED);
  expect(await status()).toBe(200);
  expect(await said('hide', SHARED, '511.0.0')).toBe(`${SHARED} 511.0.0 is hidden from everybody.`);
  expect([await status(), await said()]).toEqual([404, '']);
  await said('restore', SHARED, '511.0.0');
  expect(await status()).toBe(200);
  await said('remove', SHARED);
  expect(JSON.parse(await said('list', '--json'))).toMatchObject({
    packages: [{ packageId: SHARED, removedAt: expect.any(String), reason: null }],
  });
  for (const [words, sentence] of [
    [['sing'], 'moderate can list, hide, restore, remove.'],
    [['hide'], 'Say: moderate hide ID VERSION?'],
    [['hide', 'nobodys.package'], 'There is no package that one could hide.'],
  ] as const) {
    await expect(said(...words)).rejects.toThrow(sentence);
  }
});
