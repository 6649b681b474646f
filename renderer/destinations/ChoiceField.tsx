import { useId } from 'react';
import { GroupField } from '../parts/Field.tsx';
import styles from './destinations.module.css';

interface ChoiceProps<V extends string> {
  readonly label: string;
  readonly choices: readonly (readonly [V, string])[];
  readonly value: V;
  readonly hint?: string;
  readonly onChange: (value: V) => void;
}

/** One of a few. */
export function ChoiceField<V extends string>({ label, choices, value, hint, onChange }: ChoiceProps<V>) {
  const id = useId();
  return (
    <GroupField id={id} label={label} hint={hint}>
      <div className={styles.choices}>
        {choices.map(([choice, name]) => (
          <label key={choice} className={styles.choice}>
            <input type="radio" name={id} checked={choice === value} onChange={() => onChange(choice)} />
            {name}
          </label>
        ))}
      </div>
    </GroupField>
  );
}
