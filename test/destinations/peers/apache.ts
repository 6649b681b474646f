import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../free-port.ts';
import { missing, type Peer, startPeer } from './peer.ts';

const MODULES = '/usr/lib/apache2/modules';
const NEEDED = [
  ...['mpm_event', 'authn_core', 'authn_file', 'auth_basic', 'authz_core', 'authz_user'],
  ...['dav', 'dav_fs', 'dav_lock'],
];

export function apacheMissing() {
  return (
    missing('apache2', 'openssl') ??
    (existsSync(join(MODULES, 'mod_dav_fs.so')) ? undefined : 'skipped: apache2 has no mod_dav_fs here')
  );
}

/** apache2 with mod_dav, as many hosters have it. */
export async function startApacheWebdav(
  place: string,
  login: { readonly user: string; readonly password: string },
): Promise<Peer> {
  const folder = join(place, 'served');
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const users = join(place, 'users');
  const hash = execFileSync('openssl', ['passwd', '-apr1', login.password]).toString().trim();
  writeFileSync(users, `${login.user}:${hash}\n`);
  const { username } = userInfo();
  const group = execFileSync('id', ['-gn']).toString().trim();
  const lines = [
    ...NEEDED.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`),
    `ServerRoot ${place}`,
    'ServerName 127.0.0.1',
    `Listen 127.0.0.1:${port}`,
    `PidFile ${join(place, 'apache.pid')}`,
    `ErrorLog ${join(place, 'apache.log')}`,
    `DefaultRuntimeDir ${place}`,
    `DavLockDB ${join(place, 'locks')}`,
    // Named as root it does not start; as root without a name it does.
    ...(process.getuid?.() === 0 ? [] : [`User ${username}`, `Group ${group}`]),
    `DocumentRoot ${folder}`,
    `<Directory ${folder}>`,
    'Dav On',
    'AuthType Basic',
    'AuthName depot',
    `AuthUserFile ${users}`,
    'Require valid-user',
    '</Directory>',
    '',
  ];
  const config = join(place, 'apache.conf');
  writeFileSync(config, lines.join('\n'));
  return startPeer({
    ...{ program: 'apache2', arguments: ['-X', '-f', config], port, folder },
    logFile: join(place, 'apache.log'),
  });
}
