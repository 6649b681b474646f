import { expect, test } from 'vitest';
import { logSteps, logText } from '../../../renderer/activity/log-lines.ts';
import { exampleSubmissions } from '../fake/submissions.ts';

function line(at: number, event: string, phase: string) {
  return { at, event, phase };
}

test('what was asked again and again is one step, at the time it began', () => {
  const told = [line(2, 'told', 'processing'), line(3, 'told', 'processing'), line(4, 'told', 'processing')];
  expect(logSteps([line(1, 'accepted', 'processing'), ...told, line(5, 'told', 'processed')])).toEqual([
    { ...line(1, 'accepted', 'processing'), times: 1 },
    { ...line(2, 'told', 'processing'), times: 3 },
    { ...line(5, 'told', 'processed'), times: 1 },
  ]);
});

test('the copied log says what it is about, and each step with its time', () => {
  const [submission] = exampleSubmissions(0);
  if (!submission) throw new Error('there is no example');
  const text = logText(submission, 'Local', [line(0, 'submitted', 'queued'), line(1500, 'build-begins', 'building')]);
  const lines = text.split('\n');
  expect(lines[0]).toContain(`${submission.packageId}@${submission.version} to Local`);
  expect(lines.slice(-2)).toEqual([
    '1970-01-01T00:00:00.000Z queued     submitted',
    '1970-01-01T00:00:01.500Z building   build-begins',
  ]);
});
