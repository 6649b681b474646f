import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { runInProcess } from '../cli/run-cli.ts';
import { ARM, INTEL, LINUX, WINDOWS } from '../gather/builds.ts';
import { tempFolder } from '../temp-folder.ts';
import { openTestApp, valueIn } from './open-test-app.ts';

/** A folder for each build, as CI lays them down. */
function builds(all: Readonly<Record<string, Readonly<Record<string, string | Buffer>>>>): {
  base: string;
  paths: string[];
} {
  const base = tempFolder();
  for (const [build, files] of Object.entries(all)) {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(base, build, path)), { recursive: true });
      writeFileSync(join(base, build, path), content);
    }
  }
  return { base, paths: Object.keys(all).map((build) => join(base, build)) };
}

const about = 'about';

test('builds that are dropped say what goes where, and become what `loadmaster gather` makes of them', async () => {
  const { handlers } = await openTestApp();
  const { base, paths } = builds({
    win: { 'my.xpl': WINDOWS, about },
    intel: { 'my.xpl': INTEL, about },
    arm: { 'my.xpl': ARM },
    lin: { 'my.xpl': LINUX, about },
  });
  const plan = valueIn(await handlers.addons.lookAtBuilds({ paths }));
  expect(plan.places.map(({ path, state, from }) => [path, state, from.length]).sort()).toEqual([
    ['about', 'same', 3],
    ['lin_x64/my.xpl', 'one', 1],
    ['mac_x64/my.xpl', 'joined', 2],
    ['win_x64/my.xpl', 'one', 1],
  ]);
  expect(plan).toMatchObject({ names: ['my.xpl'], out: join(base, 'my') });
  expect(readdirSync(base)).toHaveLength(4);

  expect(valueIn(await handlers.addons.gather({ paths, out: plan.out }))).toEqual({ folder: plan.out });
  const byTerminal = join(base, 'terminal');
  expect((await runInProcess(['gather', byTerminal, ...paths])).exit).toBe(0);
  for (const { path } of plan.places)
    expect(readFileSync(join(plan.out, path)).equals(readFileSync(join(byTerminal, path)))).toBe(true);
  // The next one gets a name that is free.
  expect(valueIn(await handlers.addons.lookAtBuilds({ paths })).out).toBe(join(base, 'my 2'));
});

test('two files for one place are shown and never written', async () => {
  const { handlers } = await openTestApp();
  const { base, paths } = builds({ win: { 'my.xpl': WINDOWS, data: '1' }, lin: { 'my.xpl': LINUX, data: '2' } });
  const { places, out } = valueIn(await handlers.addons.lookAtBuilds({ paths }));
  expect(places.find(({ path }) => path === 'data')).toMatchObject({
    state: 'conflict',
    from: paths.map((path) => join(path, 'data')),
  });
  expect(await handlers.addons.gather({ paths, out })).toMatchObject({
    error: { code: 'gather_refused', message: expect.stringContaining('different files for one place, data') },
  });
  expect(existsSync(join(base, 'my'))).toBe(false);
});

test('builds that name the plugin differently get one name, and a plugin file alone is a build', async () => {
  const { handlers } = await openTestApp();
  const { base, paths } = builds({ win: { 'p.xpl': WINDOWS }, lin: { 'q.xpl': LINUX } });
  const files = [join(base, 'win/p.xpl'), join(base, 'lin/q.xpl')];
  expect(valueIn(await handlers.addons.lookAtBuilds({ paths })).names).toEqual(['p.xpl', 'q.xpl']);
  const out = join(base, 'one');
  expect(await handlers.addons.gather({ paths: files, out })).toMatchObject({ ok: false });
  expect(valueIn(await handlers.addons.lookAtBuilds({ paths: files, name: 'my' })).names).toEqual(['my.xpl']);
  valueIn(await handlers.addons.gather({ paths: files, name: 'my', out }));
  expect(readdirSync(out, { recursive: true }).sort()).toEqual([
    'lin_x64',
    'lin_x64/my.xpl',
    'win_x64',
    'win_x64/my.xpl',
  ]);
  const text = builds({ a: { 'readme.txt': 'no plugin' } });
  expect(await handlers.addons.lookAtBuilds({ paths: text.paths })).toMatchObject({
    error: { code: 'gather_refused' },
  });
});
