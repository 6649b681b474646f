import type { PackageType, Platforms } from '../../protocol/index.ts';

export type ProcessingInput = {
  readonly zipPath: string;
  readonly workDir: string;
  readonly packageId: string;
  readonly packageName: string;
  readonly packageType: PackageType;
  readonly packageVersion: string;
  readonly authorId: string;
  readonly dependencies: readonly (readonly [string, string])[];
  readonly platforms: Platforms;
  readonly limits: { readonly maxUnpackedBytes: number };
};
export type ProcessingOutcome =
  | {
      readonly status: 'processed';
      readonly xpkgPath: string;
      readonly hash: string;
      readonly size: number;
      readonly installedSize: number;
      readonly notes: readonly string[];
    }
  | {
      readonly status:
        | 'failed_macosx'
        | 'failed_no_file_dir'
        | 'failed_manifest_exists'
        | 'failed_invalid_file_types'
        | 'failed_file_too_large'
        | 'aborted'
        | 'failed_server';
      readonly reason: string;
    };
