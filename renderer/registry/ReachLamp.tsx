import type { Connection } from '../../preload/contract.ts';
import { Lamp } from '../parts/signs/Chip.tsx';
import type { Light } from '../parts/signs/light.ts';
import { useLink } from '../stores/link.ts';
import { text } from '../text/text.ts';

const t = text.frame.connection;

export const REACH_LIGHTS: Readonly<Record<Connection['reach']['state'], Light>> = {
  unknown: 'past',
  checking: 'flight',
  reachable: 'ok',
  unreachable: 'bad',
};

export function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
}

/** What main said last is worth nothing while it does not answer. */
export function useReach(connection: Connection | undefined): Connection['reach']['state'] {
  const up = useLink((link) => link.state === 'up');
  return up && connection ? connection.reach.state : 'unknown';
}

export function ReachLamp({ connection }: { readonly connection: Connection }) {
  const state = useReach(connection);
  return <Lamp light={REACH_LIGHTS[state]}>{t.reach[state]}</Lamp>;
}
