import type { AppError, Outcome } from '../../preload/contract.ts';
import { type BaseUrlFault, checkBaseUrl as checkRule } from '../../protocol/index.ts';

const FAULTS: Readonly<Record<BaseUrlFault, Pick<AppError, 'code' | 'message'>>> = {
  not_an_address: {
    code: 'bad_url',
    message: 'This is not a web address. It should look like https://registry.example.org.',
  },
  has_login: {
    code: 'bad_url',
    message: 'Leave user name and password out of the address; the token has its own field.',
  },
  not_https: {
    code: 'insecure_url',
    message:
      'Use an https address: over http your token could be read on the way. Only this machine may be reached by http.',
  },
  has_query: { code: 'bad_url', message: 'The address may not have a ? or # part.' },
};

/** The address as it is kept, or what is wrong with it in a sentence. */
export function checkBaseUrl(text: string): Outcome<string> {
  const checked = checkRule(text);
  return checked.ok ? checked : { ok: false, error: { ...FAULTS[checked.code], field: 'baseUrl' } };
}
