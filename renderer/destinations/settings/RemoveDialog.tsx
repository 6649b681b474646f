import { ask, bridge } from '../../bridge.ts';
import { ConfirmDialog } from '../../parts/layout/ConfirmDialog.tsx';
import { say, sayError } from '../../stores/notices.ts';
import { addonDestinations, versionsThere } from '../../stores/resources.ts';
import { text } from '../../text/text.ts';

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

async function removeDestination(addonId: string, name: string): Promise<void> {
  const answer = await ask(bridge().destinations.remove({ addonId, name }));
  if (!answer.ok) {
    sayError(t.couldNotRemove(name), answer.error);
    return;
  }
  addonDestinations.put({ addonId }, answer.value);
  void versionsThere.load({ addonId });
  say('success', t.removed(name));
}
