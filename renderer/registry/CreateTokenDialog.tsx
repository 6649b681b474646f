import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { AppError } from '../../preload/contract.ts';
import { checkTokenName, TOKEN_LIMITS } from '../../protocol/index.ts';
import { ask, bridge } from '../bridge.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Field, GroupField, TextBox } from '../parts/form/Field.tsx';
import fieldStyles from '../parts/form/field.module.css';
import { Dialog } from '../parts/layout/Dialog.tsx';
import { Literal } from '../parts/signs/Chip.tsx';
import { localTokens } from '../stores/resources.ts';
import { explain } from '../text/explain.ts';
import { text } from '../text/text.ts';
import styles from './registry.module.css';

const t = text.registry.tokens;
type PermissionName = keyof typeof t.permissionNames;
const PERMISSION_NAMES = Object.keys(t.permissionNames) as readonly PermissionName[];
/** What a token is made for, and what it may do then; the first is what most are for. */
const PRESETS = {
  ci: ['UploadVersionAnyPackage', 'ViewPackages', 'ReadAuthorData'],
  look: ['ViewPackages', 'ReadAuthorData', 'ViewAnalyticsAnyPackage'],
  everything: PERMISSION_NAMES.filter((name) => !name.includes('Specific')),
} as const satisfies Readonly<Record<string, readonly PermissionName[]>>;
const PRESET_NAMES = Object.keys(PRESETS) as readonly (keyof typeof PRESETS)[];

export function CreateTokenDialog({ onClose }: { readonly onClose: () => void }) {
  const [made, setMade] = useState<string>();
  return (
    <Dialog title={t.create} onClose={onClose} loses={made === undefined ? 'typed' : 'token'}>
      {made === undefined ? <TokenForm onMade={setMade} /> : <MadeToken token={made} />}
    </Dialog>
  );
}

function MadeToken({ token }: { readonly token: string }) {
  return (
    <div className={styles.token}>
      <p>{t.once}</p>
      <p>
        <Literal>{token}</Literal> <CopyButton value={token} what={t.tokenLabel} />
      </p>
    </div>
  );
}

interface Wish {
  readonly name: string;
  readonly days: string;
  readonly permissions: readonly string[];
  readonly packages: string;
}

const USUAL_WISH: Wish = { name: '', days: '90', permissions: PRESETS.ci, packages: '' };

function TokenForm({ onMade }: { readonly onMade: (token: string) => void }) {
  const [wish, setWish] = useState(USUAL_WISH);
  const [error, setError] = useState<AppError>();
  const { days, packages } = wish;
  const type = (part: Partial<Wish>) => setWish((before) => ({ ...before, ...part }));
  const name = checkTokenName(wish.name);
  const expiresInDays = Number(days);
  const daysOk = Number.isInteger(expiresInDays) && expiresInDays >= 1 && expiresInDays <= TOKEN_LIMITS.days;
  const needsPackages = wish.permissions.some((permission) => permission.includes('Specific'));
  const create = async () => {
    if (!name.ok) return;
    const named = needsPackages ? packages.split(/\s+/).filter(Boolean) : [];
    const asked = { name: name.value, permissions: [...wish.permissions], packages: named, expiresInDays };
    const answer = await ask(bridge().registry.createToken(asked));
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    void localTokens.load('tokens');
    onMade(answer.value.token);
  };
  return (
    <div className={styles.stack}>
      {error && <ErrorNote error={error} />}
      <Field
        id="token-name"
        label={t.name}
        hint={t.nameHint}
        error={wish.name === '' || name.ok ? undefined : explain(name.code)}
      >
        <TextBox id="token-name" value={wish.name} onChange={(typed) => type({ name: typed })} />
      </Field>
      <Field id="token-days" label={t.days} hint={t.daysHint} error={daysOk ? undefined : { sentence: t.badDays }}>
        <TextBox id="token-days" value={days} invalid={!daysOk} onChange={(typed) => type({ days: typed })} />
      </Field>
      <Permissions chosen={wish.permissions} onChoose={(permissions) => type({ permissions })} />
      {needsPackages && <NamedPackages value={packages} onChange={(typed) => type({ packages: typed })} />}
      <div>
        <Button
          variant="filled"
          disabled={!name.ok || !daysOk || wish.permissions.length === 0}
          onClick={() => void create()}
        >
          {t.create}
        </Button>
      </div>
    </div>
  );
}

interface PermissionsProps {
  readonly chosen: readonly string[];
  readonly onChoose: (permissions: readonly string[]) => void;
}

function Permissions({ chosen, onChoose }: PermissionsProps) {
  return (
    <GroupField
      id="token-permissions"
      label={t.permissions}
      error={chosen.length > 0 ? undefined : { sentence: t.zero }}
    >
      <div className={styles.presets}>
        {PRESET_NAMES.map((name) => (
          <Button
            key={name}
            size="compact-xs"
            aria-pressed={isSame(chosen, PRESETS[name])}
            variant={isSame(chosen, PRESETS[name]) ? 'filled' : 'default'}
            onClick={() => onChoose(PRESETS[name])}
          >
            {t.presets[name]}
          </Button>
        ))}
      </div>
      <Checkbox.Group value={[...chosen]} onChange={onChoose}>
        <div className={styles.checks}>
          {PERMISSION_NAMES.map((permission) => (
            <Checkbox key={permission} size="sm" value={permission} label={t.permissionNames[permission]} />
          ))}
        </div>
      </Checkbox.Group>
    </GroupField>
  );
}

function NamedPackages({ value, onChange }: { readonly value: string; readonly onChange: (typed: string) => void }) {
  return (
    <Field id="token-packages" label={t.packages} hint={t.packagesHint}>
      <textarea
        id="token-packages"
        className={fieldStyles.input}
        value={value}
        aria-describedby="token-packages-note"
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}

function isSame(chosen: readonly string[], preset: readonly string[]): boolean {
  return chosen.length === preset.length && preset.every((name) => chosen.includes(name));
}
