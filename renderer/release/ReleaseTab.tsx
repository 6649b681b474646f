import { useEffect } from 'react';
import type { AddonSummary, Connection, Release } from '../../preload/contract.ts';
import { ReleaseCard } from '../destinations/release/ReleaseCard.tsx';
import { Empty } from '../parts/Empty.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Panel } from '../parts/layout/Panel.tsx';
import { useActiveConnection } from '../stores/connections.ts';
import { isInRelease, latestRelease, useReleases } from '../stores/releases.ts';
import { keptNotes, packageDetails } from '../stores/resources.ts';
import { latestOf, useSubmissions } from '../stores/submissions.ts';
import { text } from '../text/text.ts';
import { BringPanel } from './BringPanel.tsx';
import { ChangesPanel } from './ChangesPanel.tsx';
import { CreatePackage } from './CreatePackage.tsx';
import { openForm, type ReleaseForm, useForms } from './form/forms.ts';
import { keepAllNow, keepNow } from './form/keep-draft.ts';
import { formKey } from './form/target.ts';
import { OtherTabPanel } from './OtherTabPanel.tsx';
import { WhereItGoes } from './places/WhereItGoes.tsx';
import { LoadPanel } from './publish/LoadPanel.tsx';
import { PublishPanel } from './publish/PublishPanel.tsx';
import { placeRefusal } from './publish/publish.ts';
import { SubmitRow } from './publish/SubmitRow.tsx';
import { WhatNext } from './publish/WhatNext.tsx';
import { ReleaseFields } from './ReleaseFields.tsx';
import styles from './release.module.css';

const t = text.release;
/** A window that closes waits for the first, while main still knows who is speaking; a tab that is put away only has the second. */
const GOING = ['beforeunload', 'pagehide'] as const;

export function ReleaseTab({ addon }: { readonly addon: AddonSummary }) {
  const connection = useActiveConnection();
  if (!connection) return <Empty title={t.noConnection} />;
  return <ReleaseForConnection key={connection.id} addon={addon} connection={connection} />;
}

interface ForConnection {
  readonly addon: AddonSummary;
  readonly connection: Connection;
}

function ReleaseForConnection({ addon, connection }: ForConnection) {
  const addonId = addon.id;
  const connectionId = connection.id;
  const state = useForms((forms) => forms[formKey({ addonId, connectionId })]);
  useEffect(() => {
    const target = { addonId, connectionId };
    void openForm(target);
    for (const going of GOING) window.addEventListener(going, keepAllNow);
    return () => {
      for (const going of GOING) window.removeEventListener(going, keepAllNow);
      void keepNow(target);
    };
  }, [addonId, connectionId]);
  if (!state || state.state === 'loading') return <p role="status">{t.loading}</p>;
  if (state.state === 'failed') {
    const again = () => void openForm({ addonId, connectionId });
    return <ErrorNote title={t.couldNotOpen} error={state.error} onRetry={again} />;
  }
  return <OpenRelease addon={addon} connection={connection} form={state.form} />;
}

function OpenRelease({ addon, connection, form }: ForConnection & { readonly form: ReleaseForm }) {
  const { target, start, model } = form;
  const latest = useSubmissions((all) => latestOf(all, addon.id, connection.id));
  const release = useReleases((all) => latestRelease(all, addon.id));
  const together = useReleases((all) => latest !== undefined && isInRelease(all, latest));
  useEffect(() => {
    if (latest) placeRefusal(target, latest);
  }, [latest, target]);
  return (
    <div className={styles.page}>
      <div className={styles.layout}>
        <form className={styles.form} onSubmit={(event) => event.preventDefault()} noValidate>
          {start.registryError && (
            <ErrorNote title={t.registryQuiet} error={start.registryError} onRetry={() => void openForm(target)} />
          )}
          <OtherTabPanel form={form} />
          <BringPanel form={form} connection={connection} />
          <MissingPackage addon={addon} connection={connection} packageId={model.packageId} />
          <ReleaseFields form={form} addon={addon} />
          <WhereItGoes form={form} addon={addon} connection={connection} />
        </form>
        <div className={styles.side}>
          {release && <ReleaseCard release={release} />}
          {release && isDone(release) && <AfterRelease release={release} />}
          {latest && !together && <PublishPanel submission={latest} form={form} />}
          <ChangesPanel form={form} />
          <LoadPanel addon={addon} connectionId={connection.id} access={model.access} />
        </div>
      </div>
      <SubmitRow form={form} addon={addon} connection={connection} latest={latest} />
    </div>
  );
}

function isDone({ state, destinations }: Release): boolean {
  return state === 'ended' && destinations.every(({ phase }) => phase === 'done');
}

/** For a release of many places the notes are those that were kept when it began. */
function AfterRelease({ release }: { readonly release: Release }) {
  const { packageId, version, addonName, destinations } = release;
  const connectionId = destinations.find((at) => at.connectionId !== null)?.connectionId ?? undefined;
  const kept = keptNotes.use({ packageId }).value;
  const pack = packageDetails.use(connectionId === undefined ? undefined : { connectionId, packageId }).value;
  const access = pack?.versions.find((one) => one.version === version)?.access ?? 'public';
  const notes = kept?.find((one) => one.version === version)?.text ?? '';
  const links = destinations.flatMap(({ link }) => (link === null ? [] : [link]));
  useEffect(() => void keptNotes.load({ packageId }), [packageId]);
  return (
    <Panel>
      <WhatNext {...{ connectionId, packageId, version, access, notes, links }} name={addonName} />
    </Panel>
  );
}

function MissingPackage({ addon, connection, packageId }: ForConnection & { readonly packageId: string }) {
  const known = packageDetails.use({ connectionId: connection.id, packageId });
  if (known.state !== 'ready' || known.value !== null) return undefined;
  return <CreatePackage addon={addon} connection={connection} packageId={packageId} />;
}
