import type { AddonSummary } from '../../../preload/contract.ts';
import { Chip } from '../../parts/signs/Chip.tsx';
import { publishedChip } from '../../submissions/published.ts';
import type { CardSubject } from '../state/card.ts';
import { ReleaseChip } from './ReleaseBody.tsx';
import { SubmissionChip } from './SubmissionBody.tsx';

interface SubjectChipProps {
  readonly subject: CardSubject;
  readonly addon: AddonSummary;
}

export function SubjectChip({ subject, addon }: SubjectChipProps) {
  if (subject.about === 'submission') return <SubmissionChip submission={subject.submission} />;
  if (subject.about === 'release') return <ReleaseChip release={subject.release} />;
  const chip = publishedChip(addon);
  return chip && <Chip light={chip.light}>{chip.label}</Chip>;
}
