import { PERMISSIONS } from '../../../../protocol/index.ts';
import type { Token } from '../../storage/people/tokens.ts';

/** A token as its author is told of it; `asking` is the one the question came with. */
export function describeToken(token: Token, asking: string): object {
  return {
    id: token.id,
    /** The one this was asked with. */
    own: token.id === asking,
    kind: token.kind,
    name: token.name,
    description: token.description,
    permissions: Object.entries(PERMISSIONS)
      .filter(([, bit]) => (token.permissions & bit) !== 0)
      .map(([name]) => name),
    ...token.packages,
    createdAt: new Date(token.createdAt).toISOString(),
    expiresAt: token.expiresAt === undefined ? null : new Date(token.expiresAt).toISOString(),
  };
}
