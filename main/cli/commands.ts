import type { CommandEntry } from './command.ts';

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'check',
    load: async () => (await import('./check/check.ts')).check,
  },
  {
    name: 'try',
    load: async () => (await import('./install/try.ts')).tryInstall,
  },
  {
    name: 'pack',
    load: async () => (await import('./folder/pack.ts')).pack,
  },
  {
    name: 'gather',
    load: async () => (await import('./folder/gather.ts')).gatherBuilds,
  },
  {
    name: 'version',
    load: async () => (await import('./folder/set-version.ts')).setVersion,
  },
  {
    name: 'notes',
    load: async () => (await import('./release/notes.ts')).notes,
  },
  {
    name: 'publish',
    load: async () => (await import('./publish/publish.ts')).publish,
  },
  {
    name: 'release',
    load: async () => (await import('./release/release.ts')).release,
  },
  {
    name: 'withdraw',
    load: async () => (await import('./release/withdraw.ts')).withdraw,
  },
  {
    name: 'ci',
    load: async () => (await import('./ci/ci.ts')).ci,
  },
  {
    name: 'destinations',
    load: async () => (await import('./release/destinations.ts')).destinations,
  },
  {
    name: 'retry',
    load: async () => (await import('./release/retry.ts')).retry,
  },
  {
    name: 'resume',
    load: async () => (await import('./publish/under-way.ts')).resume,
  },
  {
    name: 'cancel',
    load: async () => (await import('./publish/under-way.ts')).cancel,
  },
  {
    name: 'status',
    load: async () => (await import('./publish/status.ts')).status,
  },
  {
    name: 'versions',
    load: async () => (await import('./publish/versions.ts')).versions,
  },
  {
    name: 'packages',
    load: async () => (await import('./publish/packages.ts')).packages,
  },
  {
    name: 'connect',
    load: async () => (await import('./publish/connect.ts')).connect,
  },
  {
    name: 'registry',
    load: async () => (await import('./registry.ts')).registry,
  },
  {
    name: 'export-site',
    load: async () => (await import('./release/export-site.ts')).exportSite,
  },
  {
    name: 'depot',
    load: async () => (await import('./depot.ts')).depot,
  },
  {
    name: 'verify',
    load: async () => (await import('./folder/verify.ts')).verify,
  },
  {
    name: 'sample',
    load: async () => (await import('./folder/sample.ts')).sample,
  },
  {
    name: 'rules',
    load: async () => (await import('./check/rules.ts')).rules,
  },
  {
    name: 'completion',
    load: async () => (await import('./completion/completion.ts')).completionOf(COMMANDS),
  },
];
