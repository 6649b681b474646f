import { type ClipboardEvent, type KeyboardEvent, useState } from 'react';
import { DRAFT_LIMITS } from '../../../preload/contract/draft-limits.ts';
import { classes } from '../../parts/classes.ts';
import fieldStyles from '../../parts/form/field.module.css';
import { text } from '../../text/text.ts';
import styles from '../release.module.css';
import { completions, type KnownPackage } from './completions.ts';

export type { KnownPackage } from './completions.ts';

interface CompletedInputProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly invalid: boolean;
  readonly known: readonly KnownPackage[];
  readonly onChange: (value: string) => void;
  readonly onPaste: (event: ClipboardEvent) => void;
}

/** A package id with completion from what the registry has. The list is only looked up for the row with the focus. */
export function CompletedInput({ id, label, value, invalid, known, onChange, onPaste }: CompletedInputProps) {
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const found = open ? completions(known, value) : [];
  const listId = `${id}-list`;
  const current = found[at];
  const choose = (packageId: string) => {
    onChange(packageId);
    setOpen(false);
    setAt(-1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt((before) => Math.max(-1, Math.min(found.length - 1, before + step)));
    } else if (event.key === 'Enter' && current) {
      event.preventDefault();
      choose(current.packageId);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setOpen(false);
    }
  };
  return (
    <>
      <input
        id={id}
        className={classes(fieldStyles.input, fieldStyles.literal)}
        role="combobox"
        aria-label={label}
        aria-expanded={found.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={current ? `${listId}-${at}` : undefined}
        aria-invalid={invalid || undefined}
        aria-describedby={`${id}-note`}
        spellCheck={false}
        autoComplete="off"
        maxLength={DRAFT_LIMITS.cell}
        value={value}
        placeholder="author.package"
        onChange={(event) => {
          setOpen(true);
          setAt(-1);
          onChange(event.currentTarget.value);
        }}
        onPaste={onPaste}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      {found.length > 0 && <Completion id={listId} found={found} at={at} onChoose={choose} />}
    </>
  );
}

interface CompletionProps {
  readonly id: string;
  readonly found: readonly KnownPackage[];
  readonly at: number;
  readonly onChoose: (packageId: string) => void;
}

function Completion({ id, found, at, onChoose }: CompletionProps) {
  return (
    <div id={id} role="listbox" aria-label={text.release.completion(found.length)} className={styles.completion}>
      {found.map(({ packageId, packageName }, row) => (
        <div
          key={packageId}
          id={`${id}-${row}`}
          role="option"
          tabIndex={-1}
          aria-selected={row === at}
          className={classes(styles.option, row === at && styles.optionOn)}
          // Before the input loses the focus and the list with it.
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(packageId);
          }}
        >
          <code>{packageId}</code>
          <span className={styles.dim}>{packageName}</span>
        </div>
      ))}
    </div>
  );
}
