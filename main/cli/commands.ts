import type { CommandEntry } from './command.ts';

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'check',
    load: async () => (await import('./check.ts')).check,
  },
  {
    name: 'try',
    load: async () => (await import('./try.ts')).tryInstall,
  },
  {
    name: 'pack',
    load: async () => (await import('./pack.ts')).pack,
  },
  {
    name: 'gather',
    load: async () => (await import('./gather.ts')).gatherBuilds,
  },
  {
    name: 'version',
    load: async () => (await import('./set-version.ts')).setVersion,
  },
  {
    name: 'notes',
    load: async () => (await import('./notes.ts')).notes,
  },
  {
    name: 'publish',
    load: async () => (await import('./publish.ts')).publish,
  },
  {
    name: 'release',
    load: async () => (await import('./release.ts')).release,
  },
  {
    name: 'withdraw',
    load: async () => (await import('./withdraw.ts')).withdraw,
  },
  {
    name: 'ci',
    load: async () => (await import('./ci.ts')).ci,
  },
  {
    name: 'destinations',
    load: async () => (await import('./destinations.ts')).destinations,
  },
  {
    name: 'retry',
    load: async () => (await import('./retry.ts')).retry,
  },
  {
    name: 'resume',
    load: async () => (await import('./under-way.ts')).resume,
  },
  {
    name: 'cancel',
    load: async () => (await import('./under-way.ts')).cancel,
  },
  {
    name: 'status',
    load: async () => (await import('./status.ts')).status,
  },
  {
    name: 'versions',
    load: async () => (await import('./versions.ts')).versions,
  },
  {
    name: 'packages',
    load: async () => (await import('./packages.ts')).packages,
  },
  {
    name: 'connect',
    load: async () => (await import('./connect.ts')).connect,
  },
  {
    name: 'registry',
    load: async () => (await import('./registry.ts')).registry,
  },
  {
    name: 'export-site',
    load: async () => (await import('./export-site.ts')).exportSite,
  },
  {
    name: 'depot',
    load: async () => (await import('./depot.ts')).depot,
  },
  {
    name: 'verify',
    load: async () => (await import('./verify.ts')).verify,
  },
  {
    name: 'sample',
    load: async () => (await import('./sample.ts')).sample,
  },
  {
    name: 'rules',
    load: async () => (await import('./rules.ts')).rules,
  },
  {
    name: 'completion',
    load: async () => (await import('./completion.ts')).completionOf(COMMANDS),
  },
];
