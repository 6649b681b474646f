import { MANIFEST_NAME, SCRIPT_FILES, type ScriptFile } from '../../../../protocol/index.ts';
import { onlyHere, type ProcessingInput, Refusal } from '../outcome.ts';
import { MACOSX } from './root-facts.ts';
import type { Survey } from './survey.ts';

/** Where the package lies in the archive and what has to be added to it. */
export interface Layout {
  /** Bytes in front of each name that belong to the wrapping folder and its '/'. */
  readonly prefixLength: number;
  readonly missingScripts: readonly ScriptFile[];
}

/** The checks of a processing job that the listing alone can answer, in the order of XPKG.md section 5. */
export function decideLayout(survey: Survey, input: ProcessingInput): Layout {
  if (survey.unpackedBytes > input.limits.maxUnpackedBytes) {
    throw new Refusal(
      'failed_file_too_large',
      `unpacked, the archive has ${survey.unpackedBytes} bytes; ${input.limits.maxUnpackedBytes} are allowed`,
    );
  }
  if (survey.fault !== undefined) throw new Refusal('aborted', survey.fault);

  // Any mention of __MACOSX makes the registry look for the one wrapping folder that macOS "Compress" makes.
  const wrapped = survey.roots.mentionsMacosx();
  const wrapper = wrapped ? survey.roots.wrapper() : undefined;
  if (wrapped && wrapper === undefined) {
    throw new Refusal('failed_macosx', `beside ${MACOSX} the archive must have exactly one folder at its root`);
  }

  const place = survey.roots.at(wrapped ? 1 : 0);
  if (!place.hasPackageFolder) {
    const where = wrapped ? `in the folder ${JSON.stringify(wrapper)}` : 'at the root of the archive';
    throw new Refusal('failed_no_file_dir', `there is no folder ${JSON.stringify(input.packageId)} ${where}`);
  }
  if (place.hasManifest) {
    throw new Refusal(
      'failed_manifest_exists',
      `${MANIFEST_NAME} stands at the root; the registry writes that file itself`,
    );
  }
  if (place.inTheWay !== undefined) {
    throw new Refusal(
      'aborted',
      onlyHere(`${JSON.stringify(place.inTheWay)} at the root stands where an installation script has its place`),
    );
  }
  if (survey.link !== undefined) {
    throw new Refusal('failed_invalid_file_types', `symbolic links are not allowed: ${JSON.stringify(survey.link)}`);
  }
  return {
    prefixLength: wrapper === undefined ? 0 : Buffer.byteLength(wrapper) + 1,
    missingScripts: SCRIPT_FILES.filter((script) => !place.scripts.has(script)),
  };
}
