import { wordsOf } from '../words.ts';

export const words = wordsOf({
  and: 'und',
  more: 'weitere',
  bytes: 'Bytes',
  byte: 'Byte',
  comma: ',',
  locale: 'de-DE',
});
