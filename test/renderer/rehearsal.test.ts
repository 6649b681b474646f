import { expect, test } from 'vitest';
import { explainCode } from '../../protocol/index.ts';
import { ANSWER_CODES, expectation, faultFrom, startControls } from '../../renderer/registry/faults.ts';
import { isFormField } from '../../renderer/submissions/form-field.ts';

function promiseOf(code: string) {
  const fault = faultFrom('answer', { ...startControls('answer'), code });
  return fault ? expectation(fault) : '';
}

test('a rehearsed refusal promises its field only where the form has that field', () => {
  for (const code of ANSWER_CODES) {
    const { field } = explainCode(code);
    const atField = promiseOf(code).includes('at its field');
    expect([code, atField]).toEqual([code, field !== undefined && isFormField(field)]);
  }
});

test('what is no refusal of the form promises what helps instead', () => {
  expect(promiseOf('bad_multipart')).toMatch(/bad_multipart beside the version.*Retry now/);
  expect(promiseOf('413')).toMatch(/larger than this registry takes.*413.*Retry now/);
  expect(promiseOf('401')).toMatch(/Open the connection/);
  expect(promiseOf('503')).toMatch(/Checking whether the registry got it.*sent again by itself/);
});

test('what the server broke in processing is promised to go on by itself, what the content broke is not', () => {
  const of = (status: 'failed_server' | 'failed_macosx') => expectation({ fault: 'processing', status, times: 1 });
  expect(of('failed_server')).toMatch(/Sending again by itself.*Retry now/);
  expect(of('failed_macosx')).toMatch(/The version fails.*One click retries it/);
});
