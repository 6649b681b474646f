import { isDeepStrictEqual } from 'node:util';
import type { DestinationSettings, DestinationTest, Nothing, Outcome, VersionAt } from '../../../preload/contract.ts';
import { fault, message } from '../../../preload/messages/index.ts';
import type { UnknownServerError } from '../../destinations/index.ts';
import { type AddonList, done, fail, ok, packageIdOf, withKnown } from '../../library/index.ts';
import type { DestinationSecrets } from './destination-secrets.ts';
import { CONNECT_HINT, connectionOf, type RegistryParts, versionOnRegistry } from './registry-destination.ts';
import type { Releases } from './releases.ts';

interface Parts extends RegistryParts {
  readonly dataFolder: string;
  readonly addonList: AddonList;
  readonly secrets: DestinationSecrets;
  readonly releases: Releases;
}

interface Asked {
  readonly addonId: string;
  readonly settings: DestinationSettings;
  readonly was?: string | undefined;
  readonly secret?: string | undefined;
}

/** A place that does not answer must not keep the author waiting for ever. */
const LONGEST_LOOK_MS = 60_000;

/** Goes to destinations and looks, without changing anything there. */
export class DestinationProbe {
  readonly #parts: Parts;
  readonly #unknown = new Map<string, UnknownServerError['server']>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  test({ addonId, settings, was, secret }: Asked): Promise<Outcome<DestinationTest>> {
    return withKnown(this.#parts.addonList, addonId, async (known, { session }) => {
      const { errorOf, inspectDestination, readDestinations, UnknownServerError } = await import(
        '../../destinations/index.ts'
      );
      try {
        if (settings.kind === 'xpkg') return await this.#testRegistry(settings.registry, packageIdOf(known));
        const { version, found } = await inspectDestination(settings, {
          base: session.folder,
          signal: AbortSignal.timeout(LONGEST_LOOK_MS),
          dataFolder: this.#parts.dataFolder,
          secret: this.#parts.secrets.readerForTest(addonId, { secret, was }),
        });
        const saved = readDestinations(known.project.destinations).settings;
        if (saved.some((one) => isDeepStrictEqual(one, settings))) await this.#parts.secrets.vouch(addonId, settings);
        return ok({ state: 'reached', version: version ?? null, found: [...found] });
      } catch (cause) {
        if (!(cause instanceof UnknownServerError)) return ok({ state: 'failed', error: errorOf(cause) });
        const { server, error } = cause;
        const { hint } = error.said;
        const { kind, host, port, fingerprint } = server;
        this.#unknown.set(fingerprint, server);
        const reason = server.kind === 'certificate' ? server.reason : null;
        return ok({
          state: 'unknown-server',
          server: { kind, host, port, fingerprint, reason },
          ...(hint && { hint }),
        });
      }
    });
  }

  /** Only a server that a test has just met: the page cannot vouch for one it made up. */
  async trust(fingerprint: string): Promise<Outcome<Nothing>> {
    const server = this.#unknown.get(fingerprint);
    if (server === undefined) return fail(fault('unknown_server.text'), { retry: 'repeat' });
    const { openPlaceTrust } = await import('../../destinations/index.ts');
    await (await openPlaceTrust(this.#parts.dataFolder)).remember(server);
    this.#unknown.delete(fingerprint);
    return done;
  }

  versions(addonId: string): Promise<Outcome<VersionAt[]>> {
    return withKnown(this.#parts.addonList, addonId, async (known, { session }) => {
      const { readDestinations } = await import('../../destinations/index.ts');
      const { settings } = readDestinations(known.project.destinations);
      const packageId = packageIdOf(known);
      return ok(
        await Promise.all(settings.map((one) => this.#versionAt(one, { addonId, packageId, base: session.folder }))),
      );
    });
  }

  async #versionAt(
    settings: DestinationSettings,
    { addonId, packageId, base }: { readonly addonId: string; readonly packageId: string; readonly base: string },
  ): Promise<VersionAt> {
    const { errorOf, versionAt } = await import('../../destinations/index.ts');
    const { name } = settings;
    try {
      if (settings.kind === 'zip') return { name, version: (await this.#lastDone(addonId, name)) ?? null, error: null };
      if (settings.kind === 'xpkg') {
        const connection = await connectionOf(this.#parts.connections, settings.registry);
        const there = connection === undefined ? ok(null) : await versionOnRegistry(this.#parts, connection, packageId);
        return there.ok
          ? { name, version: there.value ?? null, error: null }
          : { name, version: null, error: there.error };
      }
      const signal = AbortSignal.timeout(LONGEST_LOOK_MS);
      const { secrets, dataFolder } = this.#parts;
      const there = await versionAt(settings, {
        base,
        packageId,
        signal,
        dataFolder,
        secret: secrets.reader(addonId, { asked: false }),
      });
      return { name, version: there ?? null, error: null };
    } catch (cause) {
      return { name, version: null, error: errorOf(cause) };
    }
  }

  /** A zip for a forum cannot be asked: what was made last is what the author has posted, or is about to. */
  async #lastDone(addonId: string, name: string): Promise<string | undefined> {
    const all = await this.#parts.releases.list(1000);
    const last = all.find(
      (one) => one.addonId === addonId && one.destinations.some((at) => at.name === name && at.phase === 'done'),
    );
    return last?.version;
  }

  async #testRegistry(registry: string, packageId: string): Promise<Outcome<DestinationTest>> {
    const connection = await connectionOf(this.#parts.connections, registry);
    if (connection === undefined) {
      const { unknownConnection } = await import('../../destinations/index.ts');
      return ok({ state: 'failed', error: unknownConnection(registry, CONNECT_HINT).error });
    }
    const there = await versionOnRegistry(this.#parts, connection, packageId);
    if (!there.ok) return ok({ state: 'failed', error: there.error });
    const said =
      there.value === null ? message('place.noVersion', packageId) : message('place.version', packageId, there.value);
    return ok({ state: 'reached', version: there.value, found: [said] });
  }
}
