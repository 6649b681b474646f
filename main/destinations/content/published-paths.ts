import type { PublishedPath } from '../../publish/index.ts';

/** What this machine knows it wrote to one place. */
export interface PublishedPaths {
  all(): readonly PublishedPath[];
  note(paths: readonly PublishedPath[]): void;
}
