import type { RegistryPagesWords } from '../../registry-pages-words.ts';
import { account } from './account.ts';
import { sharing } from './sharing.ts';
import { site } from './site.ts';

export const words: RegistryPagesWords = { account, sharing, site };
