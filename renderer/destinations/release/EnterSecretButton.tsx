import { Button } from '@mantine/core';
import { useState } from 'react';
import { addonDestinations } from '../../stores/resources.ts';
import { text } from '../../text/text.ts';
import { DestinationDialog } from '../settings/DestinationDialog.tsx';

const REMEDIED_BY_IT: ReadonlySet<string> = new Set(['no_secret', 'login_refused']);

interface EnterProps {
  readonly addonId: string;
  readonly name: string;
  /** Why the release failed there. */
  readonly code: string;
}

/** Where a place failed for want of a password or token, or did not take it: the way to enter one is beside what says so. */
export function EnterSecretButton({ addonId, name, code }: EnterProps) {
  const [open, setOpen] = useState(false);
  const wanted = REMEDIED_BY_IT.has(code);
  const { value } = addonDestinations.use(wanted ? { addonId } : undefined);
  const listed = value?.destinations.find(({ settings }) => settings.name === name);
  if (!wanted || listed === undefined || listed.secret === 'not-needed') return undefined;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{text.destinations.enterSecretOf}</Button>
      {open && <DestinationDialog addonId={addonId} listed={listed} atSecret onClose={() => setOpen(false)} />}
    </>
  );
}
