import type { Destination, DestinationCall, DestinationPlan, PublishedState, Release } from '../destination.ts';
import type { SettingsOf } from '../settings.ts';

export type XpkgSettings = SettingsOf<'xpkg'>;

interface RegistryVersions {
  readonly versionThere?: string | undefined;
  /** Where the release is for everybody, without those for testers. */
  readonly newest?: string | undefined;
}

/** The publisher, whose state machine does everything: asking first, sending once, waiting for the end. */
export interface RegistryPort {
  ask(settings: XpkgSettings, release: Release, call: DestinationCall): Promise<PublishedState & RegistryVersions>;
  /** Comes back when the version is processed; throws a DestinationError with what the registry or the checks said. */
  publish(settings: XpkgSettings, release: Release, call: DestinationCall): Promise<void>;
}

/** A version number of a registry cannot be taken back, so this flips after everything that can. */
export function openXpkgDestination(release: Release, settings: XpkgSettings, port: RegistryPort): Destination {
  return {
    turn: 'final',
    async plan(call): Promise<DestinationPlan> {
      const { versionThere, newest: _, ...there } = await port.ask(settings, release, call);
      const sent = there.is === 'published' ? 0 : release.archive.size;
      const findings =
        there.is === 'different'
          ? [
              {
                severity: 'error' as const,
                rule: 'version_exists',
                message: there.error.message,
                said: there.error.said?.message,
              },
            ]
          : [];
      return { added: sent === 0 ? 0 : 1, changed: 0, deleted: 0, bytes: sent, versionThere, findings };
    },
    ask: (call) => port.ask(settings, release, call),
    versionThere: async (call) => (await port.ask(settings, release, call)).newest,
    async stage() {},
    flip: (call) => port.publish(settings, release, call),
    async verify() {},
    link: () => undefined,
    async dispose() {},
  };
}
