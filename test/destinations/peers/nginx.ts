import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../free-port.ts';
import { type Peer, startPeer } from './peer.ts';

/** A folder as users get it from a web server of the hosters. */
export async function startNginx(place: string, folder: string): Promise<Peer> {
  mkdirSync(place, { recursive: true });
  const port = await freePort();
  const config = join(place, 'nginx.conf');
  const own = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${place}/${name};`);
  const lines = [
    'daemon off;',
    ...(process.getuid?.() === 0 ? ['user root;'] : []),
    `pid ${place}/nginx.pid;`,
    `error_log ${place}/error.log;`,
    'worker_processes 1;',
    'events { worker_connections 256; }',
    'http {',
    'access_log off;',
    ...own,
    `server { listen 127.0.0.1:${port}; root ${folder}; }`,
    '}',
    '',
  ];
  writeFileSync(config, lines.join('\n'));
  return startPeer({ program: 'nginx', arguments: ['-p', place, '-c', config], port, folder });
}
