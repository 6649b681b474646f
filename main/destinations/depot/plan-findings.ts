import { inWords, type Message, message } from '../../../preload/messages/index.ts';
import type { PlanFinding } from '../destination.ts';

/** So many of a kind are named one by one; more than an author reads are counted. */
const NAMED = 5;

/** What a plan says of files. An add-on with a thousand empty ones, or a depot with a million rows, is a few sentences all the same. */
export class PlanFindings {
  readonly #found = new Map<string, { severity: PlanFinding['severity']; named: PlanFinding[]; count: number }>();

  add(severity: PlanFinding['severity'], rule: string, path: string, say: () => Message): void {
    const known = this.#found.get(rule) ?? { severity, named: [], count: 0 };
    known.count++;
    if (known.named.length < NAMED) {
      const said = say();
      known.named.push({ severity, rule, path, message: inWords(said), said });
    }
    this.#found.set(rule, known);
  }

  list(): PlanFinding[] {
    return [...this.#found].flatMap(([rule, { severity, named, count }]) => {
      if (count === named.length) return named;
      const said = message('depot.planMore', count - named.length);
      return [...named, { severity, rule, message: inWords(said), said }];
    });
  }
}
