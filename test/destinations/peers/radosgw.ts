import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../free-port.ts';
import { type Peer, programPath, startPeer } from './peer.ts';

// Ceph's S3 service with everything below it in one folder and in memory: a monitor, one store and the gateway.

const run = promisify(execFile);

export const RADOSGW_PROGRAMS = [
  'radosgw',
  'radosgw-admin',
  'ceph-mon',
  'ceph-osd',
  'ceph',
  'ceph-authtool',
  'monmaptool',
];
export const START_MS = 90_000;

export interface Gateway {
  readonly endpoint: string;
  readonly port: number;
  readonly accessKey: string;
  readonly secret: string;
  /** Its file, for its own programs. */
  readonly config: string;
  /** Runs radosgw-admin. */
  admin(...words: readonly string[]): Promise<string>;
  /** Ends the gateway alone, as a crash would. */
  killGateway(): Promise<void>;
  startGateway(): Promise<void>;
  kill(): Promise<void>;
}

export async function startRadosgw(folder: string, memoryBytes = 4_294_967_296): Promise<Gateway> {
  const files = { config: join(folder, 'ceph.conf'), keyring: join(folder, 'keyring'), map: join(folder, 'monmap') };
  const [monitorPort, port] = [await freePort(), await freePort()];
  const cluster = randomUUID();
  for (const name of ['mon', 'osd', 'rgw']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(files.config, config(folder, { cluster, monitorPort, port, memoryBytes }));
  const ceph = (...words: readonly string[]) => call('ceph', '-c', files.config, '--connect-timeout', '60', ...words);
  const admin = radosgwAdmin(files.config);
  const key = (name: string, ...caps: readonly string[]) =>
    call('ceph-authtool', files.keyring, '--gen-key', '-n', name, ...caps.flatMap((cap) => ['--cap', ...divided(cap)]));
  const peers: Peer[] = [];
  const start = async (program: string, at: number, ...words: readonly string[]) => {
    const peer = await startPeer({ program, arguments: ['-c', files.config, '-f', ...words], port: at, folder });
    peers.push(peer);
    return peer;
  };
  const kill = async () => {
    await Promise.all(peers.map((peer) => peer.kill()));
  };
  try {
    await call(
      'ceph-authtool',
      '--create-keyring',
      files.keyring,
      '--gen-key',
      '-n',
      'mon.',
      '--cap',
      'mon',
      'allow *',
    );
    await key('client.admin', 'mon allow *', 'osd allow *', 'mgr allow *');
    await key('osd.0', 'mon allow profile osd', 'osd allow *');
    await key('client.rgw.a', 'mon allow rw', 'osd allow rwx');
    const monitor = `[v2:127.0.0.1:${monitorPort}]`;
    await call('monmaptool', '--create', '--addv', 'a', monitor, '--fsid', cluster, files.map);
    const made = ['--mkfs', '-i', 'a', '--monmap', files.map, '--keyring', files.keyring];
    await call('ceph-mon', '-c', files.config, ...made);
    await start('ceph-mon', monitorPort, '-i', 'a');
    const store = randomUUID();
    await ceph('osd', 'new', store);
    await call('ceph-osd', '-c', files.config, '-i', '0', '--mkfs', '--osd-uuid', store);
    await ceph('auth', 'import', '-i', files.keyring);
    await ceph('osd', 'crush', 'add', 'osd.0', '1.0', 'root=default');
    await start('ceph-osd', monitorPort, '-i', '0');
    const gateway = () => start('radosgw', port, '-n', 'client.rgw.a');
    let running = await gateway();
    const login = { accessKey: 'AUTHORKEY', secret: 'author secret' };
    const keys = ['--access-key', login.accessKey, '--secret', login.secret];
    await admin('user', 'create', '--uid', 'author', '--display-name', 'Author', ...keys);
    return {
      ...{ endpoint: `http://127.0.0.1:${port}`, port, ...login, config: files.config, admin, kill },
      killGateway: () => running.kill(),
      startGateway: async () => {
        running = await gateway();
      },
    };
  } catch (cause) {
    await kill();
    throw cause;
  }
}

/** Runs radosgw-admin on the service whose file that is. */
export function radosgwAdmin(config: string): Gateway['admin'] {
  return (...words) => call('radosgw-admin', '-c', config, ...words);
}

async function call(program: string, ...words: readonly string[]): Promise<string> {
  const { stdout } = await run(programPath(program) ?? program, words, { timeout: START_MS, maxBuffer: 10_000_000 });
  return stdout;
}

function divided(cap: string): [string, string] {
  const space = cap.indexOf(' ');
  return [cap.slice(0, space), cap.slice(space + 1)];
}

function config(
  folder: string,
  {
    cluster,
    monitorPort,
    port,
    memoryBytes,
  }: {
    readonly cluster: string;
    readonly monitorPort: number;
    readonly port: number;
    readonly memoryBytes: number;
  },
): string {
  return `[global]
fsid = ${cluster}
mon initial members = a
mon host = v2:127.0.0.1:${monitorPort}
public addr = 127.0.0.1
keyring = ${folder}/keyring
run dir = ${folder}
admin socket =
pid file =
log file = ${folder}/$name.log
mon data = ${folder}/mon
osd data = ${folder}/osd
osd objectstore = memstore
memstore device bytes = ${memoryBytes}
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 2000
rgw data = ${folder}/rgw
rgw frontends = beast endpoint=127.0.0.1:${port}
`;
}
