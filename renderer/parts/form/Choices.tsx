import { type ReactNode, useId } from 'react';
import styles from './choices.module.css';
import { type FieldError, GroupField } from './Field.tsx';

/** A few choices in one frame. */
export function Choices({ children }: { readonly children: ReactNode }) {
  return <div className={styles.choices}>{children}</div>;
}

interface ChoiceProps {
  readonly type: 'radio' | 'checkbox';
  /** Of the group; radios of one name exclude each other. */
  readonly name?: string;
  readonly checked: boolean;
  readonly onChange: () => void;
  readonly children: ReactNode;
}

export function Choice({ type, name, checked, onChange, children }: ChoiceProps) {
  return (
    <label className={styles.choice}>
      <input type={type} name={name} checked={checked} onChange={onChange} />
      {children}
    </label>
  );
}

interface ChoiceFieldProps<V extends string> {
  readonly id?: string;
  readonly label: string;
  readonly choices: readonly (readonly [V, string])[];
  readonly value: V;
  readonly hint?: ReactNode;
  readonly error?: FieldError | undefined;
  /** What explains the term, beside the label. */
  readonly help?: ReactNode;
  readonly onChange: (value: V) => void;
}

/** One of a few, under a label. */
export function ChoiceField<V extends string>({
  id,
  label,
  choices,
  value,
  hint,
  error,
  help,
  onChange,
}: ChoiceFieldProps<V>) {
  const name = useId();
  return (
    <GroupField id={id ?? name} label={label} hint={hint} error={error} help={help}>
      <Choices>
        {choices.map(([choice, words]) => (
          <Choice key={choice} type="radio" name={name} checked={choice === value} onChange={() => onChange(choice)}>
            {words}
          </Choice>
        ))}
      </Choices>
    </GroupField>
  );
}
