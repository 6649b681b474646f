import type { Connection } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { ConfirmDialog } from '../parts/layout/ConfirmDialog.tsx';
import { loadConnections } from '../stores/connections.ts';
import { say, sayError } from '../stores/notices.ts';
import { text } from '../text/text.ts';

const t = text.registry.connections;

interface RemoveProps {
  readonly connection: Connection;
  readonly onClose: () => void;
}

/** Asked first, because the token cannot be brought back. */
export function RemoveConnection({ connection: { id, name }, onClose }: RemoveProps) {
  const remove = async () => {
    const answer = await ask(bridge().connections.remove({ id }));
    if (!answer.ok) {
      sayError(name, answer.error);
      return;
    }
    await loadConnections();
    say('info', t.removed(name));
  };
  return (
    <ConfirmDialog title={t.removeSure(name)} act={t.remove} onAct={() => void remove()} onClose={onClose}>
      {t.removeText}
    </ConfirmDialog>
  );
}
