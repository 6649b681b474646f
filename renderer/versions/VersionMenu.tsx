import { Menu } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { copyHash, saveInstallationFile, savePackageFile } from '../commands/version.ts';
import { LazyMenu } from '../parts/LazyMenu.tsx';
import { text } from '../text/text.ts';
import { IncompatibilitiesDialog } from './IncompatibilitiesDialog.tsx';
import { KeyDialog } from './KeyDialog.tsx';
import { SelectionDialog } from './SelectionDialog.tsx';
import type { VersionRowProps } from './version-row-props.ts';

const t = text.versions;
type Open = 'key' | 'selection' | 'incompatibilities';

/** What can be done with a version besides retrying it. */
export function VersionMenu(props: VersionRowProps) {
  const { version: row } = props;
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const dialogs: Readonly<Record<Open, ReactNode>> = {
    key: <KeyDialog {...props} onClose={close} />,
    selection: <SelectionDialog {...props} onClose={close} />,
    incompatibilities: <IncompatibilitiesDialog {...props} onClose={close} />,
  };
  return (
    <>
      <LazyMenu label={t.menu(row.version)}>
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
      </LazyMenu>
      {open && dialogs[open]}
    </>
  );
}
