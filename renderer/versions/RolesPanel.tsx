import { Button, NativeSelect } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { AppError, Connection, Outcome, PackageRoles, Role, RoleGiven } from '../../preload/contract.ts';
import { ROLES, roleAllows } from '../../protocol/index.ts';
import { ask, bridge } from '../bridge.ts';
import { Explain } from '../help/Explain.tsx';
import { ErrorNote } from '../parts/ErrorNote.tsx';
import { Field, TextBox } from '../parts/form/Field.tsx';
import { ConfirmDialog } from '../parts/layout/ConfirmDialog.tsx';
import { Panel } from '../parts/layout/Panel.tsx';
import { say } from '../stores/notices.ts';
import { packageRoles } from '../stores/resources.ts';
import { explainError } from '../text/explain.ts';
import { text } from '../text/text.ts';
import styles from './versions.module.css';

const t = text.versions.roles;
const WHO = 'role-who';
type Holder = PackageRoles['members'][number];

interface RolesProps {
  readonly connection: Connection;
  readonly packageId: string;
}

/** Who may do what with the package. The registry on this computer has one author, and others may know no roles. */
export function RolesPanel({ connection, packageId }: RolesProps) {
  const of = { connectionId: connection.id, packageId };
  const { value, error } = packageRoles.use(connection.kind === 'local' ? undefined : of);
  if (error) {
    return (
      <Panel title={t.title}>
        <p className={styles.dim}>
          {explainError(error).sentence} {explainError(error).hint}
        </p>
      </Panel>
    );
  }
  return value && <KnownRoles of={of} roles={value} />;
}

type Change = <T>(asked: Promise<Outcome<T>>, done: (value: T) => string) => Promise<boolean>;

interface KnownProps {
  readonly of: { readonly connectionId: string; readonly packageId: string };
  readonly roles: PackageRoles;
}

function KnownRoles({ of, roles }: KnownProps) {
  const [refused, setRefused] = useState<AppError>();
  const mayManage = roleAllows(roles.role, 'manage');
  const change: Change = async (asked, done) => {
    const answer = await ask(asked);
    setRefused(answer.ok ? undefined : answer.error);
    if (!answer.ok) return false;
    say('success', done(answer.value));
    await packageRoles.load(of);
    return true;
  };
  return (
    <Panel title={t.title} help={<Explain term="Role" name={t.title} />}>
      <div className={styles.stack}>
        <p className={styles.dim}>{t.own(t.names[roles.role])}</p>
        {refused && <ErrorNote error={refused} />}
        <ul className={styles.roles} aria-label={t.title}>
          <Person name={roles.author.name || roles.author.id}>{t.author}</Person>
          {roles.members.map((member) => (
            <Member key={member.id} {...{ of, member, mayManage, change }} />
          ))}
          {roles.invited.map((member) => (
            <Member key={`${member.id} invited`} isInvited {...{ of, member, mayManage, change }} />
          ))}
          {roles.teams.map(({ id, name, role }) => (
            <Person key={id} name={name}>{`${t.team}, ${t.names[role]}`}</Person>
          ))}
        </ul>
        {mayManage && <GiveRole of={of} change={change} />}
      </div>
    </Panel>
  );
}

function Person({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <li className={styles.holder}>
      <strong>
        <bdi>{name}</bdi>
      </strong>
      <span className={styles.holderRole}>{children}</span>
    </li>
  );
}

interface MemberProps {
  readonly of: KnownProps['of'];
  readonly member: Holder;
  readonly isInvited?: boolean;
  readonly mayManage: boolean;
  readonly change: Change;
}

function Member({ of, member: { id, name, role }, isInvited = false, mayManage, change }: MemberProps) {
  const [asking, setAsking] = useState(false);
  const said = isInvited ? t.invitedAs(t.names[role]) : t.names[role];
  if (!mayManage) return <Person name={name}>{said}</Person>;
  const remove = () =>
    void change(bridge().packages.removeRole({ ...of, who: id }), () =>
      isInvited ? t.takenBack(name) : t.removed(name),
    );
  return (
    <Person name={name}>
      {isInvited && <span>{t.invited}</span>}
      <RoleChoice
        label={t.of(name)}
        value={role}
        onChange={(next) => void change(bridge().packages.setRole({ ...of, who: id, role: next }), given(name, next))}
      />
      <Button aria-label={t.removeOf(name)} onClick={() => (isInvited ? remove() : setAsking(true))}>
        {t.remove}
      </Button>
      {asking && (
        <ConfirmDialog title={t.removeSure(name)} act={t.remove} onAct={remove} onClose={() => setAsking(false)}>
          {t.removeText(of.packageId)}
        </ConfirmDialog>
      )}
    </Person>
  );
}

/** What is said of a role given: somebody new is asked first. */
function given(name: string, role: Role): (value: RoleGiven) => string {
  return ({ invited }) => (invited ? t.isAsked(name, t.names[role]) : t.given(name, t.names[role]));
}

function GiveRole({ of, change }: Pick<MemberProps, 'of' | 'change'>) {
  const [who, setWho] = useState('');
  const [role, setRole] = useState<Role>('maintainer');
  const [busy, setBusy] = useState(false);
  const name = who.trim();
  const give = async () => {
    setBusy(true);
    const done = await change(bridge().packages.setRole({ ...of, who: name, role }), given(name, role));
    setBusy(false);
    if (done) setWho('');
  };
  return (
    <div className={styles.giveRole}>
      <Field id={WHO} label={t.who} hint={t.whoHint}>
        <TextBox id={WHO} value={who} onChange={setWho} />
      </Field>
      <RoleChoice label={t.role} value={role} onChange={setRole} />
      <Button disabled={name === ''} loading={busy} onClick={() => void give()}>
        {t.give}
      </Button>
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: Role;
  readonly onChange: (role: Role) => void;
}

function RoleChoice({ label, value, onChange }: ChoiceProps) {
  return (
    <NativeSelect
      size="sm"
      aria-label={label}
      value={value}
      data={ROLES.map((role) => ({ value: role, label: t.names[role] }))}
      onChange={({ currentTarget }) => {
        const picked = ROLES.find((role) => role === currentTarget.value);
        if (picked) onChange(picked);
      }}
    />
  );
}
