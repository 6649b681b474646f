import { account } from './account.ts';
import { sharing } from './sharing.ts';
import { site } from './site.ts';

export const words = { account, sharing, site } as const;
