import { readFileSync } from 'node:fs';
import type { VersionStatus } from '../../../protocol/index.ts';

interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly stored?: Stored | string;
}
export interface Stored {
  readonly packageVersion: string;
  readonly access: { readonly isPublic: boolean; readonly isStored: boolean };
  readonly dependencies: readonly unknown[];
  readonly incompatibilities: readonly unknown[];
  readonly xpSelection: string;
  readonly platforms: object;
}

export interface FormCase {
  readonly name: string;
  readonly request: {
    readonly base: 'ok_upload' | 'ok_retry';
    readonly override: Readonly<Record<string, string | null>>;
    readonly file?: 'absent' | { readonly field?: string; readonly name?: string; readonly n?: number };
    readonly permissions?: number;
    readonly versionUploadPackages?: string[];
    readonly authorization?: string;
  };
  readonly recommended: Answer;
}

export interface RouteCase {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly body?: Record<string, unknown>;
  readonly permissions?: number;
  readonly recommended: Answer;
}

export interface AccessCase {
  readonly isPublic: string;
  readonly isPrivate: string;
  readonly isStored: string;
  readonly privateKeyGenerated: boolean;
  readonly recommended: string;
}

export interface ZipEntry {
  readonly path: string;
  readonly text?: string;
  readonly symlink?: string;
  readonly executable?: boolean;
}
export interface ProcessingCase {
  readonly name: string;
  readonly packageId: string;
  readonly packageType: string;
  readonly access?: { readonly isPublic: boolean; readonly isPrivate: boolean; readonly isStored: boolean };
  readonly zip: readonly ZipEntry[] | string;
  readonly reference: { readonly mail_subject: string; readonly xpkg_entries?: string[]; readonly bucket?: string };
  readonly recommended: { readonly status: string };
}

export interface TimelineCase {
  readonly t: readonly number[];
  readonly expect: readonly string[];
}
export interface StatusCase {
  readonly status: VersionStatus;
  readonly terminal: boolean;
  readonly retryable: boolean;
  readonly listed_if_public: boolean;
}
export interface PermissionCase {
  readonly name: string;
  readonly bit: number;
  readonly value: number;
}

interface Groups {
  upload: FormCase;
  upload_precedence: FormCase;
  tuple_validation: FormCase;
  retry: FormCase;
  access_configs: AccessCase;
  new_package: RouteCase;
  other_routes: RouteCase;
  processing: ProcessingCase;
  rate_limit_timeline: TimelineCase;
  token_permissions: PermissionCase;
  version_statuses: StatusCase;
}

const file = new URL('../../protocol/vectors.json', import.meta.url);
const vectors = JSON.parse(readFileSync(file, 'utf8')) as {
  groups: { [G in keyof Groups]: { cases: Groups[G][] } };
};

export function vectorCases<G extends keyof Groups>(group: G): Groups[G][] {
  return vectors.groups[group].cases;
}
