import type { AppError, Finding } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';

export interface FixAllOptions {
  /** The fix that is under way is finished, and no other begun. */
  readonly signal: AbortSignal;
  /** So many findings are dealt with. */
  readonly onDone: (count: number) => void;
}

export interface Fixed {
  /** What takes back each fix, in the order they were done. */
  readonly undoIds: readonly string[];
  readonly fault: AppError | undefined;
}

/** One after the other, each looked at anew: the one before it may have changed the same file, or mended this one too. */
export async function fixAll(
  id: string,
  findings: readonly Finding[],
  { signal, onDone }: FixAllOptions,
): Promise<Fixed> {
  const undoIds: string[] = [];
  let fault: AppError | undefined;
  for (const [at, { id: findingId }] of findings.entries()) {
    if (signal.aborted) break;
    const preview = await ask(bridge().addons.previewFix({ id, findingId }));
    if (preview.ok) {
      const applied = await ask(bridge().addons.applyFix({ id, token: preview.value.token }));
      if (applied.ok) undoIds.push(applied.value.undoId);
      else fault = applied.error;
    } else if (preview.error.code !== 'unknown_fix') fault = preview.error;
    onDone(at + 1);
  }
  return { undoIds, fault };
}
