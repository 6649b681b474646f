import type { ChildProcess } from 'node:child_process';

/** Collects what a process writes; asked as often as one likes. */
export function listenTo(child: ChildProcess): () => string {
  let all = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      all += chunk;
    });
  }
  return () => all;
}

export function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}
