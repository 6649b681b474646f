import { randomUUID } from 'node:crypto';
import type { Emitters, Progress } from '../../preload/contract.ts';
import { type ArchiveCache, diskError, type OpenAddon, PackFault, packageIdOf } from '../library/index.ts';

interface Parts {
  readonly archiveCache: ArchiveCache;
  readonly emit: Emitters['archive'];
  readonly onFault: (where: string, cause: unknown) => void;
}

interface How {
  readonly level: 1 | 6;
  readonly fresh: boolean;
}

/** Builds that an author asks for by themselves, without publishing: each a job that tells how it goes and how it ended. */
export class Builds {
  readonly #parts: Parts;
  readonly #running = new Map<string, AbortController>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  start(addon: OpenAddon, how: How): string {
    const jobId = randomUUID();
    const stop = new AbortController();
    this.#running.set(jobId, stop);
    void this.#run(jobId, addon, how, stop.signal);
    return jobId;
  }

  /** A job that has ended meanwhile has told so itself. */
  cancel(jobId: string): void {
    this.#running.get(jobId)?.abort();
  }

  async #run(jobId: string, addon: OpenAddon, { level, fresh }: How, signal: AbortSignal): Promise<void> {
    const { archiveCache, emit, onFault } = this.#parts;
    const { id: addonId, session } = addon;
    const ended = { jobId, addonId, built: null, cancelled: false, error: null } as const;
    try {
      const packageId = await packageIdWhenRead(addon);
      const onProgress = (progress: Omit<Progress, 'id'>) => emit.progress({ ...progress, id: jobId, addonId });
      const packed = await archiveCache.pack({ addonId, session, packageId, level, fresh, signal, onProgress });
      const { path: _path, scan: _scan, ...built } = packed;
      emit.ended({ ...ended, built });
    } catch (cause) {
      if (signal.aborted) return emit.ended({ ...ended, cancelled: true });
      onFault('build', cause);
      emit.ended({ ...ended, ...packFault(cause, addon) });
    } finally {
      this.#running.delete(jobId);
    }
  }
}

export async function packageIdWhenRead({ session, known }: OpenAddon): Promise<string> {
  await session.ready;
  await session.settled();
  const now = known();
  return now ? packageIdOf(now) : '';
}

/** Why an add-on could not be packed, as an answer. */
export function packFault(cause: unknown, { session }: OpenAddon) {
  return cause instanceof PackFault ? ({ ok: false, error: cause.error } as const) : diskError(cause, session.folder);
}
