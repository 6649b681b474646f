import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { text } from '../../text/text.ts';
import styles from '../parts.module.css';

const t = text.common.losing;

export type Loses = 'typed' | 'token';

interface ConfirmLeaveProps {
  readonly loses: Loses;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

/** In place of a dialog's foot: asks before what is in it is lost. */
export function ConfirmLeave({ loses, onStay, onLeave }: ConfirmLeaveProps) {
  const stay = useRef<HTMLButtonElement>(null);
  useEffect(() => stay.current?.focus(), []);
  return (
    <div className={styles.dialogFoot}>
      <p role="alert" className={styles.losing}>
        {t.question[loses]}
      </p>
      <Button ref={stay} onClick={onStay}>
        {t.stay}
      </Button>
      <Button variant="danger" onClick={onLeave}>
        {t.leave}
      </Button>
    </div>
  );
}
