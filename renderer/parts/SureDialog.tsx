import { Button } from '@mantine/core';
import { text } from '../text/text.ts';
import { Dialog } from './Dialog.tsx';

interface SureProps {
  readonly title: string;
  /** What is lost, and what stays. */
  readonly children: string;
  readonly act: string;
  readonly onAct: () => void;
  readonly onClose: () => void;
}

/** Asked before what cannot be taken back. The dialog begins at Cancel. */
export function SureDialog({ title, children, act, onAct, onClose }: SureProps) {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{text.common.cancel}</Button>
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
