import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../free-port.ts';
import { missing, type Peer, programPath, startPeer } from './peer.ts';

export function sshMissing() {
  return missing('sshd', 'ssh-keygen');
}

export function rcloneMissing() {
  return missing('rclone');
}

export interface SshPeer extends Peer {
  readonly user: string;
  /** A private key that the server takes. */
  readonly keyFile: string;
}

/** OpenSSH's own server, for the user who runs the tests, by key. `refused`: requests of SFTP that it does not know. */
export async function startSshd(
  place: string,
  more: readonly string[] = [],
  refused: readonly string[] = [],
): Promise<SshPeer> {
  const folder = join(place, 'served');
  mkdirSync(folder, { recursive: true });
  const hostKey = makeKey(place, 'host-key', 'ed25519');
  const keyFile = makeKey(place, 'author-key', 'ed25519');
  copyFileSync(`${keyFile}.pub`, join(place, 'authorized_keys'));
  // Where OpenSSH wants an empty folder of root's.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  const port = await freePort();
  const config = join(place, 'sshd_config');
  writeFileSync(
    config,
    [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${hostKey}`,
      `PidFile ${join(place, 'sshd.pid')}`,
      `AuthorizedKeysFile ${join(place, 'authorized_keys')}`,
      'StrictModes no',
      'UsePAM no',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PermitRootLogin yes',
      'MaxStartups 100',
      `Subsystem sftp internal-sftp${refused.length === 0 ? '' : ` -P ${refused.join(',')}`}`,
      ...more,
      '',
    ].join('\n'),
  );
  const sshd = programPath('sshd') ?? 'sshd';
  const peer = await startPeer({ program: sshd, arguments: ['-D', '-e', '-f', config], port, folder });
  return { ...peer, user: userInfo().username, keyFile };
}

export function makeKey(place: string, name: string, type: string, passphrase = ''): string {
  const file = join(place, name);
  execFileSync('ssh-keygen', ['-q', '-t', type, '-N', passphrase, '-f', file, '-C', 'test']);
  return file;
}

/** rclone's SFTP server: another implementation, and one with passwords. */
export async function startRcloneSftp(
  place: string,
  login: { readonly user: string; readonly password: string },
): Promise<Peer> {
  const folder = join(place, 'served');
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  return startPeer({
    program: 'rclone',
    arguments: [
      ...['serve', 'sftp', folder, '--addr', `127.0.0.1:${port}`, '--user', login.user, '--pass', login.password],
      ...['--cache-dir', join(place, 'rclone-cache'), '--config', join(place, 'rclone.conf'), '--no-auth=false'],
      ...['--vfs-cache-mode', 'writes'],
    ],
    environment: { HOME: place },
    port,
    folder,
  });
}
