import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../free-port.ts';
import { type Peer, startPeer } from './peer.ts';

interface WebdavOptions {
  /** With TLS. */
  readonly tls?: { readonly key: string; readonly certificate: string };
  /** What it has read of a folder it does not read again for each file, as servers do. A test that writes there itself wants that it does. */
  readonly remembersFolders?: boolean;
}

/** rclone's WebDAV server. */
export async function startRcloneWebdav(
  place: string,
  login: { readonly user: string; readonly password: string },
  { tls, remembersFolders = false }: WebdavOptions = {},
): Promise<Peer> {
  const folder = join(place, 'served');
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  return startPeer({
    program: 'rclone',
    arguments: [
      ...['serve', 'webdav', folder, '--addr', `127.0.0.1:${port}`, '--user', login.user, '--pass', login.password],
      ...['--config', join(place, 'rclone.conf'), '--cache-dir', join(place, 'rclone-cache')],
      ...(remembersFolders ? [] : ['--dir-cache-time', '0s']),
      ...(tls === undefined ? [] : ['--cert', tls.certificate, '--key', tls.key]),
    ],
    environment: { HOME: place },
    port,
    folder,
  });
}
