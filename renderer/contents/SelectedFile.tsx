import { Button } from '@mantine/core';
import type { AddonContents, AddonSummary } from '../../preload/contract.ts';
import { ask, bridge } from '../bridge.ts';
import { formatBytes } from '../format/numbers.ts';
import { Panel } from '../parts/layout/Panel.tsx';
import { Literal } from '../parts/signs/Chip.tsx';
import { useAppInfo } from '../stores/app-info.ts';
import { say, sayError } from '../stores/notices.ts';
import { sayMessage } from '../text/say-finding.ts';
import { text } from '../text/text.ts';
import styles from './contents.module.css';
import { ignorePath } from './ignore.ts';
import type { TreeNode } from './tree.ts';
import { zipPath } from './zip-place.ts';

const t = text.contents;

interface SelectedProps {
  readonly addon: AddonSummary;
  readonly node: TreeNode;
  readonly contents: AddonContents;
  readonly onPeek: () => void;
}

/** The chosen file: its whole path, why it is left out, and what can be done about it. */
export function SelectedFile({ addon, node, contents, onPeek }: SelectedProps) {
  const canReveal = useAppInfo(({ value }) => value?.canReveal ?? false);
  const rule = contents.rules[node.ignoredBy];
  const pattern = `/${node.path}${node.isFolder ? '/' : ''}`;
  const reveal = async () => {
    const answer = await ask(bridge().addons.reveal({ id: addon.id, path: node.path }));
    if (!answer.ok) sayError(node.name, answer.error);
  };
  const ignore = async () => {
    const undo = await ignorePath(addon.id, pattern);
    if (undo) say('info', t.ignoreAdded(pattern), '', { label: text.common.undo, run: undo });
  };
  return (
    <Panel>
      <div className={styles.selectedFile}>
        <bdi className={styles.path}>{node.path}</bdi>
        {node.sizeKnown && <span>{formatBytes(node.bytes)}</span>}
        {!node.isFolder && (
          <Button variant="subtle" onClick={onPeek}>
            {text.preview.open}
          </Button>
        )}
        {rule ? (
          <span>{t.ignoredWhy(rule.pattern, sayMessage(rule.said, rule.source))}</span>
        ) : (
          <>
            <span>
              {t.inZip} <Literal>{zipPath(node, contents.zip)}</Literal>
            </span>
            <Button onClick={() => void ignore()}>{t.ignoreThis}</Button>
          </>
        )}
        {canReveal && <Button onClick={() => void reveal()}>{t.reveal}</Button>}
      </div>
    </Panel>
  );
}
