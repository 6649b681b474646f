import { execFile } from 'node:child_process';
import { lstat, mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { fault } from '../../preload/messages/index.ts';
import { readDestinations } from '../destinations/index.ts';
import { type CiInput, namedSecrets } from './ci/ci-input.ts';
import { githubWorkflow } from './ci/github-workflow.ts';
import { gitlabPipeline } from './ci/gitlab-pipeline.ts';
import { type CiNeeds, ciNeeds, withoutOwnToken } from './ci/needs.ts';
import { type Command, JSON_OPTION, text } from './command.ts';
import { CommandFault, EXIT, UsageError } from './exit-codes.ts';
import { type ReadAddon, readAddon } from './read-addon.ts';
import { didYouMean } from './suggest.ts';
import { ownVersion } from './version.ts';

interface CiSystem {
  /** From the top of the repository. */
  readonly file: string;
  needs(all: CiNeeds): CiNeeds;
  write(input: CiInput): string;
  /** What it would read as its own where a name stands. */
  readonly marks: string;
  readonly secretsIn: string;
}

const SYSTEMS: Readonly<Record<string, CiSystem>> = {
  github: {
    ...{ file: '.github/workflows/release.yml', write: githubWorkflow, marks: '${{' },
    needs: (all) => all,
    secretsIn: 'Secrets to set in the repository',
  },
  gitlab: {
    ...{ file: '.gitlab-ci.yml', write: gitlabPipeline, marks: '$' },
    needs: withoutOwnToken,
    secretsIn: 'Variables to set in the project, masked and protected',
  },
};
/** Files from which plugins are built. */
const SOURCES =
  /(?:^|\/)(?:CMakeLists\.txt|meson\.build|Makefile|Cargo\.toml|build\.zig|[^/]+\.(?:vcxproj|cpp|cc|rs))$/i;

export const ci: Command = {
  usage: 'github | gitlab [DIR] [--build | --no-build] [--package SPEC] [--print | --force] [--json]',
  help: [
    'Writes .github/workflows/release.yml or .gitlab-ci.yml for the add-on: a tag releases it to all its destinations; a pull',
    'request is checked, and says what a release would change. Secrets are named at the top; actions are pinned by commit.',
    'With --build plugins are built on three systems first and gathered; the build itself is left to you. It is on by itself',
    'where there are sources and no plugin.',
  ],
  examples: ['ci github', 'ci gitlab "My Plane" --print', 'ci github . --build --package ./ci/loadmaster-0.1.0.tgz'],
  options: {
    ...JSON_OPTION,
    build: { type: 'boolean', says: 'build plugins on three systems' },
    'no-build': { type: 'boolean', says: 'release what lies in the repository' },
    package: { type: 'string', says: 'what npx installs, instead of loadmaster@VERSION', value: 'SPEC' },
    print: { type: 'boolean', says: 'print it and write nothing' },
    force: { type: 'boolean', says: 'write over the one that is there' },
  },
  words: { least: 1, most: 2 },
  async run({ terminal, words, options, signal }) {
    const [called = '', folder = '.'] = words;
    const system = SYSTEMS[called];
    if (system === undefined) {
      const names = Object.keys(SYSTEMS);
      throw new UsageError(`There is no CI "${called}": ${names.join(', ')}.${didYouMean(called, names)}`);
    }
    if (options.build === true && options['no-build'] === true)
      throw new UsageError('--build or --no-build, not both.');
    const addon = await readAddon(folder, signal);
    const top = await repositoryOf(addon.folder, signal);
    const inner = relative(top, addon.folder).replaceAll('\\', '/') || '.';
    const command = await npxCall(text(options, 'package'));
    const name = basename(addon.folder);
    if ([inner, name].some((one) => one.includes(system.marks)))
      throw new UsageError(`A name with ${system.marks} in it cannot be written there.`);
    const { settings, faults } = readDestinations(addon.project.destinations);
    const [first] = faults;
    if (first !== undefined) throw new CommandFault(EXIT.failed, fault('bad_destination.text', first));
    const needs = system.needs(ciNeeds(settings));
    const builds = options.build === true || (options['no-build'] !== true && hasOnlySources(addon));
    const workflow = system.write({ folder: inner, name, command, builds, needs });
    const file = join(top, system.file);
    if (options.print !== true) await write(file, workflow, options.force === true);
    const secrets = namedSecrets(needs);
    terminal.document({ file: options.print === true ? null : file, builds, secrets, workflow });
    if (options.print === true) for (const line of workflow.trimEnd().split('\n')) terminal.line(line);
    else tellWritten(terminal.line, system, { builds, secrets, isEmpty: settings.length === 0 });
    return EXIT.done;
  },
};

/** What stands for the command in the workflow's shell lines, unquoted: so nothing may be in it that a shell reads. */
async function npxCall(spec: string | undefined): Promise<string> {
  if (spec === undefined) return `npx --yes loadmaster@${await ownVersion()}`;
  if (!/^[\w@./:+~-]+$/.test(spec))
    throw new UsageError(`${spec} cannot stand in a workflow: use letters, digits and @./:+~-`);
  return `npx --yes --package=${spec} loadmaster`;
}

interface Written {
  readonly builds: boolean;
  readonly secrets: readonly string[];
  readonly isEmpty: boolean;
}

function tellWritten(
  line: (text: string) => void,
  { file, secretsIn }: CiSystem,
  { builds, secrets, isEmpty }: Written,
): void {
  line(`${file} is written.`);
  if (builds) line('Its build step is yours: it is marked YOURS and fails until it is written.');
  if (secrets.length > 0) line(`${secretsIn}: ${secrets.join(', ')}.`);
  if (isEmpty)
    line('This add-on has no destinations yet: `loadmaster destinations DIR --add ...` adds one; then write it again.');
}

async function write(file: string, workflow: string, force: boolean): Promise<void> {
  const isThere = (await lstat(file).catch(() => undefined)) !== undefined;
  if (isThere && !force) {
    throw new CommandFault(EXIT.failed, fault('workflow_exists.text', file));
  }
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, workflow);
}

function hasOnlySources({ scan, detection }: ReadAddon): boolean {
  return detection.plugins.length === 0 && scan.entries.some(({ path }) => SOURCES.test(path));
}

/** The top of the repository that the folder is in, or the folder itself. */
async function repositoryOf(folder: string, signal: AbortSignal): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('git', ['rev-parse', '--show-cdup'], { cwd: folder, signal });
    return resolve(folder, stdout.trim());
  } catch {
    signal.throwIfAborted();
    return folder;
  }
}
