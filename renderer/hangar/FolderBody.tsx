import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AddonSummary } from '../../preload/contract.ts';
import { placeToHash } from '../app/place.ts';
import { Chip } from '../parts/Chip.tsx';
import { text } from '../text/text.ts';
import { changeSentence } from './card.ts';
import styles from './hangar.module.css';
import { NextButton } from './NextButton.tsx';

const t = text.hangar.card;

export function FolderBody({ addon, facts }: { readonly addon: AddonSummary; readonly facts: ReactNode }) {
  const { id, name, findings } = addon;
  const blocked = findings.error > 0;
  return (
    <>
      <p className={styles.says}>{blocked ? t.fixFirst(text.common.errors(findings.error)) : changeSentence(addon)}</p>
      {facts}
      <div className={styles.foot}>
        <FindingsChip addon={addon} />
        <span className={styles.footEnd}>
          <Button
            component="a"
            href={placeToHash({ screen: 'addon', addonId: id, tab: 'contents' })}
            aria-label={t.openLabel(name)}
          >
            {t.open}
          </Button>
          <NextButton addon={addon} subject={{ about: 'folder' }} />
        </span>
      </div>
    </>
  );
}

export function FindingsChip({ addon: { findings } }: { readonly addon: AddonSummary }) {
  if (findings.error > 0) return <Chip light="bad">{text.common.errors(findings.error)}</Chip>;
  if (findings.warning > 0) return <Chip light="warn">{text.common.warnings(findings.warning)}</Chip>;
  return null;
}
