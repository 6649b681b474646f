import type { Sentences } from '../catalogues.ts';
import { codes } from './codes.ts';
import { messages } from './index.ts';
import { ownCodes } from './own-codes.ts';

export const sentences: Sentences = { messages, codes, ownCodes };
