import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { AddonSummary } from '../../preload/contract.ts';
import { useActiveConnection } from '../stores/connections.ts';
import { text } from '../text/text.ts';

const CompareDialog = lazy(async () => ({ default: (await import('./CompareDialog.tsx')).CompareDialog }));

/** Opens the comparison; there is none without a registry and an id on it. */
export function CompareButton({ addon }: { readonly addon: AddonSummary }) {
  const connection = useActiveConnection();
  const [open, setOpen] = useState(false);
  const { packageId } = addon;
  if (!connection || packageId === null) return undefined;
  return (
    <>
      <Button variant="subtle" onClick={() => setOpen(true)}>
        {text.compare.open}
      </Button>
      {open && (
        <Suspense>
          <CompareDialog addon={addon} connection={connection} packageId={packageId} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
