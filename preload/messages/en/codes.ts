import {
  ERRORS,
  explainHttpStatus,
  REGISTRY_CODES,
  type RegistryCode,
  statusInfo,
  VERSION_STATUSES,
  type VersionStatus,
} from '../../../protocol/index.ts';

/** What is the matter, and what to do. */
type Explanation = readonly [sentence: string, hint: string];

const HTTP_CODES = [
  'http_400',
  'http_401',
  'http_403',
  'http_404',
  'http_409',
  'http_413',
  'http_418',
  'http_429',
] as const;
type HttpCode = (typeof HTTP_CODES)[number];

/** In English these are the sentences of protocol, which main says as well. */
export const codes = {
  registry: table<RegistryCode>(REGISTRY_CODES, (code) => [ERRORS[code]?.sentence ?? code, ERRORS[code]?.hint ?? '']),
  statuses: table<VersionStatus>(VERSION_STATUSES, (status) => [
    statusInfo(status).sentence,
    statusInfo(status).advice,
  ]),
  http: table<HttpCode>(HTTP_CODES, (code) => {
    const { sentence, hint } = explainHttpStatus(Number(code.slice('http_'.length)));
    return [sentence, hint];
  }),
  serverTrouble: (status: number) => explainHttpStatus(status).sentence,
  serverTroubleHint: explainHttpStatus(500).hint,
  otherAnswer: (status: number) => explainHttpStatus(status).sentence,
  otherAnswerHint: explainHttpStatus(300).hint,
  unknown: (code: string) => `The registry answered "${code}".`,
  unknownHint: 'This registry may be newer than this app. Check the form and the version on the registry.',
};

function table<C extends string>(
  all: readonly C[],
  explain: (code: C) => Explanation,
): Readonly<Record<C, Explanation>> {
  return Object.fromEntries(all.map((code) => [code, explain(code)])) as Record<C, Explanation>;
}
