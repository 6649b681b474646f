/** Routes of a registry by the name that limits, clients and rehearsals share; `*` stands for whatever follows. */
export const REGISTRY_ROUTES = {
  meta: 'GET /meta',
  packages: 'GET /packages',
  info: 'GET /packages/info/*',
  newPackage: 'POST /packages/new',
  upload: 'POST /packages/upload',
  retry: 'POST /packages/retry',
  description: 'PATCH /packages/description',
  incompatibilities: 'PATCH /packages/incompatibilities',
  xpSelection: 'PATCH /packages/xpselection',
  accountData: 'GET /account/data',
  accountPackages: 'GET /account/packages/*',
  changeName: 'PATCH /account/changename',
  analytics: 'GET /analytics/*',
  login: 'POST /auth/login',
  createAccount: 'POST /auth/create',
  verify: 'POST /auth/verify/*',
  issueToken: 'POST /auth/issue',
  files: 'GET /v1/files/*',
  downloads: 'GET /downloads/*',
} as const;
export type RegistryRoute = keyof typeof REGISTRY_ROUTES;
export const ROUTE_NAMES = Object.keys(REGISTRY_ROUTES) as readonly RegistryRoute[];

/** By path alone: a question by another method is answered by the same route. Undefined for a path of none of them. */
export function routeOfPath(path: string): RegistryRoute | undefined {
  return LONGEST_FIRST.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`))?.[1];
}

const LONGEST_FIRST = ROUTE_NAMES.map((name) => [prefixOf(REGISTRY_ROUTES[name]), name] as const).sort(
  ([a], [b]) => b.length - a.length,
);

function prefixOf(route: string): string {
  return route.slice(route.indexOf('/')).replace(/\/\*$/, '');
}
