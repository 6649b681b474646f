import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { aRegistry, PACKAGE, stored, TOKEN } from '../publish/world.ts';
import { tempFolder } from '../temp-folder.ts';
import { runInProcess } from './run-cli.ts';

// `release` with a registry among its destinations, against a real one.

async function aPlane(registry: string): Promise<string> {
  const folder = join(tempFolder(), 'aircraft');
  expect((await runInProcess(['sample', 'aircraft', folder])).exit).toBe(0);
  const destination = JSON.stringify({ kind: 'xpkg', name: 'registry', registry });
  expect((await runInProcess(['destinations', folder, '--add', destination])).exit).toBe(0);
  return folder;
}

function envFor(url: string, data = tempFolder()) {
  return {
    ...process.env,
    LOADMASTER_DATA: data,
    LOADMASTER_REGISTRY: url,
    LOADMASTER_TOKEN: TOKEN,
  };
}

test('a version reaches the registry once, also from a second machine, and another content is told', async () => {
  const registry = await aRegistry({});
  const plane = await aPlane(registry.url);
  const release = (...more: string[]) => ['release', plane, '--id', PACKAGE, '--version', '1.0.0', ...more];
  const first = envFor(registry.url);
  const said = await runInProcess(release('--json'), { env: first });
  expect([said.exit, said.stderr, JSON.parse(said.stdout)]).toMatchObject([
    0,
    expect.stringContaining('registry: done'),
    { destinations: [{ phase: 'done' }] },
  ]);
  expect(await stored(registry)).toMatchObject({ status: 'processed' });

  // A machine that remembers nothing of it finds out by asking.
  for (const env of [first, envFor(registry.url)]) {
    const plan = await runInProcess(release('--dry-run', '--json'), { env });
    expect(JSON.parse(plan.stdout).destinations[0].plan).toMatchObject({ added: 0, bytes: 0, versionThere: '1.0.0' });
    expect((await runInProcess(release(), { env })).exit).toBe(0);
  }

  // As long as before, and so not to be told from it by any size that a registry shows.
  const text = join(plane, 'README.txt');
  writeFileSync(
    text,
    readFileSync(text, 'utf8').replace(/./, (first) => (first === 'X' ? 'Y' : 'X')),
  );
  for (const env of [first, envFor(registry.url)]) {
    const other = await runInProcess(release(), { env });
    expect(other.stdout).toContain(`${PACKAGE} 1.0.0 with other files: ${PACKAGE}/README.txt.`);
    expect(other.exit).toBe(3);
  }
}, 120_000);
