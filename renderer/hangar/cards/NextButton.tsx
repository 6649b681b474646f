import { Button } from '@mantine/core';
import { hasReleaseFailed } from '../../../preload/contract/phases.ts';
import type { AddonSummary } from '../../../preload/contract.ts';
import { locateAddon } from '../../commands/add-folder.ts';
import { refreshAddon } from '../../commands/addon.ts';
import { retryRelease } from '../../destinations/release/release-actions.ts';
import { publishLabel } from '../../release/publish/publish-label.ts';
import { goTo } from '../../stores/place.ts';
import { nextStep } from '../../submissions/next-step.ts';
import { isPublishDue } from '../../submissions/published.ts';
import { StepButton } from '../../submissions/StepButton.tsx';
import { text } from '../../text/text.ts';
import type { CardSubject } from '../state/card.ts';

interface NextButtonProps {
  readonly addon: AddonSummary;
  readonly subject: CardSubject;
}

/** The one right button of an add-on at this moment. */
export function NextButton({ addon, subject }: NextButtonProps) {
  switch (subject.about) {
    case 'folder':
      return <FolderButton addon={addon} />;
    case 'submission': {
      const step = nextStep(subject.submission);
      return step && <StepButton submission={subject.submission} step={step} />;
    }
    case 'release': {
      const { release } = subject;
      const label = release.state === 'interrupted' ? text.destinations.resume : text.destinations.retry;
      if (release.state !== 'interrupted' && !hasReleaseFailed(release)) return undefined;
      return (
        <Button variant="filled" onClick={() => void retryRelease(release)}>
          {label}
        </Button>
      );
    }
    case 'missing':
      return (
        <Button variant="filled" onClick={() => void locateAddon(addon)}>
          {text.hangar.card.locate}
        </Button>
      );
    case 'unreadable':
      return (
        <Button variant="filled" onClick={() => void refreshAddon(addon.id)}>
          {text.hangar.card.lookAgain}
        </Button>
      );
    case 'reading':
      return undefined;
  }
}

function FolderButton({ addon }: { readonly addon: AddonSummary }) {
  const { id, findings } = addon;
  if (findings.error > 0) {
    return (
      <Button onClick={() => goTo({ screen: 'addon', addonId: id, tab: 'checks' })}>
        {text.hangar.card.seeChecks}
      </Button>
    );
  }
  return (
    <Button
      variant={isPublishDue(addon) ? 'filled' : 'default'}
      onClick={() => goTo({ screen: 'addon', addonId: id, tab: 'release' })}
    >
      {publishLabel(addon)}
    </Button>
  );
}
