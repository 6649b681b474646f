import { expect, test } from 'vitest';
import { z } from 'zod';
import { networkFault } from '../../../main/publish/client/network-fault.ts';
import { explainAnswer, readReply } from '../../../main/publish/client/reply.ts';

const NOW = Date.UTC(2026, 0, 1);
const URL_ = 'https://registry.example/packages';
function answer(status: number, text = '', headers: Record<string, string> = {}) {
  return { kind: 'answer', status, headers, text, bodySent: true } as const;
}

const schema = z.object({ count: z.number() });
function read(outcome: Parameters<typeof readReply>[0]) {
  return readReply(outcome, schema, URL_, NOW);
}

test('an answer is read by its schema, and only from 200 to 299', () => {
  expect(read(answer(200, '{"count":3}'))).toEqual({
    kind: 'ok',
    httpStatus: 200,
    value: { count: 3 },
    registryNow: undefined,
  });
  expect(read(answer(299, '{"count":3}'))).toMatchObject({ kind: 'ok', httpStatus: 299 });
  expect(read(answer(199, '{"count":3}')).kind).toBe('refused');
  expect(read(answer(300, '{"count":3}'))).toMatchObject({ kind: 'refused', httpStatus: 300 });
});

test('where nothing is to be read, nothing is read', () => {
  const told = readReply(answer(204, 'whatever', { date: new Date(NOW).toUTCString() }), undefined, URL_, NOW);
  expect(told).toEqual({ kind: 'ok', httpStatus: 204, value: undefined, registryNow: NOW });
});

test('what was asked to be done is done by the status the API has for it, not by a page that is a success', () => {
  expect(readReply(answer(201), undefined, URL_, NOW).kind).toBe('ok');
  for (const status of [200, 202, 206]) {
    expect(readReply(answer(status, '<html>Sign in to the hotel</html>'), undefined, URL_, NOW)).toMatchObject({
      kind: 'unanswered',
      reason: 'bad-answer',
    });
  }
});

test.each(['', 'no json', '{"count":"three"}', '<html>'])('an answer that is not the API (%j) is no answer', (text) => {
  expect(read(answer(200, text))).toMatchObject({
    kind: 'unanswered',
    reason: 'bad-answer',
    error: { code: 'net_bad_answer', message: expect.stringContaining('registry.example') },
  });
});

test('a fault of the server is no answer either: it may have done what it was asked', () => {
  expect(read(answer(500, 'Internal Server Error'))).toMatchObject({ kind: 'unanswered', reason: 'server-error' });
  expect(read(answer(499)).kind).toBe('refused');
});

test('no answer at all keeps its reason', () => {
  const fault = networkFault('reset', 'registry.example', true);
  expect(read({ kind: 'none', fault } as Parameters<typeof readReply>[0])).toEqual({
    kind: 'unanswered',
    reason: 'reset',
    error: fault.error,
  });
});

test('a rate limit says how long, and whether everything has to wait', () => {
  expect(read(answer(429, '', { 'retry-after': '2.5' }))).toMatchObject({
    kind: 'rate-limited',
    waitMs: 2500,
    everything: false,
    error: { code: 'http_429' },
  });
  expect(read(answer(429, '', { 'x-retry-after-global': '4' }))).toMatchObject({ waitMs: 4000, everything: true });
  const both = { 'x-retry-after-global': '4', 'retry-after': '1' };
  expect(read(answer(429, '', both))).toMatchObject({ everything: false });
});

test('a code of the registry is explained at its field', () => {
  expect(explainAnswer(400, ' "self_dep" \n')).toMatchObject({
    code: 'self_dep',
    field: 'dependencies',
    list: 'dependencies',
  });
  expect(explainAnswer(400, 'invalid_inc_sel')).toMatchObject({ list: 'incompatibilities' });
  const version = explainAnswer(400, 'invalid_version');
  expect(version).toMatchObject({ field: 'packageVersion' });
  expect(version).not.toHaveProperty('list');
  expect(explainAnswer(400, 'no_file')).not.toHaveProperty('retry');
});

test.each([
  [401, 'Unauthorized', 'http_401', 'sign-in'],
  [400, 'version_exists', 'version_exists', 'new-version'],
  [400, 'cant_retry', 'cant_retry', 'refresh'],
  [400, 'version_not_exist', 'version_not_exist', 'refresh'],
  [503, 'self_dep', 'http_503', 'repeat'],
] as const)('%i %s offers the step that can help', (status, body, code, retry) => {
  expect(explainAnswer(status, body)).toMatchObject({ code, retry });
});

test('a page of a proxy, or a text too long for a code, is explained by its status', () => {
  for (const body of ['<html>self_dep</html>', 'Bad Request', `a${'b'.repeat(81)}`, 'a', '9lives', 'Self_Dep']) {
    expect(explainAnswer(400, body).code, body).toBe('http_400');
  }
  expect(explainAnswer(400, `a${'b'.repeat(80)}`).code).not.toBe('http_400');
  expect(explainAnswer(400, 'a_code_from_tomorrow').code).toBe('a_code_from_tomorrow');
  expect(explainAnswer(399, 'self_dep').code).not.toBe('self_dep');
});
