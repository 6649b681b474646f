import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FixPreview } from '../../../preload/contract.ts';
import { fault, type OwnError, reasonOf } from '../../../preload/messages/index.ts';
import { writeFileDurably } from '../../disk/index.ts';
import type { FixStep } from '../preflight/fix-step.ts';
import { doStep, type Fingerprint, fingerprintOf, samePrint, touchedBy, undoStep } from './steps.ts';

/** Why a fix was not done; in each case nothing was changed. */
export type FixRefusal = OwnError<'stale_fix' | 'unknown_fix' | 'unsafe_fix' | 'fix_failed'>;
export type FixOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: FixRefusal };

interface Shown {
  readonly root: string;
  readonly steps: readonly FixStep[];
  readonly prints: ReadonlyMap<string, Fingerprint>;
}
interface Done {
  readonly root: string;
  readonly steps: readonly FixStep[];
  readonly keptIn: string;
  /** What it found, and what it left. */
  readonly found: ReadonlyMap<string, Fingerprint>;
  readonly left: Map<string, Fingerprint>;
}

const MOST_SHOWN = 50;

/**
 * Fixes are shown first, done in one go, and can be taken back. `show` binds what the author agrees to to the files as
 * they were then; if one of them changed since, nothing is done. What a fix replaces is kept in `folder`.
 */
export class Fixes {
  readonly #folder: string;
  readonly #shown = new Map<string, Shown>();
  readonly #done = new Map<string, Done>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async show(root: string, title: string, steps: readonly FixStep[]): Promise<FixOutcome<FixPreview>> {
    if (steps.some((step) => touchedBy(step).some((path) => !isInside(path)))) {
      return refuse(fault('unsafe_fix.text'));
    }
    const token = randomUUID();
    this.#shown.set(token, { root, steps, prints: await fingerprints(root, steps) });
    const [oldest] = this.#shown.keys();
    if (this.#shown.size > MOST_SHOWN && oldest !== undefined) this.#shown.delete(oldest);
    return { ok: true, value: { token, title, steps: steps.map(asShown) } };
  }

  async apply(token: string): Promise<FixOutcome<{ undoId: string; paths: readonly string[] }>> {
    const shown = this.#shown.get(token);
    if (!shown) return refuse(fault('unknown_fix.done'));
    this.#shown.delete(token);
    const { root, steps, prints } = shown;
    if (!samePrints(prints, await fingerprints(root, steps))) {
      return refuse(fault('stale_fix.since'));
    }
    const undoId = randomUUID();
    const keptIn = join(this.#folder, undoId);
    await mkdir(keptIn, { recursive: true });
    const done: FixStep[] = [];
    try {
      for (const [index, step] of steps.entries()) {
        await doStep(root, step, join(keptIn, String(index)));
        done.push(step);
      }
    } catch (cause) {
      for (const [index, step] of [...done.entries()].reverse())
        await undoStep(root, step, join(keptIn, String(index)));
      await rm(keptIn, { recursive: true, force: true });
      return refuse(fault('fix_failed.because', reasonOf(cause)));
    }
    // Beside the kept content, so that a person can still find out what belongs where when the app is gone.
    await writeFileDurably(join(keptIn, 'fix.json'), `${JSON.stringify({ version: 1, root, steps }, null, 2)}\n`);
    this.#done.set(undoId, { root, steps, keptIn, found: prints, left: await fingerprints(root, steps) });
    return { ok: true, value: { undoId, paths: steps.flatMap(touchedBy) } };
  }

  async undo(undoId: string): Promise<FixOutcome<{ paths: readonly string[] }>> {
    const done = this.#done.get(undoId);
    if (!done) return refuse(fault('unknown_fix.undone'));
    const { root, steps, keptIn, found, left } = done;
    if (!samePrints(left, await fingerprints(root, steps))) {
      return refuse(fault('stale_fix.undo', keptIn));
    }
    for (const [index, step] of [...steps.entries()].reverse()) await undoStep(root, step, join(keptIn, String(index)));
    this.#done.delete(undoId);
    this.#restored(root, found, await fingerprints(root, steps));
    await rm(keptIn, { recursive: true, force: true });
    return { ok: true, value: { paths: steps.flatMap(touchedBy) } };
  }

  /** A file is again as an earlier fix left it, though written anew: that one can be undone next. */
  #restored(root: string, found: Done['found'], now: ReadonlyMap<string, Fingerprint>): void {
    for (const earlier of this.#done.values()) {
      if (earlier.root !== root) continue;
      for (const [path, print] of now) {
        if (earlier.left.has(path) && samePrint(earlier.left.get(path), found.get(path))) {
          earlier.left.set(path, print);
        }
      }
    }
  }

  /** Which add-on a shown or done fix belongs to, so that one is never carried out for another. */
  rootOf(id: string): string | undefined {
    return (this.#shown.get(id) ?? this.#done.get(id))?.root;
  }
}

function asShown(step: FixStep): FixPreview['steps'][number] {
  switch (step.kind) {
    case 'create':
      return { kind: step.kind, path: step.path, after: step.content };
    case 'edit':
      return { kind: step.kind, path: step.path, before: step.before, after: step.after };
    case 'rename':
      return { kind: step.kind, path: step.path, to: step.to };
    case 'delete':
      return { kind: step.kind, path: step.path };
  }
}

async function fingerprints(root: string, steps: readonly FixStep[]): Promise<Map<string, Fingerprint>> {
  const paths = [...new Set(steps.flatMap(touchedBy))];
  return new Map(await Promise.all(paths.map(async (path) => [path, await fingerprintOf(root, path)] as const)));
}

function samePrints(a: ReadonlyMap<string, Fingerprint>, b: ReadonlyMap<string, Fingerprint>): boolean {
  return a.size === b.size && [...a].every(([path, print]) => samePrint(print, b.get(path)));
}

function isInside(path: string): boolean {
  return (
    path !== '' &&
    !path.startsWith('/') &&
    !/^[A-Za-z]:/.test(path) &&
    path.split('/').every((part) => part !== '' && part !== '..' && part !== '.')
  );
}

function refuse(error: FixRefusal): { readonly ok: false; readonly error: FixRefusal } {
  return { ok: false, error };
}
