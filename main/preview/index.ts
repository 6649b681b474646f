/** The room that shows one file of an add-on: texts, pictures, textures and what programs say. Neighbours import from here only. */
export { openInside } from './open-inside.ts';
export { pixelsOf } from './picture-size.ts';
export { previewFile } from './preview-file.ts';
export { MOST_COMPARED_TEXT, textInside } from './text-inside.ts';
