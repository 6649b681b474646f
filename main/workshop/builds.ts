import { randomUUID } from 'node:crypto';
import type { Emitters, Progress } from '../../preload/contract.ts';
import type { AddonDesk } from './addon-desk.ts';
import { type ArchiveCupboard, PackFault } from './archives.ts';
import { packageIdOf } from './known-addon.ts';
import { diskError } from './outcomes.ts';

type Parts = {
  readonly cupboard: ArchiveCupboard;
  readonly emit: Emitters['archive'];
  readonly onFault: (where: string, cause: unknown) => void;
};

type How = { readonly level: 1 | 6; readonly fresh: boolean };

/** Builds that an author asks for by themselves, without publishing: each a job that tells how it goes and how it ended. */
export class Builds {
  readonly #parts: Parts;
  readonly #running = new Map<string, AbortController>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  start(desk: AddonDesk, how: How): string {
    const jobId = randomUUID();
    const stop = new AbortController();
    this.#running.set(jobId, stop);
    void this.#run(jobId, desk, how, stop.signal);
    return jobId;
  }

  /** A job that has ended meanwhile has told so itself. */
  cancel(jobId: string): void {
    this.#running.get(jobId)?.abort();
  }

  async #run(jobId: string, desk: AddonDesk, { level, fresh }: How, signal: AbortSignal): Promise<void> {
    const { cupboard, emit, onFault } = this.#parts;
    const { id: addonId, session } = desk;
    const ended = { jobId, addonId, built: null, cancelled: false, error: null } as const;
    try {
      const packageId = await packageIdWhenRead(desk);
      const onProgress = (progress: Omit<Progress, 'id'>) => emit.progress({ ...progress, id: jobId, addonId });
      const packed = await cupboard.pack({ addonId, session, packageId, level, fresh, signal, onProgress });
      const { path: _path, scan: _scan, ...built } = packed;
      emit.ended({ ...ended, built });
    } catch (cause) {
      if (signal.aborted) return emit.ended({ ...ended, cancelled: true });
      onFault('build', cause);
      emit.ended({ ...ended, ...packFault(cause, desk) });
    } finally {
      this.#running.delete(jobId);
    }
  }
}

export async function packageIdWhenRead({ session, known }: AddonDesk): Promise<string> {
  await session.ready;
  await session.settled();
  const now = known();
  return now ? packageIdOf(now) : '';
}

/** Why an add-on could not be packed, as an answer. */
export function packFault(cause: unknown, { session }: AddonDesk) {
  return cause instanceof PackFault ? ({ ok: false, error: cause.error } as const) : diskError(cause, session.folder);
}
