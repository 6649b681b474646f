import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { AppError } from '../../preload/contract.ts';
import { checkPackageName, explainCode } from '../../protocol/index.ts';
import { ask, bridge } from '../bridge.ts';
import { Literal } from '../parts/Chip.tsx';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Field, GroupField, TextBox } from '../parts/Field.tsx';
import fieldStyles from '../parts/field.module.css';
import { localTokens } from '../stores/resources.ts';
import { text } from '../text/en.ts';
import styles from './registry.module.css';

const t = text.registry.tokens;
type PermissionName = keyof typeof t.permissionNames;
const PERMISSION_NAMES = Object.keys(t.permissionNames) as readonly PermissionName[];
const USUAL: readonly PermissionName[] = ['UploadVersionAnyPackage', 'ViewPackages', 'ReadAuthorData'];

export function CreateTokenDialog({ onClose }: { readonly onClose: () => void }) {
  const [made, setMade] = useState<string | null>(null);
  return (
    <Dialog title={t.create} onClose={onClose}>
      {made === null ? <TokenForm onMade={setMade} /> : <MadeToken token={made} />}
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

function TokenForm({ onMade }: { readonly onMade: (token: string) => void }) {
  const [name, setName] = useState('');
  const [days, setDays] = useState('90');
  const [permissions, setPermissions] = useState<readonly string[]>(USUAL);
  const [packages, setPackages] = useState('');
  const [error, setError] = useState<AppError | null>(null);
  const checkedName = checkPackageName(name);
  const expiresInDays = Number(days);
  const daysOk = Number.isInteger(expiresInDays) && expiresInDays >= 1 && expiresInDays <= 365;
  const needsPackages = permissions.some((permission) => permission.includes('Specific'));
  const create = async () => {
    if (!checkedName.ok) return;
    const named = needsPackages ? packages.split(/\s+/).filter(Boolean) : [];
    const answer = await ask(
      bridge().registry.createToken({
        name: checkedName.value,
        permissions: [...permissions],
        packages: named,
        expiresInDays,
      }),
    );
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
        error={name === '' || checkedName.ok ? null : explainCode(checkedName.code)}
      >
        <TextBox id="token-name" value={name} onChange={setName} />
      </Field>
      <Field id="token-days" label={t.days} hint={t.daysHint} error={daysOk ? null : { sentence: t.badDays }}>
        <TextBox id="token-days" value={days} invalid={!daysOk} onChange={setDays} />
      </Field>
      <GroupField
        id="token-permissions"
        label={t.permissions}
        error={permissions.length > 0 ? null : { sentence: t.zero }}
      >
        <Checkbox.Group value={[...permissions]} onChange={setPermissions}>
          <div className={styles.checks}>
            {PERMISSION_NAMES.map((permission) => (
              <Checkbox key={permission} size="sm" value={permission} label={t.permissionNames[permission]} />
            ))}
          </div>
        </Checkbox.Group>
      </GroupField>
      {needsPackages && (
        <Field id="token-packages" label={t.packages} hint={t.packagesHint}>
          <textarea
            id="token-packages"
            className={fieldStyles.input}
            value={packages}
            aria-describedby="token-packages-note"
            onChange={(event) => setPackages(event.currentTarget.value)}
          />
        </Field>
      )}
      <div>
        <Button
          variant="filled"
          disabled={!checkedName.ok || !daysOk || permissions.length === 0}
          onClick={() => void create()}
        >
          {t.create}
        </Button>
      </div>
    </div>
  );
}
