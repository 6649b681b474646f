import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';
import { isIn } from './areas.ts';

/** Codes are plain words; the content type is the one the API documents (XPKG.md section 5). */
export function answerCode(reply: FastifyReply, status: number, code: string): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').send(code);
}

/** A bare status carries its reason phrase as text; /v1, /local, /access and /ci answer everything in JSON. */
export function answerStatus(reply: FastifyReply, status: number): FastifyReply {
  const phrase = STATUS_CODES[status] ?? String(status);
  if (!answersInJson(reply)) return answerCode(reply, status, phrase);
  return answerJson(reply, status, MESSAGES[status] ?? phrase);
}

const AWAY_SECONDS = 60;

/** The registry that is mirrored is not there, and what it has is not here yet. */
export function answerUnavailable(reply: FastifyReply): FastifyReply {
  return answerStatus(reply.header('Retry-After', String(AWAY_SECONDS)), 503);
}

export function answerDone(reply: FastifyReply): FastifyReply {
  return reply.code(204).send();
}

export function answersInJson({ request }: FastifyReply): boolean {
  return (['v1', 'local', 'access', 'ci'] as const).some((area) => isIn(area, request));
}

/** An error as these tell it. */
export function answerJson(
  reply: FastifyReply,
  status: number,
  message: string,
  code = CODES[status] ?? (status < 500 ? 'bad_request' : 'server_error'),
): FastifyReply {
  return reply.code(status).send({ error: { code, message } });
}

/** A record as JSON tells it: what has no value is null there, not left out. */
export function withNulls(record: object): object {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, value ?? null]));
}

const CODES: Readonly<Record<number, string>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  429: 'too_many_requests',
};

const MESSAGES: Readonly<Record<number, string>> = {
  401: 'No token that is valid came with the request.',
  404: 'There is no such route.',
  429: 'Too many requests. Retry-After says how long to wait.',
  500: 'The registry failed.',
};
