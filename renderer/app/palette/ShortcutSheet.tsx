import { Kbd } from '@mantine/core';
import { Dialog } from '../../parts/layout/Dialog.tsx';
import { closePalette } from '../../stores/palette.ts';
import { text } from '../../text/text.ts';
import { SCREENS } from '../screens.tsx';
import styles from './palette.module.css';
import { commandKey, paletteKeys, screenKeys } from './shortcuts.ts';

const t = text.frame.shortcuts;

/** Every key there is, by where it works. */
export function ShortcutSheet() {
  const everywhere: readonly Shortcut[] = [
    [paletteKeys(), t.palette],
    ['?', t.sheet],
    ...SCREENS.map(({ screen }): Shortcut => [screenKeys(screen), text.frame.palette.goTo(text.frame.screens[screen])]),
    ['Tab', t.tab],
    ['Esc', t.escape],
  ];
  return (
    <Dialog title={t.title} onClose={closePalette}>
      <Keys title={t.everywhere} keys={everywhere} />
      <Keys
        title={text.frame.screens.hangar}
        keys={[
          [`${commandKey()} A`, t.chooseAll],
          ['⇧', t.chooseRange],
          ['Esc', t.chooseNone],
        ]}
      />
      <Keys title={text.addon.tabs.contents} keys={[['← ↑ → ↓', t.tree]]} />
    </Dialog>
  );
}

type Shortcut = readonly [keys: string, does: string];

function Keys({ title, keys }: { readonly title: string; readonly keys: readonly Shortcut[] }) {
  return (
    <>
      <h3 className={styles.groupName}>{title}</h3>
      <dl className={styles.keys}>
        {keys.map(([key, does]) => (
          <div key={key} className={styles.key}>
            <dt>
              <Kbd size="xs">{key}</Kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
