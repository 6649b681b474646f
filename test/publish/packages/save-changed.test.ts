import { expect, test } from 'vitest';
import type { Reply } from '../../../main/publish/client/index.ts';
import { saveChanged } from '../../../main/publish/packages/save-changed.ts';

// The original server answers 401 or 500 to a change that changes nothing.

function refused(httpStatus: number): Reply<undefined> {
  return {
    kind: 'refused',
    httpStatus,
    error: { code: `http_${httpStatus}`, message: 'No.', retry: 'sign-in' },
  };
}

const broken: Reply<undefined> = {
  kind: 'unanswered',
  reason: 'server-error',
  error: { code: 'http_500', message: 'Broken.' },
};

function looks(...answers: (boolean | undefined)[]) {
  return async () => answers.shift();
}

test('what is stored already is not sent', async () => {
  expect(await saveChanged(looks(true), () => Promise.reject(new Error('sent')))).toEqual({ ok: true, value: null });
});

test.each([refused(401), broken])('a change that took effect is saved, whatever was answered', async (reply) => {
  expect(await saveChanged(looks(false, true), async () => reply)).toMatchObject({ ok: true });
});

test('a 401 from a registry that shows the version to this token is not called a bad token', async () => {
  const outcome = await saveChanged(looks(false, false), async () => refused(401));
  expect(outcome).toMatchObject({ ok: false, error: { code: 'change_refused' } });
  expect(outcome.ok === false && outcome.error.retry).toBeUndefined();
  expect(await saveChanged(looks(undefined, undefined), async () => refused(401))).toMatchObject({
    ok: false,
    error: { code: 'http_401' },
  });
  expect(await saveChanged(looks(false), async () => refused(403))).toMatchObject({ error: { code: 'http_403' } });
});
