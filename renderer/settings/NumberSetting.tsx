import { Field, TextBox } from '../parts/form/Field.tsx';
import { text } from '../text/text.ts';
import { useTyped } from './use-typed.ts';

interface NumberSettingProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

/** A whole number; what is typed counts where it is one that works. */
export function NumberSetting({ id, label, hint, value, min, max, onChange }: NumberSettingProps) {
  const works = (said: string) => {
    const number = Number(said);
    return said.trim() !== '' && Number.isInteger(number) && number >= min && number <= max;
  };
  const { typed, setTyped, keepNow } = useTyped((said) => {
    if (works(said) && Number(said) !== value) onChange(Number(said));
    return works(said);
  });
  const ok = typed === undefined || works(typed);
  return (
    <Field id={id} label={label} hint={hint} error={ok ? undefined : { sentence: text.settings.packing.notNumber }}>
      <TextBox id={id} value={typed ?? String(value)} invalid={!ok} onChange={setTyped} onLeave={keepNow} />
    </Field>
  );
}
