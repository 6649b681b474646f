import { z } from 'zod';

/** What a registry said last about a version of an add-on. */
export const publishedMarkSchema = z.object({
  connectionId: z.string(),
  /** Not known of versions that an earlier Loadmaster published. */
  packageId: z.string().optional(),
  version: z.string(),
  status: z.string(),
  at: z.number(),
});
export type PublishedMark = z.infer<typeof publishedMarkSchema>;

/** Of each registry the newest mark is kept, and the newest of a version that users have. */
export function withMark(marks: readonly PublishedMark[], mark: PublishedMark): PublishedMark[] {
  const others = marks.filter(
    ({ connectionId, version }) => connectionId !== mark.connectionId || version !== mark.version,
  );
  const all = [...others, mark];
  return all.filter((one) => one === lastMark(all, one.connectionId) || one === lastProcessed(all, one.connectionId));
}

export function lastMark(marks: readonly PublishedMark[], connectionId: string): PublishedMark | undefined {
  return marks.findLast((mark) => mark.connectionId === connectionId);
}

export function lastProcessed(marks: readonly PublishedMark[], connectionId: string): PublishedMark | undefined {
  return marks.findLast((mark) => mark.connectionId === connectionId && mark.status === 'processed');
}
