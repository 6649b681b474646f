import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { DestinationSettings } from '../../../preload/contract.ts';
import { cuttingProxy } from '../carriers/cutting-proxy.ts';
import { startStandIn } from '../github/standin.ts';
import { startProftpd } from '../peers/ftp.ts';
import { makeBare, startGitHttp } from '../peers/git-http.ts';
import { startSshd } from '../peers/ssh.ts';
import { trustOnce } from '../peers/trust-once.ts';
import { serveFolders } from '../peers/web-folder.ts';
import { startRcloneWebdav } from '../peers/webdav.ts';
import { maddeningProxy, type WrongAnswer } from './fault-proxies.ts';
import { openRegistryPlace } from './registry-place.ts';
import type { SharedBucket } from './shared-bucket.ts';
import { smallDisk } from './small-disk.ts';

const LOGIN = { user: 'author', password: 'secret' };

/** What a place answers now instead of the right thing. */
export type NextWrong = (place: string, method: string | undefined) => WrongAnswer | undefined;

/** Eight places of one author behind proxies that cut and lie, with servers that can be killed and a disk that can be full. */
export async function openPlaces(base: string, author: string, bucket: SharedBucket) {
  const at = (name: string) => {
    mkdirSync(join(base, name), { recursive: true });
    return join(base, name);
  };
  const disk = smallDisk(join(at('ssh'), 'served'));
  const ssh = await startSshd(at('ssh'));
  const ftp = await startProftpd(at('ftp'), LOGIN, false);
  const dav = await startRcloneWebdav(at('dav'), LOGIN);
  const github = await startStandIn();
  const registry = await openRegistryPlace(at('registry'));
  const remote = makeBare(join(at('git'), 'remote.git'));
  const http = await startGitHttp(join(base, 'git'));
  const refusal = join(base, 'refuse-push');
  const hook = `#!/bin/sh\n[ ! -e '${refusal}' ] || { echo 'not today' >&2; exit 1; }\n`;
  writeFileSync(join(remote, 'hooks/pre-receive'), hook, { mode: 0o755 });

  const depots = { ssh: join(ssh.folder, 'depot'), ftp: join(ftp.folder, 'depot'), dav: join(dav.folder, 'depot') };
  const web = await serveFolders(depots);
  let nextWrong: NextWrong = () => undefined;
  const proxies: { close(): Promise<void> }[] = [];
  const cuts: Awaited<ReturnType<typeof cuttingProxy>>[] = [];
  const cutting = async (port: number) => {
    const cut = await cuttingProxy(port);
    cuts.push(cut);
    return cut.port;
  };
  const lying = async (name: string, port: number) => {
    const mad = await maddeningProxy(
      () => port,
      (method) => nextWrong(name, method),
    );
    proxies.push(mad);
    return `http://127.0.0.1:${mad.port}`;
  };
  const [sshPort, ftpPort] = [await cutting(ssh.port), await cutting(ftp.port)];
  const urls = {
    dav: await lying('dav', await cutting(dav.port)),
    branch: await lying('branch', await cutting(Number(new URL(http.url).port))),
    bucket: await lying('bucket', await cutting(bucket.port)),
    registry: await lying('registry', registry.port),
    web: await lying('web', Number(new URL(web.url).port)),
  };
  github.api = await lying('github', Number(new URL(github.api).port));
  const { user, password } = LOGIN;
  const host = '127.0.0.1';
  const key = { user: userInfo().username, login: 'key', keyFile: ssh.keyFile } as const;
  const sftp = { carrier: 'sftp', host, port: sshPort, folder: depots.ssh, ...key } as const;
  const s3 = { carrier: 's3', bucket: bucket.bucket, accessKey: bucket.accessKey, publicRead: true } as const;
  const settings: DestinationSettings[] = [
    { kind: 'skunkcrafts', name: 'ssh', url: `${urls.web}/ssh/`, place: sftp },
    {
      ...{ kind: 'skunkcrafts', name: 'ftp', url: `${urls.web}/ftp/` },
      place: { carrier: 'ftp', host, port: ftpPort, user, folder: depots.ftp, tls: 'none' },
    },
    {
      ...{ kind: 'skunkcrafts', name: 'dav', url: `${urls.web}/dav/` },
      place: { carrier: 'webdav', url: `${urls.dav}/depot/`, user },
    },
    { kind: 'folder', name: 'mirror', place: { carrier: 'webdav', url: `${urls.dav}/mirror/`, user } },
    { kind: 'folder', name: 'branch', place: { carrier: 'git', remote: `${urls.branch}/remote.git`, branch: 'depot' } },
    { kind: 'github', name: 'github', owner: 'author', repository: 'addon', api: github.api },
    {
      ...{ kind: 'skunkcrafts', name: 'bucket', url: `${urls.bucket}/${bucket.bucket}/${author}/` },
      place: { ...s3, folder: author, endpoint: urls.bucket },
    },
    { kind: 'xpkg', name: 'registry', registry: urls.registry },
  ];
  await trustOnce(sftp, join(base, 'loadmaster', 'terminal', 'destinations'));

  const servers = { ssh, ftp, dav };
  return {
    ...{ settings, registry, github, remote, depots, cuts, disk, servers },
    mirror: join(dav.folder, 'mirror'),
    secrets: { ftp: password, dav: password, mirror: password, github: 'token', bucket: bucket.secret },
    environment: { LOADMASTER_REGISTRY: urls.registry, LOADMASTER_TOKEN: registry.token },
    bucketFiles: () => bucket.files(author),
    wrongAnswers: (next: NextWrong) => {
      nextWrong = next;
    },
    refusePush: (on: boolean) => {
      if (on) writeFileSync(refusal, '');
      else if (existsSync(refusal)) rmSync(refusal);
    },
    async close() {
      await Promise.all([ssh.kill(), ftp.kill(), dav.kill(), github.close(), web.close(), registry.close()]);
      await Promise.all([...cuts, ...proxies, http].map((one) => one.close()));
      disk.end();
    },
  };
}

export type Places = Awaited<ReturnType<typeof openPlaces>>;
