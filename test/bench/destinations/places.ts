import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { S3 } from '@aws-sdk/client-s3';
import type { DestinationPlace } from '../../../preload/contract.ts';
import { proftpdMissing, startProftpd } from '../../destinations/peers/ftp.ts';
import { missing } from '../../destinations/peers/peer.ts';
import { RADOSGW_PROGRAMS, startRadosgw } from '../../destinations/peers/radosgw.ts';
import { rcloneMissing, sshMissing, startSshd } from '../../destinations/peers/ssh.ts';
import { trustOnce } from '../../destinations/peers/trust-once.ts';
import { startRcloneWebdav } from '../../destinations/peers/webdav.ts';

/** A program that others would use: mirrors a tree into the folder of that name. */
export interface Tool {
  readonly name: string;
  readonly environment?: NodeJS.ProcessEnv;
  command(tree: string, name: string): readonly string[];
}

/** A real server, with ways of getting a tree there. */
export interface BenchPlace {
  readonly name: string;
  readonly secret: string | undefined;
  readonly tools: readonly Tool[];
  settings(name: string): DestinationPlace;
  /** Takes a tree away again. */
  clear(name: string): Promise<void>;
  close(): Promise<void>;
}

const LOGIN = { user: 'author', password: 'secret' };
const REMOTE = 'peer';
/** As many at once as Loadmaster sends by itself; rclone's own default too. */
const AT_ONCE = 4;

function rclone(environment: Readonly<Record<string, string>>, path: (name: string) => string): Tool {
  return {
    name: 'rclone sync',
    environment: Object.fromEntries(
      Object.entries(environment).map(([key, value]) => [`RCLONE_CONFIG_${REMOTE.toUpperCase()}_${key}`, value]),
    ),
    command: (tree, name) => ['rclone', 'sync', '--transfers', String(AT_ONCE), tree, `${REMOTE}:${path(name)}`],
  };
}

function obscured(password: string) {
  return execFileSync('rclone', ['obscure', password], { encoding: 'utf8' }).trim();
}

function usable(tools: readonly (Tool & { readonly program: string })[]) {
  return tools.filter(({ program }) => missing(program) === undefined);
}

export async function openSftp(folder: string, dataFolder: string): Promise<BenchPlace | undefined> {
  if (sshMissing() !== undefined) return undefined;
  const ssh = await startSshd(folder);
  const { port, user, keyFile } = ssh;
  const settings = (name: string): DestinationPlace => ({
    ...{ carrier: 'sftp', host: '127.0.0.1', port, user, login: 'key', keyFile, folder: join(ssh.folder, name) },
  });
  await trustOnce(settings('trust'), dataFolder);
  const shell = `ssh -p ${port} -i ${keyFile} -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR`;
  const login = {
    TYPE: 'sftp',
    HOST: '127.0.0.1',
    PORT: String(port),
    USER: user,
    KEY_FILE: keyFile,
    DISABLE_HASHCHECK: 'true',
  };
  return {
    name: 'SFTP (OpenSSH)',
    secret: undefined,
    settings,
    tools: usable([
      { program: 'rclone', ...rclone(login, (name) => join(ssh.folder, name)) },
      {
        ...{ program: 'rsync', name: 'rsync over ssh' },
        command: (tree, name) => [
          ...['rsync', '-a', '--delete', '-e', shell, `${tree}/`, `${user}@127.0.0.1:${join(ssh.folder, name)}/`],
        ],
      },
    ]),
    clear: async (name) => rmSync(join(ssh.folder, name), { recursive: true, force: true }),
    close: () => ssh.kill(),
  };
}

export async function openFtp(folder: string): Promise<BenchPlace | undefined> {
  if (proftpdMissing() !== undefined) return undefined;
  const ftp = await startProftpd(folder, LOGIN, false);
  const { port } = ftp;
  const login = { TYPE: 'ftp', HOST: '127.0.0.1', PORT: String(port), USER: LOGIN.user };
  const script = (tree: string, name: string) =>
    `set ftp:ssl-allow no; mirror -R --delete --parallel=${AT_ONCE} ${tree} ${join(ftp.folder, name)}; bye`;
  return {
    name: 'FTP (proftpd)',
    secret: LOGIN.password,
    settings: (name) => ({
      ...{ carrier: 'ftp', host: '127.0.0.1', port, user: LOGIN.user, folder: join(ftp.folder, name), tls: 'none' },
    }),
    tools: usable([
      {
        ...{ program: 'lftp', name: 'lftp mirror' },
        command: (tree, name) => [
          ...['lftp', '-u', `${LOGIN.user},${LOGIN.password}`, '-p', String(port), '127.0.0.1'],
          ...['-e', script(tree, name)],
        ],
      },
      ...(rcloneMissing() === undefined
        ? [
            {
              program: 'rclone',
              ...rclone({ ...login, PASS: obscured(LOGIN.password) }, (name) => join(ftp.folder, name)),
            },
          ]
        : []),
    ]),
    clear: async (name) => rmSync(join(ftp.folder, name), { recursive: true, force: true }),
    close: () => ftp.kill(),
  };
}

export async function openWebdav(folder: string): Promise<BenchPlace | undefined> {
  if (rcloneMissing() !== undefined) return undefined;
  const dav = await startRcloneWebdav(folder, LOGIN, { remembersFolders: true });
  const url = `http://127.0.0.1:${dav.port}/`;
  const login = { TYPE: 'webdav', VENDOR: 'other', URL: url, USER: LOGIN.user, PASS: obscured(LOGIN.password) };
  return {
    name: 'WebDAV (rclone serve)',
    secret: LOGIN.password,
    settings: (name) => ({ carrier: 'webdav', url: `${url}${name}/`, user: LOGIN.user }),
    tools: [rclone(login, (name) => name)],
    clear: async (name) => rmSync(join(dav.folder, name), { recursive: true, force: true }),
    close: () => dav.kill(),
  };
}

export async function openS3(folder: string): Promise<BenchPlace | undefined> {
  if (missing(...RADOSGW_PROGRAMS) !== undefined) return undefined;
  mkdirSync(folder, { recursive: true });
  const gateway = await startRadosgw(folder);
  const { endpoint, accessKey, secret } = gateway;
  const credentials = { accessKeyId: accessKey, secretAccessKey: secret };
  const client = new S3({ endpoint, region: 'us-east-1', forcePathStyle: true, credentials });
  const bucket = 'depots';
  await client.createBucket({ Bucket: bucket });
  const login = { TYPE: 's3', PROVIDER: 'Ceph', ENDPOINT: endpoint, ACCESS_KEY_ID: accessKey };
  return {
    name: 'S3 (Ceph radosgw)',
    secret,
    settings: (name) => ({ carrier: 's3', bucket, folder: name, endpoint, accessKey }),
    tools: usable([
      { program: 'rclone', ...rclone({ ...login, SECRET_ACCESS_KEY: secret }, (name) => `${bucket}/${name}`) },
    ]),
    async clear(name) {
      for (;;) {
        const { Contents = [] } = await client.listObjectsV2({ Bucket: bucket, Prefix: `${name}/` });
        const Objects = Contents.map(({ Key }) => ({ Key }));
        if (Objects.length === 0) return;
        await client.deleteObjects({ Bucket: bucket, Delete: { Objects, Quiet: true } });
      }
    },
    async close() {
      client.destroy();
      await gateway.kill();
    },
  };
}
