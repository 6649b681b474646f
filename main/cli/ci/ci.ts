import { execFile } from 'node:child_process';
import { lstat, mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { fault } from '../../../preload/messages/index.ts';
import { readDestinations } from '../../destinations/index.ts';
import { type Command, JSON_OPTION, text } from '../command.ts';
import { CommandFault, EXIT, UsageError } from '../exit-codes.ts';
import { type ReadAddon, readAddon } from '../folder/read-addon.ts';
import { say } from '../output/say.ts';
import { didYouMean } from '../suggest.ts';
import { ownVersion } from '../version.ts';
import { type CiInput, namedSecrets } from './ci-input.ts';
import { githubWorkflow } from './github-workflow.ts';
import { gitlabPipeline } from './gitlab-pipeline.ts';
import { type CiNeeds, ciNeeds, withoutOwnToken } from './needs.ts';

interface CiSystem {
  /** From the top of the repository. */
  readonly file: string;
  needs(all: CiNeeds): CiNeeds;
  write(input: CiInput): string;
  /** What it would read as its own where a name stands. */
  readonly marks: string;
}

const SYSTEMS: Readonly<Record<'github' | 'gitlab', CiSystem>> = {
  github: {
    ...{ file: '.github/workflows/release.yml', write: githubWorkflow, marks: '${{' },
    needs: (all) => all,
  },
  gitlab: {
    ...{ file: '.gitlab-ci.yml', write: gitlabPipeline, marks: '$' },
    needs: withoutOwnToken,
  },
};
/** Files from which plugins are built. */
const SOURCES =
  /(?:^|\/)(?:CMakeLists\.txt|meson\.build|Makefile|Cargo\.toml|build\.zig|[^/]+\.(?:vcxproj|cpp|cc|rs))$/i;

export const ci: Command = {
  usage: 'github | gitlab [DIR] [--build | --no-build] [--package SPEC] [--print | --force] [--json]',
  examples: ['ci github', 'ci gitlab "My Plane" --print', 'ci github . --build --package ./ci/loadmaster-0.1.0.tgz'],
  options: {
    ...JSON_OPTION,
    build: { type: 'boolean' },
    'no-build': { type: 'boolean' },
    package: { type: 'string', value: 'SPEC' },
    print: { type: 'boolean' },
    force: { type: 'boolean' },
  },
  words: { least: 1, most: 2 },
  async run({ terminal, words, options, signal }) {
    const [called = '', folder = '.'] = words;
    if (called !== 'github' && called !== 'gitlab') {
      const names = Object.keys(SYSTEMS);
      throw new UsageError(`${say().ci.noSystem(called, names.join(', '))}${didYouMean(called, names)}`);
    }
    const system = SYSTEMS[called];
    if (options.build === true && options['no-build'] === true)
      throw new UsageError(say().frame.notBoth('--build', '--no-build'));
    const addon = await readAddon(folder, signal);
    const top = await repositoryOf(addon.folder, signal);
    const inner = relative(top, addon.folder).replaceAll('\\', '/') || '.';
    const command = await npxCall(text(options, 'package'));
    const name = basename(addon.folder);
    if ([inner, name].some((one) => one.includes(system.marks))) throw new UsageError(say().ci.notInName(system.marks));
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
    else tellWritten(terminal.line, { system: called, builds, secrets, isEmpty: settings.length === 0 });
    return EXIT.done;
  },
};

/** What stands for the command in the workflow's shell lines, unquoted: so nothing may be in it that a shell reads. */
async function npxCall(spec: string | undefined): Promise<string> {
  if (spec === undefined) return `npx --yes loadmaster@${await ownVersion()}`;
  if (!/^[\w@./:+~-]+$/.test(spec)) throw new UsageError(say().ci.notInWorkflow(spec));
  return `npx --yes --package=${spec} loadmaster`;
}

interface Written {
  readonly system: keyof typeof SYSTEMS;
  readonly builds: boolean;
  readonly secrets: readonly string[];
  readonly isEmpty: boolean;
}

function tellWritten(line: (text: string) => void, { system, builds, secrets, isEmpty }: Written): void {
  const t = say().ci;
  line(t.written(SYSTEMS[system].file));
  if (builds) line(t.buildStep);
  if (secrets.length > 0) line(t.secrets[system](secrets.join(', ')));
  if (isEmpty) line(t.noDestinations);
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
