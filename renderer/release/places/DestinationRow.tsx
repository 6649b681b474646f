import { Button, Menu, Switch } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type {
  Connection,
  DestinationKind,
  DestinationPlan,
  DestinationSettings,
  ListedDestination,
  Release,
  VersionAt,
} from '../../../preload/contract.ts';
import { compareVersions } from '../../../protocol/index.ts';
import styles from '../../destinations/destinations.module.css';
import { AtPlace, PlaceActions } from '../../destinations/release/AtPlace.tsx';
import { planSentence } from '../../destinations/release/describe.ts';
import { revealDestination } from '../../destinations/release/release-actions.ts';
import { DestinationDialog } from '../../destinations/settings/DestinationDialog.tsx';
import { RemoveDialog } from '../../destinations/settings/RemoveDialog.tsx';
import { LazyMenu } from '../../parts/LazyMenu.tsx';
import { Literal } from '../../parts/signs/Chip.tsx';
import { useAppInfo } from '../../stores/app-info.ts';
import { packageDetails } from '../../stores/resources.ts';
import { explainError } from '../../text/explain.ts';
import { sayMessage } from '../../text/say-finding.ts';
import { text } from '../../text/text.ts';
import { nameAmongPlaces, registrySwitch } from './chosen-places.ts';
import { placeKey, switchPlace, useSwitchedOff } from './switched-off.ts';

const t = text.destinations;

interface Around {
  readonly addonId: string;
  readonly plan: DestinationPlan | undefined;
  /** The release that is on its way or was last, where it is the one of the form. */
  readonly release: Release | undefined;
}

interface RowProps extends Around {
  readonly listed: ListedDestination;
  readonly there: VersionAt | undefined;
}

export function DestinationRow({ addonId, plan, release, listed, there }: RowProps) {
  const { settings, secret, secretVariable } = listed;
  const { name, kind } = settings;
  const canReveal = useAppInfo(({ value }) => value?.canReveal ?? false);
  const [open, setOpen] = useState<'edit' | 'secret' | 'remove'>();
  const close = () => setOpen(undefined);
  return (
    <Row
      {...{ addonId, plan, release, name, kind }}
      switchName={name}
      there={<There there={there} said={plan?.error ?? undefined} />}
      menu={
        <LazyMenu label={t.more(name)}>
          {canReveal && isOnDisk(settings) && (
            <Menu.Item onClick={() => void revealDestination(addonId, name)}>{t.reveal}</Menu.Item>
          )}
          <Menu.Item onClick={() => setOpen('edit')}>{t.edit}</Menu.Item>
          <Menu.Item onClick={() => setOpen('remove')}>{t.remove}</Menu.Item>
        </LazyMenu>
      }
    >
      {secret === 'missing' && (
        <p className={styles.warn}>
          {t.noSecret(secretVariable)} <Button onClick={() => setOpen('secret')}>{t.enterSecret}</Button>
        </p>
      )}
      {(open === 'edit' || open === 'secret') && (
        <DestinationDialog addonId={addonId} listed={listed} atSecret={open === 'secret'} onClose={close} />
      )}
      {open === 'remove' && <RemoveDialog addonId={addonId} name={name} onClose={close} />}
    </Row>
  );
}

function isOnDisk(settings: DestinationSettings): boolean {
  return settings.kind === 'zip' || ('place' in settings && settings.place.carrier === 'folder');
}

interface RegistryProps extends Around {
  readonly connection: Connection;
  readonly packageId: string;
}

/** The registry at the top of the window is always a place; it needs no entry in loadmaster.json. */
export function RegistryRow({ connection, packageId, ...around }: RegistryProps) {
  const { state, value } = packageDetails.use(
    packageId === '' ? undefined : { connectionId: connection.id, packageId },
  );
  const versions = (value?.versions ?? []).filter(({ status }) => status === 'processed');
  const [latest] = versions.toSorted((a, b) => compareVersions(b.version, a.version));
  const there = { name: connection.name, version: latest?.version ?? null, error: null };
  return (
    <Row
      {...around}
      name={connection.name}
      among={nameAmongPlaces(connection)}
      kind="xpkg"
      switchName={registrySwitch(connection)}
      there={<There there={state === 'loading' ? undefined : there} />}
    />
  );
}

interface AnyRow extends Around {
  readonly name: string;
  /** What main calls it, where that is another name. */
  readonly among?: string;
  readonly kind: DestinationKind;
  readonly switchName: string;
  readonly there: ReactNode;
  readonly menu?: ReactNode;
  readonly children?: ReactNode;
}

function Row({ addonId, plan, release, name, among = name, kind, switchName, there, menu, children }: AnyRow) {
  const isOn = useSwitchedOff((off) => off[placeKey(addonId, switchName)] === undefined);
  const at = release?.destinations.find((one) => one.name === among);
  const would = plan && planSentence(plan);
  return (
    <div className={styles.row} data-place={name}>
      <Switch
        aria-label={t.on(name)}
        checked={isOn}
        onChange={(event) => switchPlace(addonId, switchName, event.currentTarget.checked)}
      />
      <div className={styles.body}>
        <p className={styles.name}>
          <strong>
            <bdi>{name}</bdi>
          </strong>
          <span className={styles.dim}>{t.kind[kind]}</span>
        </p>
        <p className={styles.facts}>
          <span>{there}</span>
          {would && <span>{would}</span>}
        </p>
        {plan?.error && <p className={styles.bad}>{explainError(plan.error).sentence}</p>}
        {plan?.plan?.findings.map(({ message, said, severity }) => (
          <p key={message} className={severity === 'error' ? styles.bad : styles.dim}>
            {sayMessage(said, message)}
          </p>
        ))}
        {children}
        {release && at && <AtPlace release={release} at={at} total={plan?.plan?.bytes} />}
      </div>
      <span className={styles.end}>
        {release && at && <PlaceActions release={release} at={at} />}
        {menu}
      </span>
    </div>
  );
}

interface ThereProps {
  readonly there: VersionAt | undefined;
  /** What the row says of the place anyway. */
  readonly said?: DestinationPlan['error'] | undefined;
}

function There({ there, said }: ThereProps) {
  if (there === undefined) return t.asking;
  if (there.error !== null) {
    const reason = explainError(there.error).sentence;
    return said && explainError(said).sentence === reason ? t.notAsked : `${t.notAsked} ${reason}`;
  }
  return there.version === null ? t.nothingThere : <Literal>{t.there(there.version)}</Literal>;
}
