import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startPeer } from '../../destinations/peers/peer.ts';
import { freePort } from '../../free-port.ts';
import { serveInTerminal, type Terminal } from '../../registry/support/terminal.ts';

// Two servers and two workers as processes of their own, and haproxy before them.

export interface Cluster {
  readonly url: string;
  readonly kills: () => number;
  /** Kills the process of this number (0 and 1 serve, 2 and 3 work) and starts another one in its place. */
  killOne(at: number): Promise<void>;
  stop(): Promise<void>;
}

const START_MS = 120_000;

export async function startCluster(folder: string, settings: Readonly<Record<string, string>>): Promise<Cluster> {
  const ports = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${await freePort()}`;
  const common = { ...settings, 'public-url': url, 'trust-proxy': '127.0.0.1', drain: 5 };
  const files = [0, 1, 2, 3].map((at) => {
    const path = join(folder, `process${at}.json`);
    // Each on a machine of its own: nothing but the database and the bucket is shared.
    const own = { data: join(folder, `data${at}`), ...(at < 2 && { port: ports[at] }) };
    writeFileSync(path, JSON.stringify({ ...common, ...own }), { mode: 0o600 });
    return path;
  });
  const start = async (at: number): Promise<Terminal> => {
    const until = Date.now() + START_MS;
    for (;;) {
      const terminal = serveInTerminal(at < 2 ? 'serve' : 'work', '--config', files[at] ?? '', '--json');
      if ((await terminal.firstLine()) !== null) return terminal;
      // A service manager would try again as well: the database or the bucket may be away.
      const { err } = await terminal.ended;
      if (Date.now() > until) throw new Error(`It did not start: ${err}`);
      await delay(500);
    }
  };
  const processes = [await start(0), ...(await Promise.all([start(1), start(2), start(3)]))];
  const config = join(folder, 'haproxy.cfg');
  writeFileSync(config, haproxyConfig(Number(new URL(url).port), ports));
  const proxy = await startPeer({
    ...{ program: 'haproxy', arguments: ['-db', '-f', config], folder },
    port: Number(new URL(url).port),
  });
  let kills = 0;
  return {
    url,
    kills: () => kills,
    async killOne(at) {
      processes[at]?.child.kill('SIGKILL');
      await processes[at]?.ended;
      kills += 1;
      processes[at] = await start(at);
    },
    async stop() {
      for (const { child } of processes) child.kill('SIGTERM');
      await Promise.all(processes.map(({ ended }) => ended));
      await proxy.kill();
    },
  };
}

function haproxyConfig(port: number, servers: readonly number[]): string {
  return `
defaults
  mode http
  timeout connect 5s
  timeout client 120s
  timeout server 120s
  option redispatch
  retries 3
frontend registry
  bind 127.0.0.1:${port}
  option forwardfor if-none
  default_backend servers
backend servers
  balance roundrobin
${servers.map((one, at) => `  server registry${at} 127.0.0.1:${one} check inter 1s fall 1 rise 1`).join('\n')}
`;
}
