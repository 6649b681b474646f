import { readFile } from 'node:fs/promises';

/** Linux's word for "every system call is filtered", as each of Chromium's sandboxed processes is. */
const FILTERED = '2';

/**
 * Whether the page's process is in Chromium's sandbox, by what the kernel says; undefined where it cannot be told.
 * An AppImage starts without one where the system allows no user namespaces, and nothing else shows it: its system
 * calls are filtered even so, but it sees the processes and files of the whole system.
 */
export async function pageIsSandboxed(
  processId: number,
  read: (path: string) => Promise<string> = (path) => readFile(path, 'utf8'),
): Promise<boolean | undefined> {
  if (process.platform !== 'linux') return undefined;
  const status = async (who: string | number): Promise<string> => read(`/proc/${who}/status`).catch(() => '');
  const [page, main] = await Promise.all([status(processId), status('self')]);
  const filter = /^Seccomp:\s*(\d)/m.exec(page)?.[1];
  const depth = namespaceDepth(page);
  const ownDepth = namespaceDepth(main);
  if (filter === undefined || depth === 0 || ownDepth === 0) return undefined;
  return filter === FILTERED && depth > ownDepth;
}

/** In how many nested namespaces a process has a number. */
function namespaceDepth(status: string): number {
  return (/^NSpid:(.*)$/m.exec(status)?.[1] ?? '').trim().split(/\s+/).filter(Boolean).length;
}
