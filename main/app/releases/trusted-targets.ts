import type { DestinationSettings } from '../../../preload/contract.ts';
import type { KeyValueStore } from '../../settings/index.ts';

const STORE_KEY = 'destinationTargets';

/**
 * Where the author let the secret of a destination go. Destinations travel with the folder, and a folder may be somebody else's, or changed by
 * somebody else since: a password that was typed for one server is for that one.
 */
export class TrustedTargets {
  readonly #store: KeyValueStore;

  constructor(store: KeyValueStore) {
    this.#store = store;
  }

  /** Undefined where nobody has said anything yet. */
  has(addonId: string, name: string, target: string): boolean | undefined {
    return this.#all()[keyOf(addonId, name)]?.includes(target);
  }

  /** In place of what was vouched for before. */
  set(addonId: string, name: string, targets: readonly string[]): void {
    this.#store.set(STORE_KEY, { ...this.#all(), [keyOf(addonId, name)]: [...targets] });
  }

  forget(addonId: string, name: string): void {
    const { [keyOf(addonId, name)]: _, ...others } = this.#all();
    this.#store.set(STORE_KEY, others);
  }

  #all(): Readonly<Record<string, readonly string[]>> {
    const kept = this.#store.get(STORE_KEY);
    return typeof kept === 'object' && kept !== null && !Array.isArray(kept)
      ? Object.fromEntries(Object.entries(kept).filter((one): one is [string, string[]] => Array.isArray(one[1])))
      : {};
  }
}

/** All that are shown the secret of a destination. */
export async function targetsOf(settings: DestinationSettings): Promise<readonly string[]> {
  const { githubTarget, secretTarget } = await import('../../destinations/index.ts');
  if (settings.kind === 'github') return [githubTarget(settings)];
  if (!('place' in settings)) return [];
  const beta = settings.kind === 'skunkcrafts' ? settings.beta?.place : undefined;
  return [settings.place, ...(beta ? [beta] : [])].map(secretTarget);
}

function keyOf(addonId: string, name: string): string {
  return `${addonId} ${name}`;
}
