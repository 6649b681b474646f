import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import { parse } from 'yaml';
import type { Gateway } from '../../destinations/peers/radosgw.ts';
import { freePort } from '../../free-port.ts';
import { craftZip } from '../processing/craft-zip.ts';
import { put, type Running, runOn, sectionOf } from './hosting-page.ts';
import { ask, formOf, OK_UPLOAD, temporaryFolder } from './local-registry.ts';
import { ask as askDatabase } from './postgres.ts';

// What docs/hosting.md says of several machines and of containers, done on one machine without containers.

const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
const HOSTING = join(ROOT, 'assets/hosting');
const PASSWORD = 'of-the-walk';
/** It has its rate limits, as everybody's has. */
const UNHURRIED = { timeout: 60_000, interval: 500 };

/** Its own name in the test's server, which has a user "registry" already. */
const NAME = 'walked';

async function publishAndFind(registry: Running, urls: readonly string[], packageId: string): Promise<void> {
  const token = (await registry.line(/token \(shown only now\): (\S+)/))[1] ?? '';
  const [first = '', other = first] = urls;
  const headers = { 'Content-Type': 'application/json' };
  const about = { packageId, packageName: 'Walked', packageType: 'aircraft', description: 'As the page says.' };
  const made = await ask(`${first}/packages/new`, { token, method: 'POST', headers, body: JSON.stringify(about) });
  expect([made.status, made.text]).toEqual([204, '']);
  const zip = new Uint8Array(craftZip([{ name: `${packageId}/a.txt`, content: 'a' }]));
  const body = formOf(OK_UPLOAD, { packageId }, {}, zip);
  const sent = await ask(`${first}/packages/upload`, { token, method: 'POST', body });
  expect([sent.status, sent.text]).toEqual([204, '']);
  const info = () => ask(`${other}/packages/info/${packageId}/2.0.0`);
  await expect.poll(async () => (await info()).status, UNHURRIED).toBe(200);
  const { hash } = JSON.parse((await info()).text) as { hash: string };
  expect((await ask(`${other}/packages/files/${hash}`)).status).toBe(200);
}

async function shell(command: string, env: NodeJS.ProcessEnv, input = ''): Promise<void> {
  // Without a terminal a password is read from standard input.
  const running = promisify(execFile)('setsid', ['-w', 'sh', '-c', command], { env: { ...process.env, ...env } });
  running.child.stdin?.end(input);
  await running;
}

/** The database as the page makes it; returns its address. */
async function makeDatabase(server: string, commands: readonly string[]): Promise<string> {
  const [install, user = '', database = '', letIn = '', listen = '', restart] = commands;
  expect([install, restart]).toEqual(['sudo apt-get install -y postgresql caddy', 'sudo systemctl restart postgresql']);
  const { hostname, port, username } = new URL(server);
  const env = { PGHOST: hostname, PGPORT: port, PGUSER: username, PGDATABASE: 'postgres' };
  const own = { 'sudo -u postgres ': '', ' registry': ` ${NAME}` };
  await shell(put(user, own), env, `${PASSWORD}\n${PASSWORD}\n`);
  await shell(put(database, own), env);
  const [{ hba_file: rules } = {}] = await askDatabase(server, 'SHOW hba_file');
  await shell(
    put(letIn, {
      'sudo ': '',
      '/etc/postgresql/15/main/pg_hba.conf': String(rules),
      'registry registry': `${NAME} ${NAME}`,
    }),
    env,
  );
  const wanted = `SELECT error, user_name FROM pg_hba_file_rules WHERE '${NAME}' = ANY(database)`;
  expect(await askDatabase(server, wanted)).toEqual([{ error: null, user_name: [NAME] }]);
  await shell(put(listen, { 'sudo -u postgres ': '' }), env);
  return `postgres://${NAME}:${PASSWORD}@${hostname}:${port}/${NAME}`;
}

export async function walkMachines(
  server: string,
  bucket: string,
  gateway: Pick<Gateway, 'endpoint' | 'accessKey' | 'secret'>,
): Promise<void> {
  const { commands, json } = sectionOf('From nothing to a registry on three machines');
  const database = await makeDatabase(server, commands.slice(0, 6));
  const folder = await temporaryFolder();
  const [serve = '', work = ''] = commands.filter((command) => command.includes('npm run'));
  const ports = [String(await freePort()), String(await freePort()), String(await freePort())];
  const configs = await Promise.all(
    ports.map(async (port, at) => {
      const path = join(folder, `registry${at}.json`);
      const changes = {
        '/var/lib/registry': join(folder, `data${at}`),
        'postgres://registry:PASSWORD@10.0.0.1/registry': database,
        '"bucket": "registry"': `"bucket": "${bucket}",\n  "s3-folder": "walked"`,
        ...{ 'https://s3.example.org': gateway.endpoint, KEY: gateway.accessKey, SECRET: gateway.secret },
        ...{ '"0.0.0.0"': '"127.0.0.1"', '8080': port, '8081': '0' },
      };
      await writeFile(path, put(json[0] ?? '', changes));
      return path;
    }),
  );
  const machine = (command: string, at: number) =>
    put(command, { '/opt/loadmaster': ROOT, '/etc/registry.json': configs[at] ?? '' });
  const registry = runOn(machine(serve, 0));
  await registry.line(/listens on port/);
  const worker = runOn(put(machine(work, 2), { '8082': '0' }));
  await Promise.all([runOn(machine(serve, 1)).line(/listens on port/), worker.line(/Working on what is uploaded/)]);
  await publishAndFind(
    registry,
    ports.slice(0, 2).map((port) => `http://127.0.0.1:${port}`),
    'walked.machines',
  );
}

interface Service {
  readonly command: readonly string[];
}

/** The two services of the compose file, from the folders that the Dockerfile copies, on one folder for the files. */
export async function walkContainers(database: string): Promise<void> {
  const { json } = sectionOf('In containers');
  const folder = await temporaryFolder();
  const image = join(folder, 'image');
  await mkdir(image);
  const dockerfile = await readFile(join(HOSTING, 'Dockerfile'), 'utf8');
  const copied = [...dockerfile.matchAll(/^COPY (.+) \S+$/gm)].flatMap((match) => match[1]?.split(' ') ?? []);
  for (const name of copied) await cp(join(ROOT, name), join(image, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(image, 'node_modules'));
  const [program = '', ...words] = JSON.parse(/^ENTRYPOINT (.+)$/m.exec(dockerfile)?.[1] ?? '[]') as string[];
  expect(program).toBe('node');
  const port = String(await freePort());
  const changes = {
    '"/data"': JSON.stringify(join(folder, 'files')),
    'postgres://registry:PASSWORD@database/registry': database,
    ...{ '"0.0.0.0"': '"127.0.0.1"', '8080': port, '8081': '0' },
  };
  await writeFile(join(folder, 'registry.json'), put(json[0] ?? '', changes));
  const { services } = parse(await readFile(join(HOSTING, 'compose.yaml'), 'utf8'), { merge: true }) as {
    services: Record<'serve' | 'work', Service>;
  };
  const start = (name: 'serve' | 'work') => {
    const command = services[name].command.map((word) => word.replace('/run/secrets', folder));
    return runOn([`cd ${image} &&`, process.execPath, ...words, ...command].join(' '));
  };
  const registry = start('serve');
  await registry.line(/listens on port/);
  await start('work').line(/Working on what is uploaded/);
  await publishAndFind(registry, [`http://127.0.0.1:${port}`], 'walked.containers');
}
