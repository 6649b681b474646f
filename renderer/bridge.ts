import { errorText } from '../preload/contract/error-text.ts';
import type { AppError, LoadmasterBridge, Outcome } from '../preload/contract.ts';

declare global {
  interface Window {
    readonly loadmaster: LoadmasterBridge;
  }
}

/** The only way out of the page. */
export function bridge(): LoadmasterBridge {
  return window.loadmaster;
}

/** Undefined where the shell does not say, as in a browser tab. */
export function pathOfDropped(file: File): string | undefined {
  return window.loadmaster.pathOfDropped(file) ?? undefined;
}

/** Asks main, and turns a bridge that broke under the question into an error like any other. */
export async function ask<T>(question: Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await question;
  } catch (fault) {
    return { ok: false, error: lost(fault) };
  }
}

function lost(fault: unknown): AppError {
  const message = errorText(fault);
  return { code: 'bridge_lost', message, retry: 'repeat' };
}
