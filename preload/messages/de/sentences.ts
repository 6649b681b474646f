import type { Sentences } from '../catalogues.ts';
import { codes } from './codes.ts';
import { german } from './index.ts';
import { ownCodes } from './own-codes.ts';

export const sentences: Sentences = { messages: german, codes, ownCodes };
