import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { appPaths } from '../../main/app/paths.ts';
import { openSignedIndex } from '../../main/publish/index.ts';
import { signedIndexSchema } from '../../protocol/index.ts';
import { aRegistry, DRAFT, PACKAGE, TOKEN } from '../publish/world.ts';
import { aWebSpace } from '../static-registry/a-web-space.ts';
import { tempFolder } from '../temp-folder.ts';
import { runInProcess } from './run-cli.ts';

// `release` to a registry and to a website that is made from it, with a real registry and a real web server.

async function world() {
  const registry = await aRegistry({});
  const site = tempFolder();
  const url = `${await aWebSpace(site)}/`;
  const plane = join(tempFolder(), 'aircraft');
  expect((await runInProcess(['sample', 'aircraft', plane])).exit).toBe(0);
  const destinations = [
    // Named before the registry, and yet it has to come after it.
    {
      ...{ kind: 'static-site', name: 'site', registry: registry.url, url },
      ...{ language: 'de', place: { carrier: 'folder', path: site } },
    },
    { kind: 'xpkg', name: 'registry', registry: registry.url },
  ];
  for (const one of destinations)
    expect((await runInProcess(['destinations', plane, '--add', JSON.stringify(one)])).exit).toBe(0);
  const key = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
  const env = {
    ...process.env,
    LOADMASTER_DATA: tempFolder(),
    LOADMASTER_REGISTRY: registry.url,
    LOADMASTER_TOKEN: TOKEN,
    LOADMASTER_SITE_KEY: String(key),
  };
  const release = (version: string, ...more: string[]) =>
    runInProcess(['release', plane, '--id', PACKAGE, '--version', version, ...more], { env });
  return { site, url, plane, env, release };
}

function versionsOn(site: string): readonly string[] {
  const index = openSignedIndex(signedIndexSchema.parse(JSON.parse(readFileSync(join(site, 'registry.json'), 'utf8'))));
  return index?.packages.find(({ packageId }) => packageId === PACKAGE)?.versions.map(({ version }) => version) ?? [];
}

test('a website follows the registry it is made from, gets only what is new, and links to the page of the add-on', async () => {
  const { site, url, plane, release } = await world();
  const first = await release('1.0.0', '--json');
  expect([first.exit, JSON.parse(first.stdout).destinations]).toMatchObject([
    0,
    [{ phase: 'done', link: { url: `${url}package/${PACKAGE}/` } }, { phase: 'done' }],
  ]);
  expect(versionsOn(site)).toEqual(['1.0.0']);
  expect(readFileSync(join(site, 'index.html'), 'utf8')).toContain('<html lang="de">');
  const [package1] = readdirSync(join(site, 'files'));
  const written = statSync(join(site, 'files', package1!)).mtimeMs;

  writeFileSync(join(plane, 'new.txt'), 'Something new.');
  const plan = JSON.parse((await release('1.1.0', '--dry-run', '--json')).stdout).destinations[0].plan;
  expect(plan).toMatchObject({ added: 1, versionThere: '1.0.0' });
  expect((await release('1.1.0')).exit).toBe(0);
  expect(versionsOn(site)).toEqual(['1.0.0', '1.1.0']);
  expect(statSync(join(site, 'files', package1!)).mtimeMs).toBe(written);

  const again = JSON.parse((await release('1.1.0', '--dry-run', '--json')).stdout).destinations[0].plan;
  expect(again).toMatchObject({ added: 0, bytes: 0, versionThere: '1.1.0' });
}, 120_000);

test('a version that is taken back from the website is there no longer, and the one before is', async () => {
  const { site, url, plane, env, release } = await world();
  expect((await release('1.0.0')).exit).toBe(0);
  writeFileSync(join(plane, 'new.txt'), 'Something new.');
  expect((await release('1.1.0')).exit).toBe(0);
  const files = () => readdirSync(join(site, 'files')).length;
  const before = files();
  const call = ['withdraw', plane, '--from', 'site', '--version', '1.1.0', '--id', PACKAGE];
  const asked = await runInProcess(call, { env });
  expect([asked.exit, versionsOn(site)]).toEqual([2, ['1.0.0', '1.1.0']]);
  expect(asked.stdout).toContain('Nothing was done yet');
  const done = await runInProcess([...call, '--yes'], { env });
  expect([done.exit, done.stdout]).toEqual([0, expect.stringContaining('1.1.0 is taken back from site.')]);
  expect([versionsOn(site), before - files()]).toEqual([['1.0.0'], 1]);
  const page = await (await fetch(`${url}package/${PACKAGE}/`)).text();
  expect([page.includes('1.0.0'), page.includes('1.1.0')]).toEqual([true, false]);
  // The registry keeps what it has, and says so.
  const registry = await runInProcess([...call.with(3, 'registry'), '--yes'], { env });
  expect([registry.exit, registry.stderr]).toEqual([3, expect.stringContaining('1.1.0')]);
  expect((await runInProcess(['retry', '--releases'], { env })).stdout).toContain('Nothing is left to do.');
}, 120_000);

test('a version that the registry does not show to everybody is told, and a folder that holds something else is left alone', async () => {
  const { site, plane, env, release } = await world();
  writeFileSync(join(plane, 'loadmaster.json'), withAccess(plane, 'private'));
  const hidden = await release('1.0.0');
  expect(hidden.stdout).toContain(
    `The registry does not show ${PACKAGE} 1.0.0 to everybody, so it cannot be on the site.`,
  );
  expect(hidden.exit).toBe(3);
  expect(readdirSync(site)).toEqual([]);

  writeFileSync(join(site, 'index.html'), 'mine');
  writeFileSync(join(plane, 'loadmaster.json'), withAccess(plane, 'public'));
  const foreign = await release('1.1.0');
  expect(foreign.stdout).toContain('already holds something else, such as index.html');
  expect(readFileSync(join(site, 'index.html'), 'utf8')).toBe('mine');

  const { LOADMASTER_SITE_KEY: _, ...keyless } = env;
  const keyFile = join(appPaths(env.LOADMASTER_DATA, '', '').data, 'site-key.pem');
  mkdirSync(dirname(keyFile), { recursive: true });
  writeFileSync(keyFile, 'cut sho');
  const damaged = await runInProcess(['export-site', tempFolder()], { env: keyless });
  expect([damaged.exit, damaged.stderr]).toEqual([1, expect.stringContaining('site-key.pem is damaged')]);
  expect(readFileSync(keyFile, 'utf8')).toBe('cut sho');

  const badKey = await runInProcess(['export-site', tempFolder()], {
    env: { ...env, LOADMASTER_SITE_KEY: 'nonsense' },
  });
  expect([badKey.exit, badKey.stderr]).toEqual([
    2,
    expect.stringContaining('LOADMASTER_SITE_KEY is not a private key'),
  ]);
}, 120_000);

function withAccess(plane: string, access: string): string {
  const project = JSON.parse(readFileSync(join(plane, 'loadmaster.json'), 'utf8'));
  const release = { ...DRAFT, dependencies: [], incompatibilities: [], access };
  return JSON.stringify({ ...project, release });
}
