import type { AppError, Outcome } from '../../preload/contract.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A registry is reached by https, or by http on this machine; a token must not travel in the clear. */
export function checkBaseUrl(text: string): Outcome<string> {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return refuse('bad_url', 'This is not a web address. It should look like https://registry.example.org.');
  }
  if (url.username !== '' || url.password !== '') {
    return refuse('bad_url', 'Leave user name and password out of the address; the token has its own field.');
  }
  const loopback = LOOPBACK.has(url.hostname) || /^127(\.\d{1,3}){3}$/.test(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
    return refuse(
      'insecure_url',
      'Use an https address: over http your token could be read on the way. Only this machine may be reached by http.',
    );
  }
  if (url.search !== '' || url.hash !== '') return refuse('bad_url', 'The address may not have a ? or # part.');
  return { ok: true, value: url.href.replace(/\/+$/, '') };
}

function refuse(code: string, message: string): { readonly ok: false; readonly error: AppError } {
  return { ok: false, error: { code, message, field: 'baseUrl' } };
}
