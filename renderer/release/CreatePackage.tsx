import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { AddonSummary, AppError, Connection } from '../../preload/contract.ts';
import { checkNewPackage, isPackageType, PACKAGE_TYPES } from '../../protocol/index.ts';
import { ask, bridge } from '../bridge.ts';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Field, type FieldError, TextBox } from '../parts/form/Field.tsx';
import fieldStyles from '../parts/form/field.module.css';
import { Panel } from '../parts/layout/Panel.tsx';
import { say } from '../stores/notices.ts';
import { addonDetails, knownPackages, packageDetails } from '../stores/resources.ts';
import { text } from '../text/text.ts';
import { keepPackageId } from './fields/PackageIdField.tsx';
import { forgetAnswer, typeField, useForms } from './form/forms.ts';
import { CREATE_NAME_ID, explainFault, NO_PACKAGE } from './form/shown-faults.ts';
import { formKey, type Target } from './form/target.ts';
import { forgetTypedPackage, type NewPackage, typePackage, useTypedPackage } from './new-package.ts';
import styles from './release.module.css';

const t = text.release.create;

interface CreateProps {
  readonly addon: AddonSummary;
  readonly connection: Connection;
  readonly packageId: string;
}

type CreateField = 'packageName' | 'description' | 'packageId';
type ErrorAt = (field: CreateField) => FieldError | undefined;

/** A version needs its package: what the registry does not have yet is created right here, under an id that stays. */
export function CreatePackage({ addon, connection, packageId }: CreateProps) {
  const target = { addonId: addon.id, connectionId: connection.id };
  const { typed, foundIn, type } = useSuggestedPackage(target, packageId);
  const [answered, setAnswered] = useState<AppError>();
  const [busy, setBusy] = useState(false);
  const [attempted, setAttempted] = useState(false);
  const checked = checkNewPackage(typed);
  const errorAt: ErrorAt = (field) => {
    if (answered?.field === field) return explainFault({ ...answered, field });
    return attempted && !checked.ok && checked.field === field ? explainFault(checked) : undefined;
  };
  const change = (part: Partial<NewPackage>) => {
    setAnswered(undefined);
    type(part);
  };
  const create = async () => {
    setAttempted(true);
    if (!checked.ok) return;
    setBusy(true);
    const answer = await ask(bridge().packages.create({ connectionId: connection.id, ...checked.value }));
    setBusy(false);
    setAnswered(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    const created = checked.value.packageId;
    say('success', t.created(created));
    forgetAnswer(target, NO_PACKAGE);
    if (created !== packageId) typeField(target, 'packageId', created);
    void keepPackageId(addon, created);
    forgetTypedPackage(target);
    void packageDetails.load({ connectionId: connection.id, packageId: created });
    knownPackages.refresh();
  };
  return (
    <Panel title={t.title(packageId, connection.name)}>
      <div className={styles.form}>
        <p className={styles.dim}>{t.text}</p>
        <Missed target={target} />
        {answered && answered.field === undefined && <ErrorNote error={answered} />}
        <PackageFields typed={typed} foundIn={foundIn} errorAt={errorAt} onChange={change} />
        <div>
          <Button variant="filled" loading={busy} onClick={() => void create()}>
            {t.button}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

/** What to do, for whom pressed Publish before. */
function Missed({ target }: { readonly target: Target }) {
  const fault = useForms((forms) => {
    const state = forms[formKey(target)];
    return state?.state === 'open' ? state.form.answered.find(({ code }) => code === NO_PACKAGE) : undefined;
  });
  return (
    <p role="alert" className={styles.warn}>
      {fault && explainFault(fault).hint}
    </p>
  );
}

interface PackageFieldsProps {
  readonly typed: NewPackage;
  /** The file that the description is from, until the author changes it. */
  readonly foundIn: string | undefined;
  readonly errorAt: ErrorAt;
  readonly onChange: (part: Partial<NewPackage>) => void;
}

function PackageFields({ typed, foundIn, errorAt, onChange }: PackageFieldsProps) {
  return (
    <>
      <Field id="create-id" label={t.id} hint={t.idHint} error={errorAt('packageId')}>
        <TextBox
          id="create-id"
          literal
          value={typed.packageId}
          invalid={errorAt('packageId') !== undefined}
          onChange={(packageId) => onChange({ packageId })}
        />
      </Field>
      <div className={styles.pair}>
        <Field id={CREATE_NAME_ID} label={t.name} hint={t.nameHint} error={errorAt('packageName')}>
          <TextBox
            id={CREATE_NAME_ID}
            value={typed.packageName}
            invalid={errorAt('packageName') !== undefined}
            onChange={(packageName) => onChange({ packageName })}
          />
        </Field>
        <Field id="create-type" label={t.type}>
          <NativeSelect
            id="create-type"
            value={typed.packageType}
            data={PACKAGE_TYPES.map((value) => ({ value, label: t.types[value] }))}
            onChange={({ currentTarget: { value } }) => isPackageType(value) && onChange({ packageType: value })}
          />
        </Field>
      </div>
      <Field
        id="create-description"
        label={t.description}
        hint={foundIn === undefined ? t.descriptionHint : t.descriptionFrom(foundIn)}
        error={errorAt('description')}
      >
        <textarea
          id="create-description"
          className={fieldStyles.input}
          value={typed.description}
          aria-invalid={errorAt('description') !== undefined || undefined}
          aria-describedby="create-description-note"
          onChange={(event) => onChange({ description: event.currentTarget.value })}
        />
      </Field>
    </>
  );
}

// Until the author types, the panel shows what was found in the folder, and the id of the form above as it changes there.
function useSuggestedPackage(target: Target, packageId: string) {
  const details = addonDetails.use({ addonId: target.addonId }).value;
  const own = useTypedPackage(target);
  const typed: NewPackage = {
    packageId: own.insteadOf === packageId && own.packageId !== undefined ? own.packageId : packageId,
    packageName: own.packageName ?? details?.project.packageName ?? details?.suggested.packageName ?? '',
    packageType: own.packageType ?? details?.project.packageType ?? details?.suggested.packageType ?? 'other',
    description: own.description ?? details?.suggested.description ?? '',
  };
  const type = (part: Partial<NewPackage>) =>
    typePackage(target, { ...part, ...(part.packageId !== undefined && { insteadOf: packageId }) });
  const foundIn = own.description === undefined ? (details?.suggested.descriptionFrom ?? undefined) : undefined;
  return { typed, foundIn, type };
}
