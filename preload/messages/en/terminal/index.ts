import { folder } from './folder.ts';
import { count, frame, progress, severity } from './frame.ts';
import { help, options } from './help.ts';
import { places } from './places.ts';
import { registries } from './registries.ts';

export const words = {
  frame,
  count,
  severity,
  progress,
  help,
  options,
  ...folder,
  ...places,
  ...registries,
} as const;
