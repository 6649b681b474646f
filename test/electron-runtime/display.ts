import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface Display {
  /** What DISPLAY must be; undefined where the system has a screen of its own. */
  readonly name: string | undefined;
  close(): void;
}

/** An X server without a screen, on Linux. It asks nobody for a key: the app may run as another user than the tests. */
export async function openDisplay(): Promise<Display> {
  if (process.platform !== 'linux') return { name: undefined, close() {} };
  if (!(process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, 'Xvfb')))) {
    throw new Error('No Xvfb: the desktop app needs an X server to be tested on. Debian: apt-get install xvfb');
  }
  const options = ['-displayfd', '1', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp', '-ac'];
  const server = spawn('Xvfb', options, { stdio: ['ignore', 'pipe', 'ignore'] });
  const number = await new Promise<string>((resolve, reject) => {
    server.stdout.once('data', (said: Buffer) => resolve(said.toString().trim()));
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
  });
  process.once('exit', () => server.kill());
  return { name: `:${number}`, close: () => void server.kill() };
}
