import type { Language } from '../../preload/contract/languages.ts';
import type { Catalogue } from './catalogue.ts';
import { german } from './de/index.ts';
import { english } from './en/index.ts';

export const catalogues: Readonly<Record<Language, Catalogue>> = { en: english, de: german };
