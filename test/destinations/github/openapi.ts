import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv, type ValidateFunction } from 'ajv';

// GitHub's own description of its API: the stand-in's answers and our requests are both held to it.

interface Operation {
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: object }>> };
  readonly responses: Readonly<Record<string, unknown>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

const file = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json');
const document = JSON.parse(readFileSync(file, 'utf8')) as Document;
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: false, inlineRefs: false, logger: false });
ajv.addSchema(document, 'github');
const compiled = new Map<string, ValidateFunction>();

/** The path as the document names it: `/repos/{owner}/{repo}/releases/{release_id}`. */
export interface Asked {
  readonly method: string;
  readonly path: string;
}

/** What is wrong with a request's body, or undefined. */
export function requestFault({ method, path }: Asked, body: unknown): string | undefined {
  const operation = document.paths[path]?.[method.toLowerCase()];
  if (operation === undefined) return `${method} ${path} is no request of GitHub's`;
  if (operation.requestBody?.content?.['application/json'] === undefined) {
    return body === undefined ? undefined : `${method} ${path} takes no JSON`;
  }
  return fault(pointer(method, path, ['requestBody', 'content', 'application/json', 'schema']), body);
}

/** What is wrong with an answer, or undefined. */
export function answerFault({ method, path }: Asked, status: number, body: unknown): string | undefined {
  const operation = document.paths[path]?.[method.toLowerCase()];
  const answer = operation?.responses[String(status)];
  if (answer === undefined) return `${method} ${path} never answers ${status}`;
  if (status === 204 || typeof answer !== 'object' || answer === null || '$ref' in answer) return undefined;
  if (!('content' in answer)) return undefined;
  return fault(pointer(method, path, ['responses', String(status), 'content', 'application/json', 'schema']), body);
}

function pointer(method: string, path: string, rest: readonly string[]): string {
  const parts = ['paths', path, method.toLowerCase(), ...rest];
  return `github#/${parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
}

function fault(reference: string, value: unknown): string | undefined {
  let check = compiled.get(reference);
  if (check === undefined) {
    check = ajv.compile({ $ref: reference });
    compiled.set(reference, check);
  }
  return check(value) ? undefined : ajv.errorsText(check.errors);
}
