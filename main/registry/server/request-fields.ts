import type { FastifyRequest } from 'fastify';

/** JSON bodies are whatever the client sent; these read a field without trusting any of it. */
export function fieldFrom(source: unknown, ...names: readonly string[]): unknown {
  if (typeof source !== 'object' || source === null) return undefined;
  for (const name of names) {
    const value = Object.hasOwn(source, name) ? (source as Record<string, unknown>)[name] : undefined;
    if (value !== undefined && value !== '') return value;
  }
  return undefined;
}

export function textFrom(source: unknown, ...names: readonly string[]): string | undefined {
  const value = fieldFrom(source, ...names);
  return typeof value === 'string' ? value : undefined;
}

/** The key of a private version. The API wants it in the body of a GET; tools that cannot send one may put it into the query. */
export function privateKeyOf(request: FastifyRequest): string | undefined {
  return textFrom(request.body, 'privateKey') ?? textFrom(request.query, 'privateKey');
}
