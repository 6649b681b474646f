import { Button } from '@mantine/core';
import { Dialog } from '../parts/Dialog.tsx';
import { text } from '../text/text.ts';
import { removeDestination } from './act.ts';

const t = text.destinations;

interface RemoveProps {
  readonly addonId: string;
  readonly name: string;
  readonly onClose: () => void;
}

export function RemoveDialog({ addonId, name, onClose }: RemoveProps) {
  const remove = () => {
    onClose();
    void removeDestination(addonId, name);
  };
  return (
    <Dialog
      title={t.removeSure(name)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{text.common.cancel}</Button>
          <Button variant="filled" onClick={remove}>
            {t.remove}
          </Button>
        </>
      }
    >
      <p>{t.removeText}</p>
    </Dialog>
  );
}
