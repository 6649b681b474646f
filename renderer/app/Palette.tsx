import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react';
import { classes } from '../parts/classes.ts';
import { text } from '../text/text.ts';
import styles from './palette.module.css';
import { listCommands, matchCommands, type PaletteCommand } from './palette-commands.ts';
import { closePalette } from './palette-state.ts';

const t = text.frame.palette;
const SHOWN = 60;

/** Every action of the app by name. */
export function Palette() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const listId = useId();
  const commands = useMemo(listCommands, []);
  const found = useMemo(() => matchCommands(commands, query).slice(0, SHOWN), [commands, query]);
  const current = Math.min(at, found.length - 1);
  useModal(dialog);
  const run = (command: PaletteCommand | undefined) => {
    if (!command) return;
    closePalette();
    command.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setAt((current + step + found.length) % Math.max(1, found.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(found[current]);
    }
  };
  return (
    <dialog
      ref={dialog}
      className={styles.palette}
      aria-label={t.open}
      onCancel={(event) => {
        event.preventDefault();
        closePalette();
      }}
    >
      <input
        className={styles.query}
        role="combobox"
        aria-label={t.title}
        aria-expanded={true}
        aria-controls={listId}
        aria-activedescendant={found[current] ? `${listId}-${current}` : undefined}
        placeholder={t.placeholder}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <p className="visually-hidden" role="status">
        {found.length === 0 ? t.nothing : t.results(found.length)}
      </p>
      <CommandList id={listId} found={found} current={current} onRun={run} />
    </dialog>
  );
}

/** Open as long as it is there; the focus goes back to where it was. */
function useModal(dialog: RefObject<HTMLDialogElement | null>): void {
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [dialog]);
}

interface CommandListProps {
  readonly id: string;
  readonly found: readonly PaletteCommand[];
  readonly current: number;
  readonly onRun: (command: PaletteCommand) => void;
}

function CommandList({ id, found, current, onRun }: CommandListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[current]?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <div ref={list} id={id} role="listbox" aria-label={t.open} tabIndex={-1} className={styles.list}>
      {found.map((command, row) => (
        <button
          key={command.id}
          id={`${id}-${row}`}
          type="button"
          role="option"
          tabIndex={-1}
          aria-selected={row === current}
          className={classes(styles.command, row === current && styles.current)}
          onClick={() => onRun(command)}
        >
          <span className={styles.group}>{t.groups[command.group]}</span>
          <bdi>{command.label}</bdi>
        </button>
      ))}
      {found.length === 0 && <p className={styles.nothing}>{t.nothing}</p>}
    </div>
  );
}
