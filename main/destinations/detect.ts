import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { FoundDestination } from '../../preload/contract.ts';
import { inWords, type Message, message } from '../../preload/messages/index.ts';
import { DEPOT_BETA_CFG, DEPOT_FILES, readDepotCfg, splitDepotText } from '../../protocol/index.ts';
import { readSmallFile } from '../disk/index.ts';

const LARGEST = 1024 * 1024;

/** What an add-on's folder tells of where it is published: the updater's own cfg, and the remote of its repository. */
export async function detectDestinations(folder: string): Promise<FoundDestination[]> {
  const [cfg, beta, git] = await Promise.all([
    readText(join(folder, DEPOT_FILES.cfg)),
    readText(join(folder, DEPOT_BETA_CFG)),
    readGitConfig(resolve(folder)),
  ]);
  const repository = git === undefined ? undefined : githubRemote(git);
  return [...depotIn(cfg, beta), ...(repository === undefined ? [] : [repositoryFound(repository)])];
}

function depotIn(cfg: string | undefined, beta: string | undefined): FoundDestination[] {
  const main = readCfg(cfg);
  const url = httpUrl(main?.module);
  if (url === undefined) return [];
  const betaUrl = httpUrl(readCfg(beta)?.module);
  const git = branchBehind(url);
  const betaBranch = git && betaUrl && branchBeside(git, branchBehind(betaUrl));
  return [
    {
      kind: 'skunkcrafts',
      ...sentenceOf(message('found.depot', DEPOT_FILES.cfg, url)),
      url,
      ...(main?.name !== undefined && { title: main.name }),
      ...(git !== undefined && { git }),
      ...(betaUrl !== undefined && betaUrl !== url && { betaUrl }),
      ...(betaBranch !== undefined && { betaWhere: betaBranch }),
    },
  ];
}

type Branch = NonNullable<FoundDestination['git']>;

/** Where testers have a branch of their own of the same repository. */
function branchBeside(git: Branch, testers: Branch | undefined): string | undefined {
  const isBeside = testers?.remote === git.remote && testers.folder === git.folder && testers.branch !== git.branch;
  return isBeside ? testers.branch : undefined;
}

function repositoryFound({ owner, repository }: { owner: string; repository: string }): FoundDestination {
  const words = sentenceOf(message('found.repository', `github.com/${owner}/${repository}`));
  return { kind: 'github', ...words, owner, repository };
}

function readCfg(text: string | undefined) {
  return text === undefined ? undefined : readDepotCfg(splitDepotText(text).lines).cfg;
}

function httpUrl(address: string | undefined): string | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  return /^https?:$/.test(new URL(address).protocol) ? address : undefined;
}

/** The branch whose raw files are at this address, where the address says so. */
export function branchBehind(address: string): FoundDestination['git'] {
  const { hostname, pathname } = new URL(address);
  const parts = pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
  if (hostname.toLowerCase() !== 'raw.githubusercontent.com' || parts.length < 3) return undefined;
  const [owner, repository, ...rest] = parts;
  const named = rest[0] === 'refs' && rest[1] === 'heads' ? rest.slice(2) : rest;
  const [branch, ...folders] = named;
  if (branch === undefined) return undefined;
  return { remote: `https://github.com/${owner}/${repository}.git`, branch, folder: folders.join('/') };
}

/** Typed by hand: a `%` may stand for itself. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Of `origin`, or of the one remote there is. */
export function githubRemote(config: string): { owner: string; repository: string } | undefined {
  const remotes = new Map<string, string>();
  let section: string | undefined;
  for (const line of config.split('\n')) {
    const header = /^\s*\[(?:remote\s+"(.*)")?.*\]/.exec(line);
    if (header !== null) section = header[1];
    const url = /^\s*url\s*=\s*(.+?)\s*$/.exec(line)?.[1];
    if (section !== undefined && url !== undefined && !remotes.has(section)) remotes.set(section, url);
  }
  const [only, more] = remotes.values();
  const chosen = remotes.get('origin') ?? (more === undefined ? only : undefined);
  const found = /(?<![\w-])github\.com(?::\d+)?[:/]+([A-Za-z0-9._-]+)\/([A-Za-z0-9._-]+?)(?:\.git)?\/?$/i.exec(
    chosen ?? '',
  );
  const [, owner, repository] = found ?? [];
  return owner === undefined || repository === undefined ? undefined : { owner, repository };
}

/** Of the repository that the folder lies in, which may be a linked work tree or a submodule. Whose home is a repository has nothing but that there. */
async function readGitConfig(folder: string): Promise<string | undefined> {
  if (folder === homedir()) return undefined;
  const at = join(folder, '.git');
  const config = await readText(join(at, 'config'));
  if (config !== undefined) return config;
  const elsewhere = /^gitdir:\s*(.+?)\s*$/m.exec((await readText(at)) ?? '')?.[1];
  if (elsewhere !== undefined) {
    const own = resolve(folder, elsewhere);
    const common = (await readText(join(own, 'commondir')))?.trim() ?? '.';
    return readText(join(resolve(own, common), 'config'));
  }
  const above = dirname(folder);
  return above === folder ? undefined : readGitConfig(above);
}

function readText(path: string): Promise<string | undefined> {
  return readSmallFile(path, LARGEST).catch(() => undefined);
}

function sentenceOf(said: Message): Pick<FoundDestination, 'sentence' | 'said'> {
  return { sentence: inWords(said), said };
}
