import { type Message, type MessageId, message } from './message.ts';

/** What a schema says of a value, as far as it is told on: a plain part of zod's issues, which this room does not know. */
interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly expected?: unknown;
  readonly values?: readonly unknown[] | undefined;
  readonly minimum?: number | bigint | undefined;
  readonly maximum?: number | bigint | undefined;
  /** What of a value is counted: its characters, its rows, or the number itself. */
  readonly origin?: unknown;
}

/** What is wrong with a value that somebody wrote into a file. A check of our own names its sentence: `refine(isId, 'value.packageId')`. */
export function valueFault(issue: Issue): Message {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.message.endsWith('received undefined')) return message('value.missing');
      return message('value.type', String(issue.expected));
    case 'invalid_value':
      return message('value.oneOf', (issue.values ?? []).map(String));
    case 'too_small':
      return message('value.tooSmall', Number(issue.minimum), issue.origin === 'number');
    case 'too_big':
      return message('value.tooBig', Number(issue.maximum), issue.origin === 'number');
    case 'custom':
      return issue.message.startsWith('value.') ? { id: issue.message as MessageId, with: [] } : message('value.other');
    default:
      return message('value.other');
  }
}

/** The same with the field it is about before it. */
export function valueFaultAt(issue: Issue): Message {
  const field = issue.path.join('.');
  return field === '' ? valueFault(issue) : message('value.at', field, valueFault(issue));
}
