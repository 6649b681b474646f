import type { Connection } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { putConnections, useConnections } from '../stores/connections.ts';
import { say, sayError } from '../stores/notices.ts';
import { text } from '../text/text.ts';

export async function activateConnection({ id, name, active }: Connection): Promise<void> {
  if (active) return;
  const answer = await ask(bridge().connections.activate({ id }));
  if (!answer.ok) {
    sayError(name, answer.error);
    return;
  }
  const activated = answer.value;
  const { all } = useConnections.getState();
  putConnections(all.map((known) => (known.id === id ? activated : { ...known, active: false })));
  say('info', text.frame.connection.switched(name));
}
