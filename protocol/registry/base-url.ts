import { accept, type Result, refuse } from '../result.ts';

export type BaseUrlFault = 'not_an_address' | 'has_login' | 'not_https' | 'has_query';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);
const LOOPBACK_BLOCK = /^127(\.\d{1,3}){3}$/;

/** A registry is reached by https, or by http on this machine; a token must not travel in the clear. */
export function checkBaseUrl(text: string): Result<string, BaseUrlFault> {
  const typed = text.trim();
  if (!URL.canParse(typed)) return refuse('not_an_address');
  const url = new URL(typed);
  if (url.username !== '' || url.password !== '') return refuse('has_login');
  const loopback = LOOPBACK.has(url.hostname) || LOOPBACK_BLOCK.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) return refuse('not_https');
  if (url.search !== '' || url.hash !== '') return refuse('has_query');
  return accept(url.href.replace(/\/+$/, ''));
}
