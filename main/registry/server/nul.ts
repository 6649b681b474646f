import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerStatus } from './answer.ts';

// No text of X-Pkg holds the character NUL, and PostgreSQL keeps none that does: asked with one, it would answer with an
// error of its own. So whatever engine is behind, such a request is a wrong one.

/** 400 for an address that holds it. */
export async function refuseNulInAddress(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  return /%00/.test(request.url) ? answerStatus(reply, 400) : undefined;
}

/** As JSON writes it; behind a back-slash that is itself written with one it is six letters. */
export function isNulInJson(text: string): boolean {
  return text.includes('\\u0000') && /(?<!\\)(\\\\)*\\u0000/.test(text);
}

export function isNulInForm(text: string): boolean {
  return text.includes('%00') || isNulIn(text);
}

export function isNulIn(text: string): boolean {
  return text.includes('\0');
}
