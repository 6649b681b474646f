import { useState } from 'react';
import { Field, TextBox } from '../parts/form/Field.tsx';
import { text } from '../text/text.ts';

interface NumberSettingProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

/** A whole number; what is typed counts when the field is left and it is one that works. */
export function NumberSetting({ id, label, hint, value, min, max, onChange }: NumberSettingProps) {
  const [typed, setTyped] = useState<string>();
  const number = Number(typed ?? value);
  const ok = Number.isInteger(number) && number >= min && number <= max && typed?.trim() !== '';
  const keep = () => {
    if (typed === undefined || !ok) return;
    setTyped(undefined);
    if (number !== value) onChange(number);
  };
  return (
    <Field id={id} label={label} hint={hint} error={ok ? undefined : { sentence: text.settings.packing.notNumber }}>
      <TextBox id={id} value={typed ?? String(value)} invalid={!ok} onChange={setTyped} onBlur={keep} />
    </Field>
  );
}
