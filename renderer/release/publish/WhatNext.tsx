import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { TEXT_FORMS, type TextForm } from '../../../preload/contract/notes-names.ts';
import type { ReleaseDraft } from '../../../preload/contract.ts';
import { ask, bridge } from '../../bridge.ts';
import { saveInstallationFile } from '../../commands/version.ts';
import { CopyButton, copyText } from '../../parts/CopyButton.tsx';
import { Literal } from '../../parts/signs/Chip.tsx';
import { say, sayError } from '../../stores/notices.ts';
import { text } from '../../text/text.ts';
import styles from '../release.module.css';

const t = text.release.next;

export interface Released {
  /** The registry that has it; undefined for a release that went to other places only. */
  readonly connectionId: string | undefined;
  readonly packageId: string;
  readonly version: string;
  readonly name: string;
  readonly access: ReleaseDraft['access'];
  readonly notes: string;
  readonly links: readonly { readonly name: string; readonly url: string }[];
}

/** After a release: what users need to get it, ready to be handed on. */
export function WhatNext(released: Released) {
  const { connectionId, packageId, version, access } = released;
  const onRegistry = connectionId !== undefined;
  return (
    <div className={styles.next}>
      <h3>{t.title}</h3>
      {onRegistry && access !== 'public' && <PrivateKey {...released} connectionId={connectionId} />}
      {onRegistry && (
        <p className={styles.nextRow}>
          <Button onClick={() => void saveInstallationFile({ connectionId, packageId, version: { version } })}>
            {text.versions.installationFile}
          </Button>
          <span className={styles.dim}>{t.installationFile}</span>
        </p>
      )}
      <fieldset className={styles.nextRow}>
        <legend className={styles.dim}>{t.forum}</legend>
        {TEXT_FORMS.map((form) => (
          <Button key={form} onClick={() => void copyForumText(released, form)}>
            {t.forms[form]}
          </Button>
        ))}
      </fieldset>
    </div>
  );
}

/** Without it nobody can install the version, so a private release ends with it. */
function PrivateKey({ connectionId, packageId, version }: Released & { readonly connectionId: string }) {
  const [key, setKey] = useState<string>();
  useEffect(() => {
    let current = true;
    void ask(bridge().packages.privateKey({ connectionId, packageId, version })).then((answer) => {
      if (!current) return;
      if (answer.ok) setKey(answer.value?.privateKey);
      else sayError(text.versions.couldNotKey, answer.error);
    });
    return () => {
      current = false;
    };
  }, [connectionId, packageId, version]);
  if (key === undefined) return undefined;
  return (
    <div className={styles.nextKey}>
      <p className={styles.dim}>{text.versions.keyText}</p>
      <p className={styles.nextRow}>
        <Literal>{key}</Literal>
        <CopyButton value={key} what={text.versions.keyLabel} />
      </p>
    </div>
  );
}

async function copyForumText({ name, version, notes, links }: Released, form: TextForm): Promise<void> {
  const answer = await ask(bridge().notes.forumText({ name, version, text: notes, links: [...links], form }));
  if (!answer.ok) {
    sayError(t.couldNotCopy, answer.error);
    return;
  }
  await copyText(answer.value.text);
  say('success', t.copied(t.forms[form]));
}
