import { contract, type Handlers, type Outcome } from '../../preload/contract.ts';

type Answer = (channel: string, input: unknown) => Promise<Outcome<unknown>>;

/** Handlers for every call of the contract that all answer the same way. */
export function everyHandler(answer: Answer): Handlers {
  const handlers = Object.fromEntries(
    Object.entries(contract).map(([domain, members]) => [
      domain,
      Object.fromEntries(
        Object.keys(members).map((name) => [name, (input: unknown) => answer(`${domain}.${name}`, input)]),
      ),
    ]),
  );
  return handlers as unknown as Handlers;
}
