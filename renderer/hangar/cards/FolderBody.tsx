import type { ReactNode } from 'react';
import type { AddonSummary } from '../../../preload/contract.ts';
import { Chip } from '../../parts/signs/Chip.tsx';
import { changeSentence } from '../../submissions/published.ts';
import { text } from '../../text/text.ts';
import styles from './body.module.css';
import { NextButton } from './NextButton.tsx';
import { Places } from './Places.tsx';

const t = text.hangar.card;

export function FolderBody({ addon, facts }: { readonly addon: AddonSummary; readonly facts: ReactNode }) {
  const { error, warning } = addon.findings;
  return (
    <>
      <p className={styles.says} data-light={error > 0 ? 'warn' : undefined}>
        {error > 0 ? t.fixFirst(text.common.errors(error)) : changeSentence(addon)}{' '}
        {error === 0 && warning > 0 && <FindingsChip addon={addon} />}
      </p>
      <Places addonId={addon.id} />
      <div className={styles.foot}>
        {facts}
        <span className={styles.footEnd}>
          <NextButton addon={addon} subject={{ about: 'folder' }} />
        </span>
      </div>
    </>
  );
}

export function FindingsChip({ addon: { findings } }: { readonly addon: AddonSummary }) {
  if (findings.error > 0) return <Chip light="bad">{text.common.errors(findings.error)}</Chip>;
  if (findings.warning > 0) return <Chip light="warn">{text.common.warnings(findings.warning)}</Chip>;
  return undefined;
}
