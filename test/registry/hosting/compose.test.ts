import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { sectionOf } from '../support/hosting-page.ts';

// The compose file and what belongs to it, as far as they can be read; engines/bucket.test.ts runs what they run.

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const HOSTING = join(ROOT, 'assets/hosting');
function read(name: string) {
  return readFileSync(join(HOSTING, name), 'utf8');
}

interface Service {
  readonly image: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly restart: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly (string | { readonly source: string; readonly target: string })[];
  readonly volumes?: readonly string[];
  readonly networks: readonly string[];
  readonly ports?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck: Readonly<Record<'interval' | 'timeout' | 'start_period', string>> & {
    readonly test: readonly string[];
    readonly retries: number;
  };
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: {
    readonly front: { readonly ipam: { readonly config: readonly { readonly subnet: string }[] } };
    readonly back: { readonly internal?: boolean };
  };
  readonly volumes: object;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const { services, ...top } = parse(read('compose.yaml'), { merge: true }) as Compose;
const each = Object.entries(services);

test.each(each)('%s: a pinned image, a restart, a check of its health', (_, service) => {
  expect(service.image).toMatch(/^[a-z-]+:\d+\.\d+(\.\d+)?(-[a-z]+)?$/);
  expect(service.restart).toBe('unless-stopped');
  const { test: [kind, program] = [], interval, timeout, start_period: start, retries } = service.healthcheck;
  expect([kind, typeof program]).toEqual(['CMD', 'string']);
  for (const time of [interval, timeout, start]) expect(time).toMatch(/^\d+s$/);
  expect(retries).toBeGreaterThan(2);
});

test.each(each)('%s: names only what the file declares', (_, service) => {
  for (const volume of service.volumes ?? []) {
    const [source = '', target] = volume.split(':');
    expect(target).toMatch(/^\//);
    expect(source.startsWith('./') ? existsSync(join(HOSTING, source)) : source in top.volumes).toBe(true);
  }
  for (const network of service.networks) expect(Object.keys(top.networks)).toContain(network);
  for (const secret of service.secrets ?? []) {
    expect(Object.keys(top.secrets)).toContain(typeof secret === 'string' ? secret : secret.source);
  }
  for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
    expect(Object.keys(services)).toContain(other);
    expect(condition).toBe('service_healthy');
  }
});

test('nothing secret in clear: files that git does not take, and no environment but names of them', () => {
  const ignored = readFileSync(join(ROOT, '.gitignore'), 'utf8').split('\n');
  for (const { file } of Object.values(top.secrets)) expect(ignored).toContain(join('assets/hosting', file));
  for (const [name, { environment = {} }] of each) {
    for (const [key, value] of Object.entries(environment)) {
      if (/PASSWORD|SECRET|KEY|TOKEN/.test(key))
        expect([name, key, value]).toEqual([
          name,
          expect.stringMatching(/_FILE$/),
          expect.stringMatching(/^\/run\/secrets\/\w+$/),
        ]);
    }
  }
  expect(read('compose.yaml')).not.toMatch(/:\/\/[^\s/]*:[^\s/]*@/);
});

test('only the proxy can be reached, and the database from the registry alone', () => {
  expect(each.filter(([, { ports }]) => ports !== undefined).map(([name]) => name)).toEqual(['caddy']);
  expect(services.database?.networks).toEqual(['back']);
  expect(top.networks.back).toEqual({ internal: true });
  expect(services.caddy?.networks).toEqual(['front']);
  expect(read('Caddyfile')).toContain('reverse_proxy serve:8080');
});

test('the configuration of the page fits it', () => {
  const settings = JSON.parse(sectionOf('In containers').json[0] ?? '') as Record<string, string | number>;
  const subnet = top.networks.front.ipam.config[0]?.subnet;
  expect(settings).toMatchObject({ port: 8080, 'operations-port': 8081, host: '0.0.0.0', 'trust-proxy': subnet });
  expect(URL.parse(String(settings.database))?.hostname).toBe('database');
  const mounted = services.serve?.volumes?.map((volume) => volume.split(':')[1]);
  expect(mounted).toContain(settings.data);
  for (const name of ['serve', 'work'] as const) {
    expect(services[name]?.command).toEqual([name, '--config', '/run/secrets/registry.json']);
    expect(services[name]?.secrets).toEqual([{ source: 'configuration', target: 'registry.json' }]);
    expect(services[name]?.healthcheck.test.at(-1)).toBe('http://127.0.0.1:8081/ready');
  }
});

test('the commands of the page name its files and services', () => {
  const { commands } = sectionOf('In containers');
  expect(commands.length).toBe(3);
  for (const command of commands) {
    const [, file = '', service = 'caddy'] =
      /^docker compose -f (\S+) (?:up -d --build|logs (\w+)|exec (\w+) )/.exec(command) ?? [];
    expect(existsSync(join(ROOT, file))).toBe(true);
    expect(Object.keys(services)).toContain(service);
  }
});

test('the image: the Node that is tested, and every path it takes is here and let in', () => {
  const { devDependencies, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
    version: string;
  };
  const dockerfile = read('Dockerfile');
  expect(dockerfile).toContain(`\nFROM node:${devDependencies.node}-bookworm-slim\n`);
  expect(services.serve?.image).toBe(`loadmaster-registry:${version}`);
  expect(services.serve?.build).toEqual({ context: '../..', dockerfile: 'assets/hosting/Dockerfile' });
  const copied = [...dockerfile.matchAll(/^COPY (.+) \S+$/gm)].flatMap((match) => match[1]?.split(' ') ?? []);
  expect(copied.filter((name) => !existsSync(join(ROOT, name)))).toEqual([]);
  const letIn = read('Dockerfile.dockerignore')
    .split('\n')
    .filter((line) => line.startsWith('!'));
  expect(letIn.map((line) => line.slice(1)).sort()).toEqual([...copied].sort());
  expect(dockerfile).toMatch(/^USER node$/m);
});
