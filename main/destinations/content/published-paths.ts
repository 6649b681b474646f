import type { PublishedPath } from '../../publish/index.ts';

/** What this machine knows it wrote to one place. */
export interface PublishedPaths {
  all(): readonly PublishedPath[];
  note(paths: readonly PublishedPath[]): void;
}

export function pathsOf(published: PublishedPaths): () => string[] {
  return () => published.all().map(({ path }) => path);
}

/** Read once: each step of a release looks at it, and while one is on its way to a place nobody else of this machine writes there. */
export function rememberPublished(log: PublishedPaths): PublishedPaths {
  let rows: readonly PublishedPath[] | undefined;
  return {
    all() {
      rows ??= log.all();
      return rows;
    },
    note(paths) {
      log.note(paths);
      rows = rows && replaced(rows, paths);
    },
  };
}

/** A path that was once a user's own stays one. */
function replaced(rows: readonly PublishedPath[], by: readonly PublishedPath[]): readonly PublishedPath[] {
  if (rows.length === 0) return by;
  const now = new Set(by.map(({ path }) => path));
  const wereOnce = new Set(rows.filter(({ once }) => once).map(({ path }) => path));
  const kept = rows.filter(({ path }) => !now.has(path));
  return kept.concat(by.map((row) => (row.once || !wereOnce.has(row.path) ? row : { ...row, once: true })));
}
