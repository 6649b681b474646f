import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';

/** Codes are plain words; the content type is the one the API documents (XPKG.md section 5). */
export function answerCode(reply: FastifyReply, status: number, code: string): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').send(code);
}

/** A bare status carries its reason phrase as text. */
export function answerStatus(reply: FastifyReply, status: number): FastifyReply {
  return answerCode(reply, status, STATUS_CODES[status] ?? String(status));
}

export function answerDone(reply: FastifyReply): FastifyReply {
  return reply.code(204).send();
}
