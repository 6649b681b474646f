import { ActionIcon, Menu } from '@mantine/core';
import { EllipsisVertical } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { takeFocus } from './take-focus.ts';

interface LazyMenuProps {
  readonly label: string;
  /** The menu's items. */
  readonly children: ReactNode;
}

/** A row's menu. The menu itself is only made for the row whose button is pressed: hundreds would make a list slow. */
export function LazyMenu({ label, children }: LazyMenuProps) {
  const [wanted, setWanted] = useState(false);
  if (wanted) return <MadeMenu label={label}>{children}</MadeMenu>;
  return (
    <ActionIcon aria-label={label} aria-haspopup="menu" onClick={() => setWanted(true)}>
      <EllipsisVertical size="0.9375rem" aria-hidden="true" />
    </ActionIcon>
  );
}

// Opens after it has the focus of the button it takes the place of, so that the focus comes back here.
function MadeMenu({ label, children }: LazyMenuProps) {
  const [opened, setOpened] = useState(false);
  useEffect(() => setOpened(true), []);
  return (
    <Menu opened={opened} onChange={setOpened}>
      <Menu.Target>
        <ActionIcon ref={takeFocus} aria-label={label}>
          <EllipsisVertical size="0.9375rem" aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
