import { type ReactNode, useId } from 'react';
import { DRAFT_LIMITS } from '../../../preload/contract/draft-limits.ts';
import { classes } from '../classes.ts';
import { Code } from '../signs/Chip.tsx';
import styles from './field.module.css';

export interface FieldError {
  readonly code?: string | undefined;
  readonly sentence: string;
  readonly hint?: string | undefined;
}

interface FieldProps {
  readonly id: string;
  readonly label: ReactNode;
  readonly error?: FieldError | undefined;
  readonly hint?: ReactNode;
  readonly className?: string | undefined;
  /** What explains the term, beside the label. */
  readonly help?: ReactNode;
  readonly children: ReactNode;
}

/** Label, input, and below it either what is wrong or what is good to know. */
export function Field({ id, label, error, hint, className, help, children }: FieldProps) {
  return (
    <div className={classes(styles.field, className)}>
      <span className={styles.labelled}>
        <label className={styles.label} htmlFor={id}>
          {label}
        </label>
        {help}
      </span>
      {children}
      <FieldNote id={`${id}-note`} error={error} hint={hint} />
    </div>
  );
}

interface NoteProps {
  readonly id: string;
  readonly error?: FieldError | undefined;
  readonly hint?: ReactNode;
}

export function FieldNote({ id, error, hint }: NoteProps) {
  return (
    <div id={id} className={styles.note}>
      {error ? <ErrorText {...error} /> : hint}
    </div>
  );
}

export function ErrorText({ code, sentence, hint }: FieldError) {
  return (
    <p className={styles.error}>
      {sentence} {hint} {code !== undefined && <Code>{code}</Code>}
    </p>
  );
}

interface TextBoxProps {
  readonly id: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly invalid?: boolean;
  readonly literal?: boolean;
  readonly placeholder?: string;
  /** More letters are not taken. */
  readonly longest?: number;
  /** The field is left, or Enter says that this is it. */
  readonly onLeave?: () => void;
}

/** One line of text. `literal` for what the registry reads letter by letter. */
export function TextBox({
  id,
  value,
  onChange,
  invalid = false,
  literal = false,
  placeholder,
  longest = DRAFT_LIMITS.cell,
  onLeave,
}: TextBoxProps) {
  return (
    <input
      id={id}
      className={classes(styles.input, literal && styles.literal)}
      value={value}
      placeholder={placeholder}
      maxLength={longest}
      spellCheck={false}
      autoComplete="off"
      aria-invalid={invalid || undefined}
      aria-describedby={`${id}-note`}
      onChange={(event) => onChange(event.currentTarget.value)}
      onBlur={onLeave}
      onKeyDown={(event) => event.key === 'Enter' && onLeave?.()}
    />
  );
}

interface GroupFieldProps {
  readonly label: string;
  readonly id: string;
  readonly error?: FieldError | undefined;
  readonly hint?: ReactNode;
  readonly help?: ReactNode;
  readonly children: ReactNode;
}

/** Several controls under one label. */
export function GroupField({ id, label, error, hint, help, children }: GroupFieldProps) {
  const labelId = useId();
  return (
    // The group takes the focus when an error has to be shown in it.
    <fieldset className={styles.group} id={id} tabIndex={-1} aria-labelledby={labelId} aria-describedby={`${id}-note`}>
      <legend className={styles.label}>
        <span id={labelId}>{label}</span>
        {help}
      </legend>
      {children}
      <FieldNote id={`${id}-note`} error={error} hint={hint} />
    </fieldset>
  );
}
