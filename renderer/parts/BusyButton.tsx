import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';

interface BusyButtonProps {
  readonly onPress: () => Promise<unknown>;
  readonly children: ReactNode;
}

/** A sign of life from the press until what it began has ended: a server may take its time. */
export function BusyButton({ onPress, children }: BusyButtonProps) {
  const [busy, setBusy] = useState(false);
  const press = async () => {
    setBusy(true);
    try {
      await onPress();
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button loading={busy} onClick={() => void press()}>
      {children}
    </Button>
  );
}
