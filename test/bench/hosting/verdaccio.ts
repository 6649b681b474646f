import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../free-port.ts';
import type { Served } from './processes.ts';

// A registry of npm packages that many run at home, with as many packages of as many versions.

export async function serveVerdaccio(folder: string, program: string, packages: number): Promise<Served> {
  const place = join(folder, 'verdaccio');
  const storage = join(place, 'storage');
  const names = Array.from({ length: packages }, (_, at) => `bench-package${at}`);
  for (const name of names) {
    mkdirSync(join(storage, name), { recursive: true });
    writeFileSync(join(storage, name, 'package.json'), JSON.stringify(manifest(name)));
  }
  writeFileSync(join(storage, '.verdaccio-db.json'), JSON.stringify({ list: names, secret: 'x'.repeat(32) }));
  const config = join(place, 'config.yaml');
  writeFileSync(config, configText(storage));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [program, '--config', config, '--listen', `127.0.0.1:${port}`], {
    cwd: place,
    stdio: 'ignore',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const answers = () =>
    fetch(`${url}/bench-package0`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await answers())) {
    if (child.exitCode !== null) throw new Error('verdaccio ended');
    await delay(100);
  }
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      const over = once(child, 'exit');
      child.kill('SIGKILL');
      await over;
    },
  };
}

/** No registry above it, no log, and no limits. */
function configText(storage: string): string {
  return `
storage: ${storage}
packages:
  '**':
    access: $all
log: { type: stdout, format: json, level: fatal }
userRateLimit: { windowMs: 1000, max: 1000000 }
web: { enable: false }
`;
}

function manifest(name: string): object {
  const versions = ['1.0.0', '1.1.0', '2.0.0'];
  const time = '2026-11-29T00:00:00.000Z';
  const tarball = (version: string) => `http://localhost/${name}/-/${name}-${version}.tgz`;
  return {
    name,
    description: `What people read of ${name} before they install it.`,
    versions: Object.fromEntries(
      versions.map((version) => [
        version,
        { name, version, description: name, dist: { tarball: tarball(version), shasum: '0'.repeat(40) } },
      ]),
    ),
    'dist-tags': { latest: '2.0.0' },
    time: Object.fromEntries(['created', 'modified', ...versions].map((one) => [one, time])),
    ...{ _rev: '1-0', _id: name, _attachments: {}, _uplinks: {}, _distfiles: {}, users: {}, readme: '' },
  };
}
