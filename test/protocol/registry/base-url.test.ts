import { expect, test } from 'vitest';
import { checkBaseUrl } from '../../../protocol/index.ts';

test.each([
  [' https://registry.example.org/ ', 'https://registry.example.org'],
  ['https://example.org/xpkg//', 'https://example.org/xpkg'],
  ['http://localhost:1', 'http://localhost:1'],
  ['http://[::1]:1', 'http://[::1]:1'],
  ['http://127.0.0.2:5020', 'http://127.0.0.2:5020'],
])('%s is the address of a registry', (text, value) => {
  expect(checkBaseUrl(text)).toEqual({ ok: true, value });
});

test.each([
  ['registry', 'not_an_address'],
  ['', 'not_an_address'],
  ['https://author:secret@example.org', 'has_login'],
  ['http://registry.example.org', 'not_https'],
  ['http://127.0.0.1.example.org', 'not_https'],
  ['file:///etc', 'not_https'],
  ['https://example.org/?token=1', 'has_query'],
  ['https://example.org/#packages', 'has_query'],
])('%s is none: %s', (text, code) => {
  expect(checkBaseUrl(text)).toEqual({ ok: false, code });
});
