import { ConfirmDialog } from '../../parts/layout/ConfirmDialog.tsx';
import { text } from '../../text/text.ts';
import { removeDestination } from '../release/release-actions.ts';

const t = text.destinations;

interface RemoveProps {
  readonly addonId: string;
  readonly name: string;
  readonly onClose: () => void;
}

export function RemoveDialog({ addonId, name, onClose }: RemoveProps) {
  return (
    <ConfirmDialog
      title={t.removeSure(name)}
      act={t.remove}
      onAct={() => void removeDestination(addonId, name)}
      onClose={onClose}
    >
      {t.removeText}
    </ConfirmDialog>
  );
}
