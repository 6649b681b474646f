import { Button, NativeSelect, Textarea } from '@mantine/core';
import { chooseFolder } from '../../commands/add-folder.ts';
import { Explain } from '../../help/Explain.tsx';
import { ChoiceField } from '../../parts/form/Choices.tsx';
import { Field, type FieldError, TextBox } from '../../parts/form/Field.tsx';
import { useConnections } from '../../stores/connections.ts';
import { text } from '../../text/text.ts';
import styles from '../destinations.module.css';
import { type FieldName, faultIn, fieldsOf, type SettingsForm, typedIn } from './settings-form.ts';

const t = text.destinations.dialog;

interface FieldsProps {
  readonly form: SettingsForm;
  readonly attempted: boolean;
  readonly nameError: FieldError | undefined;
  readonly onChange: (form: SettingsForm) => void;
}

export function DestinationFields({ form, attempted, nameError, onChange }: FieldsProps) {
  return fieldsOf(form).map((field) => (
    <OneField
      key={field}
      field={field}
      form={form}
      error={field === 'name' && nameError ? nameError : errorOf(form, field, attempted)}
      onChange={(value) => onChange({ ...form, values: { ...form.values, [field]: value } })}
    />
  ));
}

/** What is still empty is told after an attempt; what cannot be right is told at once. */
function errorOf(form: SettingsForm, field: FieldName, attempted: boolean): FieldError | undefined {
  const fault = faultIn(form, field);
  if (fault === undefined || (fault !== 'badUrl' && !attempted)) return undefined;
  return { sentence: t[fault] };
}

interface OneProps {
  readonly field: FieldName;
  readonly form: SettingsForm;
  readonly error: FieldError | undefined;
  readonly onChange: (value: string) => void;
}

function OneField({ field, form, error, onChange }: OneProps) {
  const id = `destination-${field}`;
  const value = form.values[field] ?? typedIn(form, field);
  switch (field) {
    case 'tls':
      return (
        <ChoiceField label={t.tls} choices={entries(t.tlsKinds)} value={typedIn(form, field)} onChange={onChange} />
      );
    case 'login':
      return (
        <ChoiceField label={t.login} choices={entries(t.logins)} value={typedIn(form, field)} onChange={onChange} />
      );
    case 'registry':
      return (
        <RegistryField
          label={form.kind === 'static-site' ? t.siteRegistry : t.registry}
          {...{ value, error, onChange }}
        />
      );
    case 'once':
      return (
        <Field id={id} label={t.once} hint={t.onceHint} help={<Explain term="Once files" name={t.once} />}>
          <Textarea
            id={id}
            autosize
            minRows={2}
            maxRows={6}
            value={value}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        </Field>
      );
    case 'path':
      return (
        <Field id={id} label={t.path} hint={t.pathHint} error={error}>
          <div className={styles.pathField}>
            <TextBox id={id} literal value={value} invalid={error !== undefined} onChange={onChange} />
            <Button
              onClick={() => void chooseFolder({ note: undefined, failed: t.noFolderDialog, onFolder: onChange })}
            >
              {t.choosePath}
            </Button>
          </div>
        </Field>
      );
    default:
      return (
        <Field
          id={id}
          label={field === 'betaWhere' ? t.betaWhere[form.carrier] : t[field]}
          hint={hints(form)[field]}
          help={field === 'betaUrl' && <Explain term="Channel" name={t.betaUrl} />}
          error={error}
        >
          <TextBox id={id} literal={field !== 'name'} value={value} invalid={error !== undefined} onChange={onChange} />
        </Field>
      );
  }
}

function hints(form: SettingsForm): Partial<Record<FieldName, string>> {
  const { kind } = form;
  // What the folder told may be one half, which is no mistake of the author.
  const isHalf = faultIn(form, 'betaWhere') === 'half';
  const url = kind === 'static-site' ? t.siteUrlHint : t.urlHint;
  return {
    name: t.nameHint,
    url,
    siteTitle: t.siteTitleHint,
    betaUrl: t.betaUrlHint,
    ...(isHalf && { betaWhere: t.half }),
    folder: t.folderHint,
    endpoint: t.endpointHint,
    api: t.apiHint,
  };
}

function entries(names: Readonly<Record<string, string>>) {
  return Object.entries(names);
}

interface RegistryProps extends Pick<OneProps, 'error' | 'onChange'> {
  readonly label: string;
  readonly value: string;
}

/** One of the registries that are connected, by its address, so that it means the same on another machine. */
function RegistryField({ label, value, error, onChange }: RegistryProps) {
  const all = useConnections((state) => state.all);
  const choices = all.map(({ kind, name, baseUrl }) => ({ value: kind === 'local' ? 'local' : baseUrl, label: name }));
  return (
    <Field id="destination-registry" label={label} error={error}>
      <NativeSelect
        id="destination-registry"
        data={[{ value: '', label: '' }, ...choices]}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}
