import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AppInfo, ListedDestination } from '../../../preload/contract.ts';
import { secretVariableFor } from '../../../protocol/index.ts';
import { ChoiceField } from '../../parts/form/Choices.tsx';
import { SecretInput } from '../../parts/form/SecretInput.tsx';
import { Dialog } from '../../parts/layout/Dialog.tsx';
import { useAppInfo } from '../../stores/app-info.ts';
import { addonDestinations } from '../../stores/resources.ts';
import { text } from '../../text/text.ts';
import styles from '../destinations.module.css';
import { DestinationFields } from './DestinationFields.tsx';
import { FoundInFolder } from './FoundInFolder.tsx';
import {
  CARRIERS,
  formFromSettings,
  hasPlace,
  isComplete,
  KINDS,
  newForm,
  type SettingsForm,
  secretOf,
  takesSecret,
  withKind,
} from './settings-form.ts';
import { TestAnswer } from './TestAnswer.tsx';
import { useSaving } from './use-saving.ts';

const t = text.destinations.dialog;

interface DialogProps {
  readonly addonId: string;
  /** Undefined for a new one. */
  readonly listed?: ListedDestination;
  /** Begins at its password or token. */
  readonly atSecret?: boolean;
  readonly onClose: () => void;
}

/** Asks what cannot be found out, goes there at once, and says what it found. */
export function DestinationDialog({ addonId, listed, atSecret = false, onClose }: DialogProps) {
  const taken = namesOf(addonId);
  const [form, setForm] = useState(() =>
    listed === undefined ? newForm('skunkcrafts', taken) : formFromSettings(listed.settings),
  );
  const [secret, setSecret] = useState('');
  const [attempted, setAttempted] = useState(false);
  const saving = useSaving({ addonId, form, secret, was: listed?.settings.name, onClose });
  const change = (next: SettingsForm) => {
    setForm(next);
    saving.forget();
  };
  const testAndSave = () => {
    setAttempted(true);
    if (isComplete(form)) void saving.testAndSave();
  };
  return (
    <Dialog
      wide
      title={listed === undefined ? t.add : t.edit(listed.settings.name)}
      onClose={onClose}
      loses="typed"
      onEnter={() => !saving.busy && testAndSave()}
      footer={<Foot isNew={listed === undefined} saving={saving} onTest={testAndSave} onClose={onClose} />}
    >
      <div className={styles.stack}>
        {listed === undefined && (
          <>
            <FoundInFolder addonId={addonId} taken={taken} onTake={change} />
            <ChoiceField
              label={t.kind}
              choices={kinds()}
              value={form.kind}
              hint={t.kindHint[form.kind]}
              onChange={(kind) => change(withKind(form, kind, taken))}
            />
          </>
        )}
        {hasPlace(form) && (
          <ChoiceField
            label={t.carrier}
            choices={carriers()}
            value={form.carrier}
            onChange={(carrier) => change({ ...form, carrier })}
          />
        )}
        <DestinationFields form={form} attempted={attempted} onChange={change} nameError={saving.nameError} />
        {takesSecret(form) && (
          <SecretField listed={listed} form={form} begin={atSecret} value={secret} onChange={setSecret} />
        )}
      </div>
    </Dialog>
  );
}

function namesOf(addonId: string): string[] {
  return (addonDestinations.peek({ addonId }).value?.destinations ?? []).map(({ settings }) => settings.name);
}

function carriers() {
  return CARRIERS.map((carrier) => [carrier, t.carriers[carrier]] as const);
}

function kinds() {
  return KINDS.map((kind) => [kind, text.destinations.kind[kind]] as const);
}

interface SecretProps {
  readonly listed: ListedDestination | undefined;
  readonly form: SettingsForm;
  readonly begin: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function SecretField({ listed, form, begin, value, onChange }: SecretProps) {
  const place = useAppInfo((info) => info.value?.secretsKept);
  const variable = listed?.secretVariable ?? secretVariableFor(form.values.name ?? '');
  return (
    <SecretInput
      label={t.secrets[secretOf(form)]}
      description={secretHint(listed?.secret, place, variable)}
      value={value}
      autoComplete="off"
      data-begin={begin || undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function secretHint(
  state: ListedDestination['secret'] | undefined,
  place: AppInfo['secretsKept'] | undefined,
  variable: string,
): string {
  if (state === 'kept') return t.secretKept;
  if (state === 'session-only') return t.secretForNow;
  return [place && t.secretPlace[place], t.secretInCi(variable)].filter(Boolean).join(' ');
}

interface FootProps {
  readonly isNew: boolean;
  readonly saving: ReturnType<typeof useSaving>;
  readonly onTest: () => void;
  readonly onClose: () => void;
}

function Foot({ isNew, saving, onTest, onClose }: FootProps) {
  return (
    <>
      {/* Beside the button that asked: below a form of a dozen fields nobody would see it come. */}
      <TestAnswer saving={saving} onTrusted={onTest} />
      {saving.test?.state === 'failed' && (
        <Button variant="subtle" onClick={() => void saving.save()}>
          {t.saveAnyway}
        </Button>
      )}
      <Button onClick={onClose}>{text.common.cancel}</Button>
      <Button variant="filled" loading={saving.busy} onClick={onTest}>
        {isNew ? t.testAndAdd : t.testAndSave}
      </Button>
    </>
  );
}
