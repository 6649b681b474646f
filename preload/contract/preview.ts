import { z } from 'zod';
import { innerPathSchema } from './common.ts';

/** What can be said about a file besides what is in it. Texts are the file's own; numbers are formatted by the page. */
export const FILE_FACTS = [
  'name',
  'author',
  'studio',
  'description',
  'version',
  'format',
  'width',
  'height',
  'smallerCopies',
  'texture',
  'textureLit',
  'textureNormal',
  'points',
  'triangles',
  'systems',
  'processors',
  'oldestSystem',
  'libraries',
  'entryPoints',
] as const;
export type FileFact = (typeof FILE_FACTS)[number];

/** Why there is nothing to look at. */
export const NO_PREVIEW = [
  'empty',
  'program',
  'not_text',
  'too_large',
  'huge_picture',
  'damaged',
  'truncated',
  'unknown_texture',
  'too_slow',
  'link',
] as const;
export type NoPreview = (typeof NO_PREVIEW)[number];

const textEncodingSchema = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']);

export const filePreviewSchema = z.object({
  path: innerPathSchema,
  sizeBytes: z.number().nonnegative(),
  facts: z.array(z.object({ fact: z.enum(FILE_FACTS), value: z.union([z.string(), z.number()]) })),
  body: z.discriminatedUnion('kind', [
    /** `isWhole` is false when only the beginning is here. */
    z.object({ kind: z.literal('text'), text: z.string(), encoding: textEncodingSchema, isWhole: z.boolean() }),
    /** Markdown, written as HTML of a few known elements, without pictures. */
    z.object({ kind: z.literal('document'), html: z.string(), isWhole: z.boolean() }),
    z.object({
      kind: z.literal('picture'),
      type: z.enum(['png', 'jpeg']),
      base64: z.string(),
      /** False when the file ends before its picture does. */
      isWhole: z.boolean(),
    }),
    /** Red, green, blue and alpha of each pixel, row by row. */
    z.object({ kind: z.literal('pixels'), width: z.int(), height: z.int(), base64: z.string() }),
    z.object({ kind: z.literal('none'), why: z.enum(NO_PREVIEW) }),
  ]),
});
export type FilePreview = z.infer<typeof filePreviewSchema>;

/** What became of a text from one version to another. A line begins with a space, a plus, a minus, or says that no line end follows. */
export const textDifferenceSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('lines'),
    parts: z.array(z.object({ oldStart: z.int(), newStart: z.int(), lines: z.array(z.string()) })),
  }),
  /** Of one side only sizes and hashes are known. */
  z.object({ state: z.literal('not_kept') }),
  z.object({ state: z.literal('too_different') }),
]);
export type TextDifference = z.infer<typeof textDifferenceSchema>;
