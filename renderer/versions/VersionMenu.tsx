import { ActionIcon, Menu } from '@mantine/core';
import { EllipsisVertical } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { takeFocus } from '../parts/focus.ts';
import { text } from '../text/en.ts';
import { IncompatibilitiesDialog } from './IncompatibilitiesDialog.tsx';
import { KeyDialog } from './KeyDialog.tsx';
import { SelectionDialog } from './SelectionDialog.tsx';
import type { VersionRowProps } from './VersionRow.tsx';
import { copyHash, saveInstallationFile, savePackageFile } from './version-actions.ts';

const t = text.versions;
type Open = 'key' | 'selection' | 'incompatibilities';

/** What can be done with a version besides retrying it. The menu is made when its button is reached. */
export function VersionMenu(props: VersionRowProps) {
  const { version: row } = props;
  const [reached, setReached] = useState(false);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const icon = <EllipsisVertical size={15} aria-hidden="true" />;
  const label = t.menu(row.version);
  const dialogs: Readonly<Record<Open, ReactNode>> = {
    key: <KeyDialog {...props} onClose={close} />,
    selection: <SelectionDialog {...props} onClose={close} />,
    incompatibilities: <IncompatibilitiesDialog {...props} onClose={close} />,
  };
  if (!reached) {
    return (
      <ActionIcon aria-label={label} aria-haspopup="menu" onClick={() => setReached(true)}>
        {icon}
      </ActionIcon>
    );
  }
  return (
    <>
      <Menu defaultOpened>
        <Menu.Target>
          <ActionIcon ref={takeFocus} aria-label={label}>
            {icon}
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {row.hash !== null && <Menu.Item onClick={() => void copyHash(row)}>{t.copyHash}</Menu.Item>}
          {row.hasPrivateKey && <Menu.Item onClick={() => setOpen('key')}>{t.privateKey}</Menu.Item>}
          {row.status === 'processed' && (
            <>
              <Menu.Item onClick={() => void saveInstallationFile(props)}>{t.installationFile}</Menu.Item>
              {row.isStored && <Menu.Item onClick={() => void savePackageFile(props)}>{t.packageFile}</Menu.Item>}
            </>
          )}
          <Menu.Item onClick={() => setOpen('selection')}>{t.editSelection}</Menu.Item>
          <Menu.Item onClick={() => setOpen('incompatibilities')}>{t.editIncompatibilities}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {open && dialogs[open]}
    </>
  );
}
