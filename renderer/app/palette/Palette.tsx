import { Kbd } from '@mantine/core';
import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useRef, useState } from 'react';
import { classes } from '../../parts/classes.ts';
import { closePalette, noteRecent, usePalette } from '../../stores/palette.ts';
import { text } from '../../text/text.ts';
import styles from './palette.module.css';
import { listCommands, type PaletteCommand } from './palette-commands.ts';
import { type PaletteGroup, paletteGroups } from './palette-match.ts';

const t = text.frame.palette;

/** Every action that can be taken now, by name. */
export function Palette() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const listId = useId();
  const commands = useMemo(listCommands, []);
  const recent = usePalette((state) => state.recent);
  const groups = useMemo(() => paletteGroups(commands, query, recent), [commands, query, recent]);
  const found = useMemo(() => groups.flatMap((group) => group.commands), [groups]);
  const current = Math.min(at, found.length - 1);
  useModal(dialog);
  const run = (command: PaletteCommand | undefined) => {
    if (!command) return;
    closePalette();
    noteRecent(command.id);
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
        aria-activedescendant={found[current] ? optionId(listId, found[current]) : undefined}
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
      <CommandList id={listId} groups={groups} current={found[current]} onRun={run} />
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
  readonly groups: readonly PaletteGroup[];
  readonly current: PaletteCommand | undefined;
  readonly onRun: (command: PaletteCommand) => void;
}

function CommandList({ id, groups, current, onRun }: CommandListProps) {
  useEffect(() => {
    if (current) document.getElementById(optionId(id, current))?.scrollIntoView({ block: 'nearest' });
  }, [id, current]);
  return (
    <div id={id} role="listbox" aria-label={t.open} tabIndex={-1} className={styles.list}>
      {groups.map(({ group, commands }) => (
        <fieldset key={group} className={styles.group} aria-label={nameOf(group)}>
          <div className={styles.groupName} aria-hidden="true">
            {nameOf(group)}
          </div>
          {commands.map((command) => (
            <button
              key={command.id}
              id={optionId(id, command)}
              type="button"
              role="option"
              tabIndex={-1}
              aria-selected={command === current}
              className={classes(styles.command, command === current && styles.current)}
              onClick={() => onRun(command)}
            >
              <bdi>{command.label}</bdi>
              {command.keys !== undefined && <Kbd size="xs">{command.keys}</Kbd>}
            </button>
          ))}
        </fieldset>
      ))}
      {groups.length === 0 && <p className={styles.nothing}>{t.nothing}</p>}
    </div>
  );
}

function optionId(listId: string, { id }: PaletteCommand): string {
  return `${listId}-${id}`;
}

function nameOf(group: PaletteGroup['group']): string {
  return group === 'recent' ? t.recent : t.groups[group];
}
