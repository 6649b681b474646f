import { Button } from '@mantine/core';
import { text } from '../../text/text.ts';
import { Dialog } from './Dialog.tsx';

interface ConfirmProps {
  readonly title: string;
  /** What is lost, and what stays. */
  readonly children: string;
  readonly act: string;
  /** What closing does, where "Cancel" could be mistaken for the act. */
  readonly keep?: string;
  readonly onAct: () => void;
  readonly onClose: () => void;
}

/** Asked before what cannot be taken back. The dialog begins at Cancel. */
export function ConfirmDialog({ title, children, act, keep = text.common.cancel, onAct, onClose }: ConfirmProps) {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{keep}</Button>
          <Button
            variant="danger"
            onClick={() => {
              onClose();
              onAct();
            }}
          >
            {act}
          </Button>
        </>
      }
    >
      <p>{children}</p>
    </Dialog>
  );
}
