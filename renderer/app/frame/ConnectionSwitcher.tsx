import { Menu } from '@mantine/core';
import { Check, ChevronDown, Drama, Settings2 } from 'lucide-react';
import type { Connection } from '../../../preload/contract.ts';
import { activateConnection } from '../../commands/connection.ts';
import { Lamp } from '../../parts/signs/Chip.tsx';
import { PRESET_NAMES } from '../../registry/presets.ts';
import { hostOf, REACH_LIGHTS, ReachLamp, useReach } from '../../registry/ReachLamp.tsx';
import { rehearsePreset } from '../../registry/rehearse.ts';
import { useActiveConnection, useConnections } from '../../stores/connections.ts';
import { goTo } from '../../stores/place.ts';
import { text } from '../../text/text.ts';
import styles from './frame.module.css';

const t = text.frame.connection;

/** Which registry everything goes to, always in sight; another one is two presses away. */
export function ConnectionSwitcher() {
  const active = useActiveConnection();
  const all = useConnections((state) => state.all);
  const reach = useReach(active);
  return (
    <Menu position="bottom-end" width="target">
      <Menu.Target>
        <button type="button" className={styles.connection} aria-label={labelOf(active, reach)}>
          {active && (
            <Lamp light={REACH_LIGHTS[reach]}>
              <span className="visually-hidden">{t.reach[reach]}</span>
            </Lamp>
          )}
          <span className={styles.connectionName}>{active?.name ?? t.none}</span>
          {active && <span className={styles.connectionHost}>{hostOf(active.baseUrl)}</span>}
          <ChevronDown size="0.875rem" aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {all.map((connection) => (
          <Menu.Item
            key={connection.id}
            onClick={() => void activateConnection(connection)}
            leftSection={
              <Check size="0.875rem" aria-hidden="true" visibility={connection.active ? 'visible' : 'hidden'} />
            }
            rightSection={<ReachLamp connection={connection} />}
          >
            {connection.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        {active?.kind === 'local' && reach === 'reachable' && <RehearsalItems />}
        <Menu.Item
          leftSection={<Settings2 size="0.875rem" aria-hidden="true" />}
          onClick={() => goTo({ screen: 'registry' })}
        >
          {t.manage}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Where the registry is chosen it can be made to fail on purpose: a release is rehearsed from any screen. */
function RehearsalItems() {
  return PRESET_NAMES.map((name) => (
    <Menu.Item
      key={name}
      leftSection={<Drama size="0.875rem" aria-hidden="true" />}
      onClick={() => void rehearsePreset(name)}
    >
      {t.rehearse(text.registry.rehearsal.presets.kinds[name].title)}
    </Menu.Item>
  ));
}

function labelOf(active: Connection | undefined, reach: Connection['reach']['state']): string {
  return active ? `${t.label}: ${active.name}, ${t.reach[reach]}` : `${t.label}: ${t.none}`;
}
