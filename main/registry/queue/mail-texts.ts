import { statusInfo, type VersionStatus } from '../../../protocol/index.ts';
import type { Package } from '../storage/packages/packages.ts';
import type { VersionRecord } from '../storage/packages/versions.ts';

interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** The mails of the processing job, with the subjects of XPKG.md section 5. */
export function processedMail(
  pkg: Package,
  version: VersionRecord,
  notes: readonly string[],
  link: string | undefined,
): MailText {
  const lines = [`${pkg.name} ${version.version} was processed.`];
  if (link !== undefined) lines.push('', 'It is not stored. For the next 24 hours it can be downloaded here:', link);
  if (notes.length > 0) lines.push('', ...notes.map((note) => `Note: ${note}`));
  return {
    subject: link === undefined ? `X-Pkg Package Uploaded (${pkg.id})` : `X-Pkg Package Processed (${pkg.id})`,
    text: lines.join('\n'),
  };
}

export function failureMail(pkg: Package, version: VersionRecord, status: VersionStatus, reason: string): MailText {
  const { sentence, advice } = statusInfo(status);
  return {
    subject: `X-Pkg Packaging Failure (${pkg.id})`,
    text: [
      `${pkg.name} ${version.version} could not be processed.`,
      '',
      sentence,
      advice,
      '',
      `${status}: ${reason}`,
    ].join('\n'),
  };
}
