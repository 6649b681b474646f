import { z } from 'zod';

type MessageParameter = string | number | boolean | readonly string[] | MessageData;

/** A sentence as data: which one, and about what. Whoever shows it makes the words, in the language of who reads it. */
export interface MessageData {
  readonly id: string;
  readonly with: readonly MessageParameter[];
}

export const messageSchema: z.ZodType<MessageData> = z.object({
  id: z.string(),
  with: z.array(z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.lazy(() => messageSchema)])),
});

/** What a person can do about an error with one click, where there is such a thing. */
export const errorRetrySchema = z.enum(['repeat', 'rebuild', 'new-version', 'sign-in', 'refresh']);

/**
 * An error as data: it crosses every boundary in this shape, never as a thrown string.
 * `field` and `row` say where in the form it belongs, `hint` what to do about it.
 */
export const appErrorSchema = z.object({
  code: z.string(),
  message: z.string(),
  field: z.string().optional(),
  list: z.enum(['dependencies', 'incompatibilities']).optional(),
  row: z.int().nonnegative().optional(),
  hint: z.string().optional(),
  retry: errorRetrySchema.optional(),
  /** Message and hint as data, for another language. */
  said: z.object({ message: messageSchema, hint: messageSchema.optional() }).optional(),
});
export type AppError = z.infer<typeof appErrorSchema>;

export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError };

export const nothingSchema = z.null();
/** What stands in an answer where there is nothing: JSON has no undefined. */
export type Nothing = z.infer<typeof nothingSchema>;

/** The id main gave a thing; the renderer hands it back and never makes one up. */
export const idSchema = z.string().min(1).max(200);

/** Milliseconds since 1970, as Date.now() has it. */
export const momentSchema = z.number();

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** A path inside an add-on: '/'-separated, relative, as on disk. */
export const innerPathSchema = z.string().max(4096);

/** A folder or file on the author's disk that the author picked. */
export const diskPathSchema = z.string().min(1).max(32_767);

/** Long work reports in this one shape, at most ten times a second. `total` is null while it is not known. */
export const progressSchema = z.object({
  id: idSchema,
  phase: z.string(),
  done: z.number().nonnegative(),
  total: z.number().nonnegative().nullable(),
  bytesPerSecond: z.number().nonnegative().nullable(),
  etaSeconds: z.number().nonnegative().nullable(),
  filesDone: z.int().nonnegative().optional(),
  filesTotal: z.int().nonnegative().optional(),
  reusedBytes: z.number().nonnegative().optional(),
  /** The file that is being written, as the archive names it. */
  file: innerPathSchema.optional(),
});
export type Progress = z.infer<typeof progressSchema>;
