import type { DestinationSettings, ListedDestination } from '../../../preload/contract.ts';
import { secretNeed, secretVariable, variableOf } from '../../destinations/index.ts';
import type { SecretVault } from '../../settings/index.ts';

/** Passwords and tokens of destinations: the environment first, as CI hands them over, then the keychain. */
export class DestinationSecrets {
  readonly #vault: SecretVault;
  readonly #keepOut: (secret: string) => void;

  constructor(vault: SecretVault, keepOut: (secret: string) => void) {
    this.#vault = vault;
    this.#keepOut = keepOut;
  }

  async set(addonId: string, name: string, secret: string): Promise<void> {
    if (secret === '') return this.#vault.delete(keyOf(addonId, name));
    this.#keepOut(secret);
    await this.#vault.set(keyOf(addonId, name), secret);
  }

  /** After the destination was given another name. */
  async move(addonId: string, from: string, to: string): Promise<void> {
    const secret = await this.#vault.get(keyOf(addonId, from));
    if (secret === null || from === to) return;
    await this.#vault.set(keyOf(addonId, to), secret);
    await this.#vault.delete(keyOf(addonId, from));
  }

  forget(addonId: string, name: string): Promise<void> {
    return this.#vault.delete(keyOf(addonId, name));
  }

  /** For what opens places. `typed`: not saved yet, and stronger than what is. */
  reader(addonId: string, typed?: { readonly secret?: string | undefined; readonly was?: string | undefined }) {
    return async (destination: string, named: string | undefined): Promise<string | undefined> => {
      if (typed?.secret !== undefined && typed.secret !== '') return typed.secret;
      const fromEnvironment = process.env[secretVariable(destination, named)];
      if (fromEnvironment) return fromEnvironment;
      return (await this.#vault.get(keyOf(addonId, typed?.was ?? destination))) ?? undefined;
    };
  }

  async state(addonId: string, settings: DestinationSettings): Promise<ListedDestination['secret']> {
    const need = secretNeed(settings);
    if (need === 'none') return 'not-needed';
    if (process.env[variableOf(settings)]) return 'environment';
    const kept = await this.#vault.get(keyOf(addonId, settings.name)).catch(() => null);
    if (kept !== null) return this.#vault.mode === 'session-only' ? 'session-only' : 'kept';
    return need === 'needed' ? 'missing' : 'not-needed';
  }
}

function keyOf(addonId: string, name: string): string {
  return `destination:${addonId}:${name}`;
}
