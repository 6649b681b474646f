import type { AddonSummary, Connection, Release, VersionAt } from '../../preload/contract.ts';
import { compareVersions, normalizeVersion } from '../../protocol/index.ts';
import styles from '../destinations/destinations.module.css';
import { Testers } from '../destinations/release/Testers.tsx';
import { WithdrawButton } from '../destinations/release/WithdrawButton.tsx';
import { BusyButton } from '../parts/BusyButton.tsx';
import { Panel } from '../parts/layout/Panel.tsx';
import { Chip, Literal } from '../parts/signs/Chip.tsx';
import { isRegistryRow } from '../release/places/chosen-places.ts';
import { useReleases } from '../stores/releases.ts';
import { addonDestinations, packageDetails, versionsThere } from '../stores/resources.ts';
import { explainError } from '../text/explain.ts';
import { text } from '../text/text.ts';

const t = text.destinations.versions;

interface ThereProps {
  readonly addon: AddonSummary;
  readonly connection: Connection;
}

/** What users have today, place by place, and which place is behind. */
export function VersionsThere({ addon, connection }: ThereProps) {
  const addonId = addon.id;
  const { value } = addonDestinations.use({ addonId });
  const listed = (value?.destinations ?? []).filter((one) => !isRegistryRow(one, connection));
  const { value: versions } = versionsThere.use(listed.length > 0 ? { addonId } : undefined);
  const registry = useRegistryVersion(addon, connection);
  const releases = useReleases(({ all }) => all).filter((one) => one.addonId === addonId);
  if (listed.length === 0) return undefined;
  const others = listed.map(({ settings }) => versions?.find(({ name }) => name === settings.name));
  const known = [registry, ...others].flatMap((at) => (at?.version ? [at.version] : []));
  const tested = releases.find(({ forTesters, state }) => forTesters.length > 0 && state !== 'running');
  const newest = known.filter(isVersion).toSorted((a, b) => compareVersions(b, a))[0];
  return (
    <Panel title={t.title} actions={<BusyButton onPress={() => versionsThere.load({ addonId })}>{t.again}</BusyButton>}>
      <ul className={styles.places}>
        <Place name={connection.name} at={registry} newest={newest} />
        {listed.map(({ settings }, index) => (
          <Place
            key={settings.name}
            name={settings.name}
            at={others[index]}
            newest={newest}
            release={releases.find((one) => isThere(one, settings.name))}
          />
        ))}
      </ul>
      {tested && <Testers release={tested} />}
    </Panel>
  );
}

function useRegistryVersion({ packageId }: AddonSummary, { id, name }: Connection): VersionAt | undefined {
  const { state, value } = packageDetails.use(packageId === null ? undefined : { connectionId: id, packageId });
  if (state === 'loading') return undefined;
  const versions = (value?.versions ?? []).filter(({ status }) => status === 'processed');
  const [latest] = versions.toSorted((a, b) => compareVersions(b.version, a.version));
  return { name, version: latest?.version ?? null, error: null };
}

function isVersion(version: string): boolean {
  return normalizeVersion(version).ok;
}

interface PlaceProps {
  readonly name: string;
  /** Undefined while it is asked. */
  readonly at: VersionAt | undefined;
  readonly newest: string | undefined;
  /** What this machine brought there last. */
  readonly release?: Release | undefined;
}

function isThere({ destinations }: Release, name: string): boolean {
  return destinations.some((at) => at.name === name && at.phase === 'done');
}

function Place({ name, at, newest, release }: PlaceProps) {
  const version = at?.version ?? undefined;
  const behind =
    newest !== undefined && (version === undefined || !isVersion(version) || compareVersions(version, newest) < 0);
  return (
    <li className={styles.place}>
      <strong>
        <bdi>{name}</bdi>
      </strong>
      {at === undefined && <span className={styles.dim}>{text.destinations.asking}</span>}
      {at?.error && <span className={styles.placeError}>{explainError(at.error).sentence}</span>}
      {at && !at.error && (
        <>
          {version === undefined ? <span className={styles.dim}>{t.nothing}</span> : <Literal>{version}</Literal>}
          {newest !== undefined && <Chip light={behind ? 'warn' : 'ok'}>{behind ? t.behind : t.newest}</Chip>}
        </>
      )}
      {release && version !== undefined && release.version === version && <TakeBack release={release} name={name} />}
    </li>
  );
}

/** Not of a registry: it keeps what it has processed. */
function TakeBack({ release, name }: { readonly release: Release; readonly name: string }) {
  const at = release.destinations.find((one) => one.name === name);
  if (at === undefined || at.kind === 'xpkg' || release.state === 'running') return undefined;
  return (
    <span className={styles.end}>
      <WithdrawButton release={release} at={at} />
    </span>
  );
}
