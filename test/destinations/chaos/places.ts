import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { DestinationSettings } from '../../../preload/contract.ts';
import { cuttingProxy } from '../carriers/cutting-proxy.ts';
import type { Depot } from '../depot/readers.ts';
import { startStandIn } from '../github/standin.ts';
import { startProftpd } from '../peers/ftp.ts';
import { type Peer, programPath, startPeer } from '../peers/peer.ts';
import { startSshd } from '../peers/ssh.ts';
import { trustOnce } from '../peers/trust-once.ts';
import { serveFolders } from '../peers/web-folder.ts';
import { startRcloneWebdav } from '../peers/webdav.ts';
import { openBucketPlace } from './bucket-place.ts';
import { maddeningProxy, type WrongAnswer } from './fault-proxies.ts';
import { openRegistryPlace } from './registry-place.ts';

const LOGIN = { user: 'author', password: 'secret' };

/** Seven places behind proxies that cut, with servers that can be killed and a disk that can be full. */
export async function openPlaces(base: string) {
  const at = (name: string) => {
    mkdirSync(join(base, name), { recursive: true });
    return join(base, name);
  };
  const disk = smallDisk(join(at('ssh'), 'served'));
  const sshPlace = at('ssh');
  let ssh: Peer = await startSshd(sshPlace);
  const keyFile = join(sshPlace, 'author-key');
  const ftp = await startProftpd(at('ftp'), LOGIN, false);
  let dav = await startRcloneWebdav(at('dav'), LOGIN);
  const github = await startStandIn();
  const bucket = await openBucketPlace(at('bucket'));
  const registry = await openRegistryPlace(at('registry'));
  const remote = join(base, 'remote.git');
  execFileSync('git', ['init', '--quiet', '--bare', remote]);
  const hook = join(remote, 'hooks/pre-receive');
  writeFileSync(hook, `#!/bin/sh\n[ ! -e ${base}/refuse-push ] || { echo 'not today' >&2; exit 1; }\n`, {
    mode: 0o755,
  });
  let wrong: () => WrongAnswer = () => undefined;
  const cuts = [await cuttingProxy(ssh.port), await cuttingProxy(ftp.port)] as const;
  const [sshCut, ftpCut] = cuts;
  const mad = await maddeningProxy(
    () => dav.port,
    () => wrong(),
  );
  const folders = { ssh: join(ssh.folder, 'depot'), ftp: join(ftp.folder, 'depot'), dav: join(dav.folder, 'mirror') };
  const web = await serveFolders({ ssh: folders.ssh, ftp: folders.ftp });
  const settings: DestinationSettings[] = [
    {
      ...{ kind: 'skunkcrafts', name: 'ssh', url: `${web.url}ssh/` },
      place: {
        ...{
          carrier: 'sftp',
          host: '127.0.0.1',
          port: sshCut.port,
          user: userInfo().username,
        },
        ...{ folder: folders.ssh, login: 'key', keyFile },
      },
    },
    {
      ...{ kind: 'skunkcrafts', name: 'ftp', url: `${web.url}ftp/` },
      place: {
        ...{
          carrier: 'ftp',
          host: '127.0.0.1',
          port: ftpCut.port,
          user: LOGIN.user,
          folder: folders.ftp,
          tls: 'none',
        },
      },
    },
    {
      ...{ kind: 'folder', name: 'dav' },
      place: { carrier: 'webdav', url: `http://127.0.0.1:${mad.port}/mirror/`, user: LOGIN.user },
    },
    { kind: 'folder', name: 'branch', place: { carrier: 'git', remote, branch: 'depot' } },
    { kind: 'github', name: 'github', owner: 'author', repository: 'addon', api: github.api },
    bucket.settings,
    registry.settings,
  ];
  const data = join(base, 'loadmaster', 'terminal', 'destinations');
  const [first] = settings;
  if (first?.kind === 'skunkcrafts') await trustOnce(first.place, data);

  return {
    settings,
    secrets: { ftp: LOGIN.password, dav: LOGIN.password, github: 'token', bucket: bucket.secret },
    environment: registry.environment,
    bucket,
    registry,
    github,
    remote,
    folders,
    cuts: [...cuts, bucket.cut, registry.cut],
    disk,
    wrongAnswers: (next: () => WrongAnswer) => {
      wrong = next;
    },
    refusePush: (on: boolean) => {
      if (on) writeFileSync(join(base, 'refuse-push'), '');
      else rmSync(join(base, 'refuse-push'), { force: true });
    },
    /** The registry is back at once: a release asks it for a quarter of an hour before it gives up. */
    async killServers() {
      await Promise.all([ssh.kill(), dav.kill(), bucket.stop(), registry.stop().then(registry.start)]);
    },
    async startServers() {
      const sshd = programPath('sshd') ?? 'sshd';
      const config = join(sshPlace, 'sshd_config');
      const words = ['-D', '-e', '-f', config];
      ssh = await startPeer({ program: sshd, arguments: words, port: ssh.port, folder: ssh.folder });
      dav = await startRcloneWebdav(at('dav'), LOGIN);
      await bucket.start();
    },
    async close() {
      await Promise.all([ssh.kill(), ftp.kill(), dav.kill(), github.close(), web.close()]);
      await Promise.all([sshCut.close(), ftpCut.close(), mad.close(), bucket.close(), registry.close()]);
      disk.end();
    },
  };
}

export type Places = Awaited<ReturnType<typeof openPlaces>>;

export function depotIn(folder: string): Depot {
  return {
    get: (path) => (existsSync(join(folder, path)) ? readFileSync(join(folder, path)) : undefined),
  };
}

/** Everything below a folder, by path; files that no one is meant to see are left out. */
export function filesIn(folder: string): Map<string, string> {
  const all = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  const files = all.filter((one) => one.isFile() && !one.name.endsWith('.loadmaster-part'));
  return new Map(
    files.map((one) => {
      const path = join(one.parentPath, one.name);
      return [path.slice(folder.length + 1), readFileSync(path, 'utf8')];
    }),
  );
}

/** A disk of its own that can be filled up, where this machine lets us have one. */
function smallDisk(folder: string) {
  mkdirSync(folder, { recursive: true });
  let mounted = false;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'ignore' });
    mounted = true;
  } catch {
    console.info('No small disk can be made on this machine: it will not be full.');
  }
  const filler = join(folder, 'filler');
  return {
    fill() {
      if (!mounted) return;
      try {
        writeFileSync(filler, Buffer.alloc(8 * 1024 * 1024));
      } catch {
        // Full, as it is meant to be.
      }
    },
    free: () => rmSync(filler, { force: true }),
    end() {
      if (mounted) execFileSync('umount', ['-l', folder]);
    },
  };
}
