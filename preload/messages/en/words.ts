import { wordsOf } from '../words.ts';

export const words = wordsOf({ and: 'and', more: 'more', bytes: 'bytes', byte: 'byte', comma: '.', locale: 'en-US' });
