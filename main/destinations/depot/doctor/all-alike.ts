import { type Message, message } from '../../../../preload/messages/index.ts';
import { splitDepotText } from '../../../../protocol/index.ts';
import type { DepotRule } from './finding.ts';
import type { DepotAnswer } from './source.ts';

export interface AllAlike {
  readonly rule: DepotRule;
  readonly said: Message;
}

/**
 * Whether every control file got the same answer, none of which is a control file: a login, a page that a server has for everything, a
 * server that is not there. That is one thing to tell, not one a file. `answers`: with the cfg first.
 */
export function allAlike(answers: ReadonlyMap<string, DepotAnswer>): AllAlike | undefined {
  const [first, ...others] = answers;
  if (first === undefined) return undefined;
  const [name, answer] = first;
  const said = sameForAll(
    name,
    answer,
    others.map(([, other]) => other),
  );
  return said && { rule: RULES[answer.kind], said };
}

const RULES: Readonly<Record<DepotAnswer['kind'], DepotRule>> = {
  absent: 'depot_missing_control',
  refused: 'depot_refused',
  too_large: 'depot_too_large',
  fault: 'depot_unreachable',
  file: 'depot_web_page',
};

function sameForAll(name: string, answer: DepotAnswer, others: readonly DepotAnswer[]): Message | undefined {
  switch (answer.kind) {
    case 'absent':
      return [answer, ...others].every((one) => one.kind === 'absent' && one.there === undefined)
        ? message('depot.noneThere')
        : undefined;
    case 'file': {
      if (others.every((other) => isPage(other)) && isPage(answer)) return message('depot.allPages', name);
      const isSame = others.every((other) => other.kind === 'file' && sameBytes(other.bytes, answer.bytes));
      return isSame && answer.bytes.length > 0 ? message('depot.allSame', name) : undefined;
    }
    case 'refused':
    case 'too_large':
    case 'fault':
      return others.every((other) => other.kind === answer.kind && saysTheSame(other.said, answer.said))
        ? message('depot.allAlike', answer.said)
        : undefined;
  }
}

function isPage(answer: DepotAnswer): boolean {
  if (answer.kind !== 'file') return false;
  const begin = Buffer.from(answer.bytes.subarray(0, MOST_LOOKED_AT)).toString('utf8');
  return splitDepotText(begin).faults.includes('web_page');
}

/** A page says what it is at its beginning. */
const MOST_LOOKED_AT = 4096;

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && Buffer.compare(one, other) === 0;
}

/** Each names its own file, and else they are equal. */
function saysTheSame(one: Message, other: Message): boolean {
  return one.id === other.id && (one.id !== 'depot.status' || one.with[0] === other.with[0]);
}
