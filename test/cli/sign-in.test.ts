import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../../main/cli/run.ts';
import { openBrowser } from '../registry/support/browser.ts';
import { openClub } from '../registry/support/club.ts';
import { tempFolder } from '../temp-folder.ts';

// `connect --sign-in` against a real registry whose people sign in at a real OpenID provider.

async function openAll() {
  const club = await openClub();
  club.provider.somebody = { sub: 'pilot-1', name: 'Kim Pilot' };
  const browser = openBrowser();
  await browser.get(`${club.url}/sign-in/provider`);
  await browser.send(`${club.url}/sign-in/first`, { name: 'Kim Pilot' });
  const data = tempFolder();
  return { ...club, browser, data };
}

/** Runs it until it prints where to sign in, then does there what the author would. */
async function run(
  args: readonly string[],
  data: string,
  then: (address: string) => Promise<unknown>,
  stop?: AbortSignal,
) {
  const [out, err]: [string[], string[]] = [[], []];
  let done: Promise<unknown> | undefined;
  const exit = await runCli(args, {
    stdout: { write: (text) => out.push(text) },
    stderr: {
      write(text) {
        err.push(text);
        const address = /^http:\/\/\S+\/me\/app\?\S+/m.exec(text)?.[0];
        if (address !== undefined) done ??= then(address);
      },
    },
    env: { LOADMASTER_DATA: data },
    signal: stop ?? new AbortController().signal,
  });
  await done;
  return { exit, out: out.join(''), err: err.join('') };
}

test('connect --sign-in waits for the browser, keeps the token, tests it, and gets a new one by the name', async () => {
  const { url, browser, data } = await openAll();
  const allow = async (address: string) => {
    await browser.get(address);
    await browser.send(`${url}/me/app`, Object.fromEntries(new URL(address).searchParams));
  };
  const first = await run(['connect', url, '--name', 'club', '--sign-in', '--no-open', '--json'], data, allow);
  expect(first).toMatchObject({ exit: 0, out: expect.stringContaining('"name":"Kim Pilot"') });
  const kept = await readFile(join(data, 'terminal', 'tokens.json'), 'utf8');
  expect(kept).toMatch(/xpkg_/);
  expect(first.out + first.err).not.toMatch(/xpkg_/);
  const again = await run(['connect', 'club', '--sign-in', '--no-open', '--lang', 'de'], data, allow);
  expect([again.exit, again.err]).toEqual([0, expect.stringContaining('Strg-C gibt es auf')]);
  expect(await readFile(join(data, 'terminal', 'tokens.json'), 'utf8')).not.toBe(kept);
});

test('a no ends with 3, Ctrl-C with 130, a wrong call with 2, and no connection is left', async () => {
  const { url, browser, data } = await openAll();
  const call = ['connect', url, '--sign-in', '--no-open'];
  const refused = await run(call, data, async (address) => {
    const { text } = await browser.get(address);
    await browser.get(/href="(http:\/\/127\.0\.0\.1:[^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '');
  });
  expect(refused).toMatchObject({ exit: 3, err: expect.stringContaining('was not allowed to have a token') });
  const stop = new AbortController();
  const cancelled = await run(call, data, async () => stop.abort(), stop.signal);
  expect(cancelled).toMatchObject({ exit: 130, err: expect.stringContaining('Nothing was changed') });
  const nowhere = async () => {};
  expect(await run(['connect', '--sign-in'], data, nowhere)).toMatchObject({ exit: 2 });
  expect((await run(['connect', '--list', '--json'], data, nowhere)).out).not.toContain(url);
});
