import { Menu } from '@mantine/core';
import type { AddonSummary } from '../../../preload/contract.ts';
import { removeAddons } from '../../commands/add-folder.ts';
import { refreshAddon, revealAddon } from '../../commands/addon.ts';
import { LazyMenu } from '../../parts/LazyMenu.tsx';
import { useAppInfo } from '../../stores/app-info.ts';
import { text } from '../../text/text.ts';

const t = text.hangar.card;

export function CardMenu({ addon }: { readonly addon: AddonSummary }) {
  const canReveal = useAppInfo(({ value }) => value?.canReveal ?? false);
  return (
    <LazyMenu label={t.menu(addon.name)}>
      <Menu.Item onClick={() => void refreshAddon(addon.id)}>{t.refresh}</Menu.Item>
      {canReveal && <Menu.Item onClick={() => void revealAddon(addon)}>{t.reveal}</Menu.Item>}
      <Menu.Item onClick={() => void removeAddons([addon])}>{t.remove}</Menu.Item>
    </LazyMenu>
  );
}
