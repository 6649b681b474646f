import type { Mirror } from '../mirror/index.ts';
import type { RegistryProof } from '../proof.ts';
import type { Queue } from '../queue/index.ts';
import type { RehearsalFaults } from '../rehearsal.ts';
import type { RequestLog } from '../request-log.ts';
import type { Store } from '../storage/database/store.ts';
import type { Blobs } from '../storage/files/blobs.ts';
import type { RateLimiters } from './access/rate-limits.ts';
import type { WriteAudit } from './audit.ts';
import type { PackageList } from './package-list.ts';

/** All that the routes work with. */
export interface RegistryContext {
  readonly db: Store;
  readonly files: Blobs;
  readonly queue: Queue;
  readonly rehearsal: RehearsalFaults;
  readonly requests: RequestLog;
  readonly limiters: RateLimiters;
  readonly packageList: PackageList;
  /** Uploads between their file's rename and their row: closing and sweeping wait for them. */
  readonly accepting: Set<Promise<unknown>>;
  readonly startedAt: number;
  /** An upload that sends nothing for so long is given up. */
  readonly idleTimeoutMs: number;
  /** For authors made here; undefined for no limit. */
  readonly defaultStorage: number | undefined;
  /** What it calls itself. */
  readonly about: {
    readonly name: string;
    readonly description: string;
    /** The page at which the app asks for a token, where people sign in with a browser. */
    readonly signIn?: string | undefined;
    /** Where a job of CI gets a token, and for whom its proof has to be made. */
    readonly ci?: { readonly path: string; readonly audience: string } | undefined;
  };
  readonly baseUrl: () => string;
  readonly proof: RegistryProof;
  readonly audit: WriteAudit;
  /** Where an operator moderates, no author brings back what was hidden or removed. */
  readonly removedStays: boolean;
  /** Where many upload, zips that wait or failed have a limit as well. */
  readonly limitsUploads: boolean;
  /** Where this registry follows another one. */
  readonly mirror: Mirror | undefined;
  /** What went wrong on the registry's own side, for its log. */
  readonly onError: (error: unknown) => void;
  /** Forgets every package, version and file; authors and tokens stay. */
  reset(): Promise<void>;
}
