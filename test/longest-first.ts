import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Where no earlier run has told how long each file takes, Vitest begins with the largest ones. These are small and take
// long (servers, whole suites on another engine, programs that are killed): one that came last would keep one core busy
// and the others idle.
const LONG = [
  'test/registry/engines/',
  'test/readme/',
  'test/archive/reuse/',
  'test/pack/cli-package',
  'test/cli/ci/',
  'test/cli/release-site',
  'test/cli/job-token',
  'test/app/releases/releases',
  'test/destinations/carriers/',
  'test/destinations/release/promote-servers',
  'test/publish/chaos/',
  'test/publish/client/faults',
  'test/publish/lifetime',
  'test/registry/processing/memory',
  'test/registry/crash',
  'test/archive/kill',
  'test/archive/reproducible',
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId }: TestSpecification): number {
  const at = LONG.findIndex((name) => moduleId.replaceAll('\\', '/').includes(name));
  return at < 0 ? LONG.length : at;
}
