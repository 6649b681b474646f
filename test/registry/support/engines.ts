import type { RegistryOptions } from '../../../main/registry/start.ts';

// Which engines the registries of a test file are opened on: SQLite and the disk, unless a file says otherwise.

type Engines = Pick<RegistryOptions, 'database' | 'bucket' | 'processing' | 'graceMs'>;

let choose: ((dataDir: string) => Promise<Engines>) | undefined;

/** From now on every registry of this test file is opened on these; the same data folder gives the same ones. */
export function openOn(engines: (dataDir: string) => Promise<Engines>): void {
  const chosen = new Map<string, Promise<Engines>>();
  choose = (dataDir) => {
    const found = chosen.get(dataDir) ?? engines(dataDir);
    chosen.set(dataDir, found);
    return found;
  };
}

export async function enginesFor(dataDir: string): Promise<Engines> {
  return (await choose?.(dataDir)) ?? {};
}
