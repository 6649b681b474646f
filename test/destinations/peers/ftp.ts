import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../free-port.ts';
import { missing, type Peer, startPeer } from './peer.ts';
import { selfSigned } from './self-signed.ts';

export function proftpdMissing() {
  return missing('proftpd', 'openssl');
}

export function vsftpdMissing() {
  return missing('vsftpd', 'openssl') ?? (process.getuid?.() === 0 ? undefined : 'skipped: vsftpd needs root');
}

export interface FtpLogin {
  readonly user: string;
  readonly password: string;
}

const MODULES = '/usr/lib/proftpd';

/** For a proftpd that has a command to copy files, as some hosters do. */
export const WITH_COPY = [`ModulePath ${MODULES}`, 'LoadModule mod_copy.c'];

/** proftpd, with MLSD and with TLS where asked. */
export async function startProftpd(
  place: string,
  login: FtpLogin,
  tls: boolean,
  more: readonly string[] = [],
): Promise<Peer> {
  const folder = join(place, 'served');
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const { uid, gid, username } = userInfo();
  const users = join(place, 'users');
  const hash = execFileSync('openssl', ['passwd', '-6', login.password]).toString().trim();
  writeFileSync(users, `${login.user}:${hash}:${uid}:${gid}::${folder}:/bin/false\n`, { mode: 0o600 });
  const group = execFileSync('id', ['-gn']).toString().trim();
  const { key, certificate } = selfSigned(place, 'proftpd');
  chmodSync(key, 0o600);
  const hasModule = readdirSync(MODULES).includes('mod_tls.so');
  if (tls && !hasModule) throw new Error('proftpd has no mod_tls here.');
  const log = join(place, 'proftpd.log');
  const lines = [
    ...(tls ? [`ModulePath ${MODULES}`, 'LoadModule mod_tls.c'] : []),
    'ServerName test',
    'ServerType standalone',
    'DefaultServer on',
    'DefaultAddress 127.0.0.1',
    `Port ${port}`,
    'UseIPv6 off',
    'UseReverseDNS off',
    'WtmpLog off',
    `User ${username}`,
    `Group ${group}`,
    'RootLogin on',
    'RequireValidShell off',
    'AuthOrder mod_auth_file.c',
    `AuthUserFile ${users}`,
    'AuthFileOptions InsecurePerms',
    `PidFile ${join(place, 'proftpd.pid')}`,
    `ScoreboardFile ${join(place, 'scoreboard')}`,
    `DelayTable ${join(place, 'delay')}`,
    `SystemLog ${log}`,
    'TransferLog none',
    'MaxInstances 60',
    'AllowOverwrite on',
    'AllowStoreRestart on',
    'AllowRetrieveRestart on',
    'TimeoutLinger 0',
    ...more,
    ...(tls
      ? [
          'TLSEngine on',
          'TLSRequired on',
          `TLSRSACertificateFile ${certificate}`,
          `TLSECCertificateFile ${certificate}`,
          `TLSECCertificateKeyFile ${key}`,
          `TLSLog ${log}`,
        ].filter((line) => !line.startsWith('TLSRSA'))
      : []),
    '',
  ];
  const config = join(place, 'proftpd.conf');
  writeFileSync(config, lines.join('\n'));
  return startPeer({ program: 'proftpd', arguments: ['-n', '-q', '-c', config], port, folder, logFile: log });
}

/** vsftpd: no MLSD, so folders are read as LIST prints them. Anybody may log in, as "anonymous". */
export async function startVsftpd(place: string, tls: boolean): Promise<Peer> {
  const root = join(place, 'vsftpd-root');
  const folder = join(root, 'served');
  mkdirSync(folder, { recursive: true });
  chmodSync(root, 0o755);
  const port = await freePort();
  const { key, certificate } = selfSigned(place, 'vsftpd');
  const lines = [
    'listen=YES',
    'background=NO',
    'listen_address=127.0.0.1',
    `listen_port=${port}`,
    'run_as_launching_user=YES',
    'anonymous_enable=YES',
    'local_enable=NO',
    'no_anon_password=NO',
    `anon_root=${root}`,
    'write_enable=YES',
    'anon_upload_enable=YES',
    'anon_mkdir_write_enable=YES',
    'anon_other_write_enable=YES',
    'anon_world_readable_only=NO',
    'anon_umask=022',
    'allow_writeable_chroot=YES',
    'seccomp_sandbox=NO',
    'isolate=NO',
    'isolate_network=NO',
    'xferlog_enable=NO',
    'utf8_filesystem=YES',
    `secure_chroot_dir=${mkdirAt(place, 'empty')}`,
    ...(tls ? ['ssl_enable=YES', 'allow_anon_ssl=YES', 'force_anon_logins_ssl=YES', 'force_anon_data_ssl=YES'] : []),
    ...(tls ? [`rsa_cert_file=${certificate}`, `rsa_private_key_file=${key}`, 'ssl_ciphers=HIGH'] : []),
    ...(tls ? ['require_ssl_reuse=YES'] : []),
    '',
  ];
  const config = join(place, 'vsftpd.conf');
  writeFileSync(config, lines.filter((line) => !line.startsWith('utf8') && !line.startsWith('isolate=')).join('\n'));
  return startPeer({ program: 'vsftpd', arguments: [config], port, folder });
}

function mkdirAt(place: string, name: string): string {
  const folder = join(place, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}
