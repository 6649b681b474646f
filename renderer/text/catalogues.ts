import type { Catalogue } from './catalogue.ts';
import { english } from './en/index.ts';
import type { Language } from './language.ts';

export const catalogues: Readonly<Record<Language, Catalogue>> = { en: english };
