import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AddonSummary } from '../../preload/contract.ts';
import { goTo, placeToHash } from '../app/place.ts';
import { Chip } from '../parts/Chip.tsx';
import { publishLabel } from '../release/publish-label.ts';
import { text } from '../text/text.ts';
import { changeSentence, isPublishDue } from './card.ts';
import styles from './hangar.module.css';

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
          {blocked ? (
            <Button variant="filled" onClick={() => goTo({ screen: 'addon', addonId: id, tab: 'checks' })}>
              {t.seeChecks}
            </Button>
          ) : (
            <Button
              variant={isPublishDue(addon) ? 'filled' : 'default'}
              onClick={() => goTo({ screen: 'addon', addonId: id, tab: 'release' })}
            >
              {publishLabel(addon)}
            </Button>
          )}
        </span>
      </div>
    </>
  );
}

function FindingsChip({ addon: { findings } }: { readonly addon: AddonSummary }) {
  if (findings.error > 0) return <Chip light="bad">{text.common.errors(findings.error)}</Chip>;
  if (findings.warning > 0) return <Chip light="warn">{text.common.warnings(findings.warning)}</Chip>;
  return null;
}
