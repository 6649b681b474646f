import type { Contract } from './contract.ts';

/** The contract without its schemas: what the page's side of the bridge needs to know, and small enough to inline. */
export interface ContractShape {
  readonly [domain: string]: { readonly calls: readonly string[]; readonly events: readonly string[] };
}

export function shapeOf(contract: Contract): ContractShape {
  return Object.fromEntries(
    Object.entries(contract).map(([domain, members]) => {
      const named = Object.entries(members);
      const of = (kind: 'call' | 'event'): string[] =>
        named.filter(([, member]) => member.kind === kind).map(([name]) => name);
      return [domain, { calls: of('call'), events: of('event') }];
    }),
  );
}
