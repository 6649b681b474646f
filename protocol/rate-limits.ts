/** `points` requests in a window that starts with the first; the one over it starts a block, after which the count is new. */
export interface RateLimit {
  readonly route: string;
  readonly points: number;
  readonly windowSeconds: number;
  readonly blockSeconds: number;
}

function limit(route: string, points: number, windowSeconds: number, blockSeconds = 3): RateLimit {
  return { route, points, windowSeconds, blockSeconds };
}

/** Counted per author once a token was accepted, per address otherwise; `global` per address for all routes together. */
export const RATE_LIMITS = {
  global: limit('global (per IP address)', 30, 10, 30),
  meta: limit('GET /meta', 4, 10),
  packages: limit('GET /packages', 4, 4),
  info: limit('GET /packages/info/*', 10, 2),
  newPackage: limit('POST /packages/new', 3, 5),
  upload: limit('POST /packages/upload', 3, 8),
  retry: limit('POST /packages/retry', 3, 8),
  description: limit('PATCH /packages/description', 3, 4),
  incompatibilities: limit('PATCH /packages/incompatibilities', 3, 4),
  xpSelection: limit('PATCH /packages/xpselection', 3, 4),
  accountData: limit('GET /account/data', 8, 5),
  accountPackages: limit('GET /account/packages/*', 5, 3),
  changeName: limit('PATCH /account/changename', 3, 5),
  analytics: limit('GET /analytics/*', 6, 4),
  login: limit('POST /auth/login', 5, 3),
  createAccount: limit('POST /auth/create', 5, 3),
  verify: limit('POST /auth/verify/*', 3, 4),
  issueToken: limit('POST /auth/issue', 3, 3),
} as const satisfies Readonly<Record<string, RateLimit>>;
export type LimitedRoute = keyof typeof RATE_LIMITS;
