import { TextInput } from '@mantine/core';

interface FilterFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** What is typed into it narrows the list below. */
export function FilterField({ label, value, onChange }: FilterFieldProps) {
  return (
    <TextInput
      size="xs"
      w="15rem"
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
