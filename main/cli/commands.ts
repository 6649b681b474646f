import type { CommandEntry } from './command.ts';

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'check',
    summary: 'Says what an add-on folder holds and what stands in the way of publishing it',
    load: async () => (await import('./check.ts')).check,
  },
  {
    name: 'try',
    summary: 'Tries what users will get: install, upgrade and uninstall, in an X-Plane folder that is thrown away',
    load: async () => (await import('./try.ts')).tryInstall,
  },
  {
    name: 'pack',
    summary: 'Packs an add-on folder into the archive a registry takes',
    load: async () => (await import('./pack.ts')).pack,
  },
  {
    name: 'gather',
    summary: 'Puts the builds of several systems together into one plugin',
    load: async () => (await import('./gather.ts')).gatherBuilds,
  },
  {
    name: 'version',
    summary: 'Writes one version into every file of an add-on that says which version it is',
    load: async () => (await import('./set-version.ts')).setVersion,
  },
  {
    name: 'notes',
    summary: 'Prints what is new in a version, from the change log or the commits since the last tag',
    load: async () => (await import('./notes.ts')).notes,
  },
  {
    name: 'publish',
    summary: 'Checks, packs and sends an add-on folder as a version, and waits until the registry has processed it',
    load: async () => (await import('./publish.ts')).publish,
  },
  {
    name: 'release',
    summary: 'Brings one version of an add-on to every place where users look',
    load: async () => (await import('./release.ts')).release,
  },
  {
    name: 'withdraw',
    summary: 'Takes one version back from one of the places it was released to',
    load: async () => (await import('./withdraw.ts')).withdraw,
  },
  {
    name: 'ci',
    summary: 'Writes a workflow that checks pull requests and releases tags',
    load: async () => (await import('./ci.ts')).ci,
  },
  {
    name: 'destinations',
    summary: 'Lists, adds and removes the places an add-on is released to',
    load: async () => (await import('./destinations.ts')).destinations,
  },
  {
    name: 'retry',
    summary: 'Tries a failed version again, or all of them',
    load: async () => (await import('./retry.ts')).retry,
  },
  {
    name: 'resume',
    summary: 'Goes on with a version that was interrupted, or waits for it again',
    load: async () => (await import('./under-way.ts')).resume,
  },
  {
    name: 'cancel',
    summary: 'Gives up a version that is under way, and says what is then true',
    load: async () => (await import('./under-way.ts')).cancel,
  },
  {
    name: 'status',
    summary: 'Says how what was published from this terminal stands',
    load: async () => (await import('./status.ts')).status,
  },
  {
    name: 'versions',
    summary: 'Lists the versions of a package, or fetches the files of one',
    load: async () => (await import('./versions.ts')).versions,
  },
  {
    name: 'packages',
    summary: 'Lists your packages on a registry, creates one, or changes a description',
    load: async () => (await import('./packages.ts')).packages,
  },
  {
    name: 'connect',
    summary: 'Remembers a registry and its token, and finds out what the token may do',
    load: async () => (await import('./connect.ts')).connect,
  },
  {
    name: 'registry',
    summary: "Serves this machine's own registry until Ctrl-C",
    load: async () => (await import('./registry.ts')).registry,
  },
  {
    name: 'export-site',
    summary: 'Writes the public part of a registry as files that any web space can serve',
    load: async () => (await import('./export-site.ts')).exportSite,
  },
  {
    name: 'depot',
    summary: 'Reads a SkunkCrafts depot as the updaters read it and says what would go wrong for users',
    load: async () => (await import('./depot.ts')).depot,
  },
  {
    name: 'verify',
    summary: 'Reads an archive back: every header, every checksum, every rule of the registry',
    load: async () => (await import('./verify.ts')).verify,
  },
  {
    name: 'sample',
    summary: 'Makes a small add-on to try things with',
    load: async () => (await import('./sample.ts')).sample,
  },
  {
    name: 'rules',
    summary: 'Tries the rules of versions and selections',
    load: async () => (await import('./rules.ts')).rules,
  },
  {
    name: 'completion',
    summary: 'Prints a script that completes commands and options in your shell',
    load: async () => (await import('./completion.ts')).completionOf(COMMANDS),
  },
];
