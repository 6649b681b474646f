import { account } from './account.ts';
import { sharing } from './sharing.ts';

export const words = { account, sharing } as const;
