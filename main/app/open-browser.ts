import { spawn } from 'node:child_process';

/** Shows an address in the author's own browser. False where there is none to be had; the address is printed anyway. */
export function openInBrowser(address: string): Promise<boolean> {
  const [command, ...parameters] = opener(address);
  return new Promise((resolve) => {
    const child = spawn(command, parameters, { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => resolve(true));
    child.unref();
  });
}

function opener(address: string): [string, ...string[]] {
  switch (process.platform) {
    case 'darwin':
      return ['open', address];
    case 'win32':
      // `start` would let cmd read an ampersand of the address as the next command.
      return ['rundll32', 'url.dll,FileProtocolHandler', address];
    default:
      return ['xdg-open', address];
  }
}
