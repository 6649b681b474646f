/** Where faults are planted, and which tests are to notice them. */
export interface MutatedRoom {
  readonly sources: string;
  /** What the tests need of the repository. */
  readonly copies: readonly string[];
  /** In turn, the quick ones first: the next are only asked when all before have passed. */
  readonly stages: readonly Stage[];
}

export interface Stage {
  readonly tests: readonly string[];
  /** These have time limits of their own, which a busy machine can overrun: a failure counts when it comes again. */
  readonly timed: boolean;
}

function publish(...names: readonly string[]) {
  return names.map((name) => `test/publish/${name}.test.ts`);
}

export const ROOMS: Readonly<Record<string, MutatedRoom>> = {
  protocol: {
    sources: 'protocol/**/*.ts',
    copies: ['protocol', 'test/protocol'],
    stages: [{ tests: ['test/protocol'], timed: false }],
  },
  publish: {
    sources: 'main/publish/**/*.ts',
    copies: ['protocol', 'preload', 'main', 'test/publish', 'test/protocol', 'test/temp-folder.ts'],
    stages: [
      {
        tests: publish(
          'machine',
          'machine.properties',
          'machine.waits',
          'retry-after',
          'limiter',
          'plan',
          'network-fault',
          'reply',
          'own-faults',
          'speed',
          'compare',
          'attempts',
          'views',
        ),
        timed: false,
      },
      {
        tests: publish('client-routes', 'send-archive', 'codes', 'journal', 'packages', 'retry', 'publish'),
        timed: true,
      },
      { tests: publish('faults', 'lifetime', 'release-form'), timed: true },
    ],
  },
};
