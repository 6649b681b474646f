import type { FastifyRequest } from 'fastify';
import { chosenLanguage, type Language } from '../../../preload/contract/languages.ts';

/** The first of those that a browser asks for and that there is. */
export function readerLanguage({ headers }: FastifyRequest): Language {
  const asked = headers['accept-language']?.split(',').map((one) => one.split(';', 1)[0]?.trim() ?? '') ?? [];
  return chosenLanguage('system', asked);
}
