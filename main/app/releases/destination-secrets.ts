import type { DestinationSettings, ListedDestination } from '../../../preload/contract.ts';
import { fault } from '../../../preload/messages/index.ts';
import { secretNeed, secretVariable, variableOf } from '../../destinations/index.ts';
import type { SecretVault } from '../../settings/index.ts';
import { type TrustedTargets, targetsOf } from './trusted-targets.ts';

/** Passwords and tokens of destinations: the environment first, as CI hands them over, then the keychain. */
export class DestinationSecrets {
  readonly #vault: SecretVault;
  readonly #keepOut: (secret: string) => void;
  readonly #trusted: TrustedTargets;

  constructor(vault: SecretVault, keepOut: (secret: string) => void, trusted: TrustedTargets) {
    this.#vault = vault;
    this.#keepOut = keepOut;
    this.#trusted = trusted;
  }

  /** The author has seen where it leads, and wants it. */
  async vouch(addonId: string, settings: DestinationSettings): Promise<void> {
    const targets = await targetsOf(settings);
    if (targets.length > 0) this.#trusted.set(addonId, settings.name, targets);
  }

  /** The first release to where nobody has been yet: the author has it in the list, and asks for it. */
  async vouchForNew(addonId: string, all: readonly DestinationSettings[]): Promise<void> {
    for (const settings of all) {
      const isNew = this.#trusted.has(addonId, settings.name, '') === undefined;
      if (isNew) await this.vouch(addonId, settings);
    }
  }

  async set(addonId: string, name: string, secret: string): Promise<void> {
    if (secret === '') return this.#vault.delete(keyOf(addonId, name));
    this.#keepOut(secret);
    await this.#vault.set(keyOf(addonId, name), secret);
  }

  /** After the destination was given another name. */
  async move(addonId: string, from: string, to: string): Promise<void> {
    const secret = await this.#vault.get(keyOf(addonId, from));
    if (secret === undefined || from === to) return;
    await this.#vault.set(keyOf(addonId, to), secret);
    await this.#vault.delete(keyOf(addonId, from));
  }

  forget(addonId: string, name: string): Promise<void> {
    this.#trusted.forget(addonId, name);
    return this.#vault.delete(keyOf(addonId, name));
  }

  /** For a place that the author tries. `typed`: not saved yet, and stronger than what is. */
  readerForTest(addonId: string, typed: { readonly secret?: string | undefined; readonly was?: string | undefined }) {
    return async (destination: string, named: string | undefined): Promise<string | undefined> => {
      if (typed.secret !== undefined && typed.secret !== '') return typed.secret;
      return this.#secret(addonId, destination, named, typed.was);
    };
  }

  /** For places of loadmaster.json: the secret goes where the author let it go, and, once asked for a release, to where none was known. */
  reader(addonId: string, { asked }: { readonly asked: boolean }) {
    return async (destination: string, named: string | undefined, target: string): Promise<string | undefined> => {
      const trusted = this.#trusted.has(addonId, destination, target);
      if (trusted === false || (trusted === undefined && !asked)) throw await notTrusted(destination, target);
      return this.#secret(addonId, destination, named);
    };
  }

  async #secret(addonId: string, destination: string, named: string | undefined, was = destination) {
    const fromEnvironment = process.env[secretVariable(destination, named)];
    if (fromEnvironment) return fromEnvironment;
    return (await this.#vault.get(keyOf(addonId, was))) ?? undefined;
  }

  async state(addonId: string, settings: DestinationSettings): Promise<ListedDestination['secret']> {
    const need = secretNeed(settings);
    if (need === 'none') return 'not-needed';
    if (process.env[variableOf(settings)]) return 'environment';
    const kept = await this.#vault.get(keyOf(addonId, settings.name)).catch(() => undefined);
    if (kept !== undefined) return this.#vault.mode === 'session-only' ? 'session-only' : 'kept';
    return need === 'needed' ? 'missing' : 'not-needed';
  }
}

function keyOf(addonId: string, name: string): string {
  return `destination:${addonId}:${name}`;
}

async function notTrusted(destination: string, target: string): Promise<Error> {
  const { CarrierError } = await import('../../destinations/index.ts');
  return new CarrierError(fault('not_vouched.target', destination, target));
}
