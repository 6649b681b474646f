import { ActionIcon } from '@mantine/core';
import { X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { text } from '../../text/text.ts';
import { classes } from '../classes.ts';
import styles from '../parts.module.css';
import { nearestTo, placeOf } from '../place-in-page.ts';
import { ConfirmLeave, type Loses } from './ConfirmLeave.tsx';
import { noteOpened } from './open-dialogs.ts';
import { Scrollable } from './Scrollable.tsx';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly wide?: boolean;
  /** What Escape and the cross would lose: they ask first. `typed` counts once something was typed. */
  readonly loses?: Loses | undefined;
  /** Enter in a field does what the foot's last button does. */
  readonly onEnter?: () => void;
}

/** The browser's own modal dialog: it keeps the focus, closes with Escape, and gives the focus back. */
export function Dialog({ title, onClose, children, footer, wide = false, loses, onEnter }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const foot = useRef<HTMLDivElement>(null);
  const id = useId();
  const [typed, setTyped] = useState(false);
  const [asking, setAsking] = useState(false);
  useShown(dialog, body, foot);
  const leave = () => {
    if (loses === 'token' || (loses === 'typed' && typed)) setAsking(true);
    else onClose();
  };
  return (
    <dialog
      ref={dialog}
      className={classes(styles.dialog, wide && styles.wide)}
      aria-labelledby={id}
      onKeyDown={(event) => {
        leaveByEscape(event, leave);
        if (isEnterInField(event)) onEnter?.();
      }}
      onCancel={(event) => {
        event.preventDefault();
        leave();
      }}
    >
      <div className={styles.dialogHead}>
        <h2 id={id} className={styles.panelTitle}>
          {title}
        </h2>
        <ActionIcon aria-label={text.common.close} onClick={leave}>
          <X size="1rem" aria-hidden="true" />
        </ActionIcon>
      </div>
      <Scrollable className={styles.dialogBody}>
        <div ref={body} onInput={() => setTyped(true)}>
          {children}
        </div>
      </Scrollable>
      {asking && loses !== undefined ? (
        <ConfirmLeave loses={loses} onStay={() => setAsking(false)} onLeave={onClose} />
      ) : (
        footer !== undefined && (
          <div ref={foot} className={styles.dialogFoot}>
            {footer}
          </div>
        )
      )}
    </dialog>
  );
}

/** Opens it, begins at the right place, and gives the focus back at the end. */
function useShown(
  dialog: RefObject<HTMLDialogElement | null>,
  body: RefObject<HTMLElement | null>,
  foot: RefObject<HTMLElement | null>,
): void {
  useEffect(() => {
    const opened = dialog.current;
    const before = document.activeElement;
    const place = before ? placeOf(before) : [];
    opened?.showModal();
    beginAt(body, foot);
    const forget = opened ? noteOpened(opened) : undefined;
    return () => {
      forget?.();
      opened?.close();
      const back = before?.isConnected ? before : nearestTo(place);
      if (back instanceof HTMLElement) back.focus();
    };
  }, [dialog, body, foot]);
}

/** At the field it was opened for, the first one, or else at the first button of the foot, which is the one that does nothing. */
function beginAt(body: RefObject<HTMLElement | null>, foot: RefObject<HTMLElement | null>): void {
  const field =
    body.current?.querySelector<HTMLElement>('[data-begin]') ??
    body.current?.querySelector<HTMLElement>('input:enabled, textarea:enabled, select:enabled');
  (field ?? foot.current?.querySelector<HTMLElement>('button:enabled'))?.focus();
}

/** In a text of several lines, and on what Enter itself presses, it has a meaning already. */
function isEnterInField({ key, target, nativeEvent }: KeyboardEvent): boolean {
  const typed = target instanceof HTMLInputElement && ['text', 'url', 'password', 'number'].includes(target.type);
  return key === 'Enter' && typed && !nativeEvent.isComposing;
}

/** The browser asks only once before it closes a dialog by itself; what is open inside may take Escape for itself. */
function leaveByEscape(event: KeyboardEvent, leave: () => void): void {
  if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return;
  event.preventDefault();
  event.stopPropagation();
  leave();
}
