import { ActionIcon, Menu } from '@mantine/core';
import { EllipsisVertical } from 'lucide-react';
import type { AddonSummary } from '../../preload/contract.ts';
import { removeAddon } from '../app/add-folder.ts';
import { refreshAddon } from '../app/addon-commands.ts';
import { ask, bridge } from '../bridge.ts';
import { useAppInfo } from '../stores/app-info.ts';
import { sayError } from '../stores/notices.ts';
import { text } from '../text/text.ts';

const t = text.hangar.card;

export function CardMenu({ addon }: { readonly addon: AddonSummary }) {
  const canReveal = useAppInfo(({ value }) => value?.canReveal ?? false);
  const reveal = async () => {
    const answer = await ask(bridge().addons.reveal({ id: addon.id }));
    if (!answer.ok) sayError(addon.name, answer.error);
  };
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon size="sm" aria-label={t.menu(addon.name)}>
          <EllipsisVertical size={15} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void refreshAddon(addon.id)}>{t.refresh}</Menu.Item>
        {canReveal && <Menu.Item onClick={() => void reveal()}>{t.reveal}</Menu.Item>}
        <Menu.Item onClick={() => void removeAddon(addon)}>{t.remove}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
