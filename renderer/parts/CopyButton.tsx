import { ActionIcon, Tooltip } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { text } from '../text/text.ts';

const SHOWN_MS = 1600;

interface CopyButtonProps {
  readonly value: string;
  readonly what: string;
}

export function CopyButton({ value, what }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await copyText(value);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  const label = copied ? text.common.copied : text.common.copyOf(what);
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} onClick={() => void copy()} size="sm">
        {copied ? <Check size="0.875rem" aria-hidden="true" /> : <Copy size="0.875rem" aria-hidden="true" />}
      </ActionIcon>
    </Tooltip>
  );
}

export async function copyText(value: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(value);
  } catch {
    // Where the page may not use the clipboard, a selection and the old command still work.
    const area = document.createElement('textarea');
    area.value = value;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
}
