import type { AppError, Outcome } from '../../preload/contract.ts';
import { fault } from '../../preload/messages/index.ts';
import { type BaseUrlFault, checkBaseUrl as checkRule } from '../../protocol/index.ts';

const FAULTS: Readonly<Record<BaseUrlFault, Pick<AppError, 'code' | 'message'>>> = {
  not_an_address: fault('bad_url.notWeb'),
  has_login: fault('bad_url.login'),
  not_https: fault('insecure_url.text'),
  has_query: fault('bad_url.query'),
};

/** The address as it is kept, or what is wrong with it in a sentence. */
export function checkBaseUrl(text: string): Outcome<string> {
  const checked = checkRule(text);
  return checked.ok ? checked : { ok: false, error: { ...FAULTS[checked.code], field: 'baseUrl' } };
}
