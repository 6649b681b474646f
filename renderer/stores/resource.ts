import { useEffect } from 'react';
import { create } from 'zustand';
import type { AppError, Outcome } from '../../preload/contract.ts';
import { ask } from '../bridge.ts';

/** Something main knows that a screen asked for. What was last known stays on screen while it is asked for again. */
export interface Resource<T> {
  readonly state: 'loading' | 'ready' | 'failed';
  readonly value: T | undefined;
  readonly error: AppError | undefined;
}

export interface ResourceStore<I, T> {
  /** Subscribes a component; asks main the first time. An undefined input asks nothing. */
  readonly use: (input: I | undefined) => Resource<T>;
  readonly peek: (input: I) => Resource<T>;
  readonly load: (input: I) => Promise<Outcome<T>>;
  /** Asks again for what is kept and matches; what nobody asked for is left alone. */
  readonly refresh: (matches?: (input: I) => boolean) => void;
  readonly put: (input: I, value: T) => void;
  readonly clear: () => void;
}

const LOADING = { state: 'loading', value: undefined, error: undefined } as const;

interface Kept<I, T> {
  readonly input: I;
  readonly resource: Resource<T>;
}

/** A store of answers, one for each input, where the newest question wins. */
export function createResource<I, T>(
  keyOf: (input: I) => string,
  question: (input: I) => Promise<Outcome<T>>,
): ResourceStore<I, T> {
  const useKept = create<Readonly<Record<string, Kept<I, T>>>>()(() => ({}));
  const asked = new Map<string, number>();

  const set = (input: I, resource: Resource<T>) => useKept.setState({ [keyOf(input)]: { input, resource } });
  const peek = (input: I): Resource<T> => useKept.getState()[keyOf(input)]?.resource ?? LOADING;

  const load = async (input: I): Promise<Outcome<T>> => {
    const key = keyOf(input);
    const turn = (asked.get(key) ?? 0) + 1;
    asked.set(key, turn);
    if (peek(input).state === 'failed') set(input, { ...peek(input), state: 'loading' });
    const outcome = await ask(question(input));
    if (asked.get(key) !== turn) return outcome;
    set(
      input,
      outcome.ok
        ? { state: 'ready', value: outcome.value, error: undefined }
        : { state: 'failed', value: peek(input).value, error: outcome.error },
    );
    return outcome;
  };

  return {
    peek,
    load,
    use: (input) => {
      const key = input === undefined ? undefined : keyOf(input);
      const resource = useKept((kept) => (key === undefined ? undefined : kept[key]?.resource));
      // Runs with every render, as inputs are made afresh; a key is only ever asked for once by itself.
      useEffect(() => {
        if (input !== undefined && !asked.has(keyOf(input))) void load(input);
      });
      return resource ?? LOADING;
    },
    refresh: (matches = () => true) => {
      for (const { input } of Object.values(useKept.getState())) if (matches(input)) void load(input);
    },
    put: (input, value) => {
      asked.set(keyOf(input), (asked.get(keyOf(input)) ?? 0) + 1);
      set(input, { state: 'ready', value, error: undefined });
    },
    clear: () => {
      asked.clear();
      useKept.setState({}, true);
    },
  };
}
