import { REGISTRY_ROUTES, type RegistryRoute } from './routes.ts';

/** `points` requests in a window that starts with the first; the one over it starts a block, after which the count is new. */
export interface RateLimit {
  readonly route: string;
  readonly points: number;
  readonly windowSeconds: number;
  readonly blockSeconds: number;
}

function limit(route: RegistryRoute, points: number, windowSeconds: number, blockSeconds = 3): RateLimit {
  return { route: REGISTRY_ROUTES[route], points, windowSeconds, blockSeconds };
}

/** Counted per author once a token was accepted, per address otherwise; `global` per address for all routes together. */
export const RATE_LIMITS = {
  global: { route: 'global (per IP address)', points: 30, windowSeconds: 10, blockSeconds: 30 },
  meta: limit('meta', 4, 10),
  packages: limit('packages', 4, 4),
  info: limit('info', 10, 2),
  newPackage: limit('newPackage', 3, 5),
  upload: limit('upload', 3, 8),
  retry: limit('retry', 3, 8),
  description: limit('description', 3, 4),
  incompatibilities: limit('incompatibilities', 3, 4),
  xpSelection: limit('xpSelection', 3, 4),
  accountData: limit('accountData', 8, 5),
  accountPackages: limit('accountPackages', 5, 3),
  changeName: limit('changeName', 3, 5),
  analytics: limit('analytics', 6, 4),
  login: limit('login', 5, 3),
  createAccount: limit('createAccount', 5, 3),
  verify: limit('verify', 3, 4),
  issueToken: limit('issueToken', 3, 3),
} as const satisfies Readonly<Partial<Record<RegistryRoute | 'global', RateLimit>>>;
export type LimitedRoute = keyof typeof RATE_LIMITS;
