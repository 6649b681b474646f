import { SureDialog } from '../../parts/layout/SureDialog.tsx';
import { text } from '../../text/text.ts';
import { removeDestination } from '../release/act.ts';

const t = text.destinations;

interface RemoveProps {
  readonly addonId: string;
  readonly name: string;
  readonly onClose: () => void;
}

export function RemoveDialog({ addonId, name, onClose }: RemoveProps) {
  return (
    <SureDialog
      title={t.removeSure(name)}
      act={t.remove}
      onAct={() => void removeDestination(addonId, name)}
      onClose={onClose}
    >
      {t.removeText}
    </SureDialog>
  );
}
