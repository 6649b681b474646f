import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** What of a workflow is run here: its shell lines, with what the actions around them do. */
interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Workflow {
  readonly env: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
}

export interface RunnerInput {
  readonly repository: string;
  /** An empty folder for checkouts, artifacts and what the runner keeps. */
  readonly folder: string;
  readonly event: 'pull_request' | 'push';
  readonly refName: string;
  readonly secrets: Readonly<Record<string, string>>;
  /** What takes the place of npx. */
  readonly command: string;
}

export interface StepEnd {
  readonly name: string;
  readonly exit: number;
  readonly output: string;
}

const SHELL = ['--noprofile', '--norc', '-eo', 'pipefail'];

/** Runs a job of the workflow in a clone, step by step, as GitHub's runner does; ends at the first step that fails. */
export async function runJob(job: string, input: RunnerInput): Promise<{ steps: StepEnd[]; summary: string }> {
  const checkout = join(input.folder, job, 'checkout');
  const temp = join(input.folder, job, 'temp');
  for (const folder of [checkout, temp]) mkdirSync(folder, { recursive: true });
  const [envFile, summaryFile] = [join(temp, 'env'), join(temp, 'summary')];
  for (const file of [envFile, summaryFile]) writeFileSync(file, '');
  const file = join(input.repository, '.github/workflows/release.yml');
  const { env, jobs } = parse(readFileSync(file, 'utf8')) as Workflow;
  const ends: StepEnd[] = [];
  for (const step of jobs[job]?.steps ?? []) {
    if (step.if?.includes('pull_request') && input.event !== 'pull_request') continue;
    if (step.uses) use(step.uses, { ...input, checkout });
    if (step.run === undefined) continue;
    const set = readFileSync(envFile, 'utf8').matchAll(/^([A-Z_]+)=(.*)$/gm);
    const filled = Object.entries({ ...env, ...step.env }).map(([key, value]) => [
      key,
      fill(value, { ...input, temp }),
    ]);
    const end = await shell(step.run, checkout, {
      PATH: process.env.PATH,
      HOME: temp,
      ...{ GITHUB_WORKSPACE: checkout, GITHUB_REF_NAME: input.refName, RUNNER_TEMP: temp },
      ...{ GITHUB_ENV: envFile, GITHUB_STEP_SUMMARY: summaryFile },
      ...(Object.fromEntries(filled) as Record<string, string>),
      ...Object.fromEntries([...set].map(([, key, value]) => [key, value])),
      LOADMASTER: input.command,
    });
    ends.push({ name: step.name ?? '', ...end });
    if (end.exit !== 0) break;
  }
  return { steps: ends, summary: readFileSync(summaryFile, 'utf8') };
}

function use(action: string, { repository, folder, checkout }: RunnerInput & { readonly checkout: string }): void {
  if (action.includes('/checkout@')) {
    execFileSync('git', ['clone', '--quiet', repository, checkout]);
  }
  if (action.includes('/download-artifact@'))
    cpSync(join(folder, 'artifacts'), join(checkout, 'builds'), { recursive: true });
}

function fill(value: string, { secrets, temp }: RunnerInput & { readonly temp: string }): string {
  return value.replaceAll(/\$\{\{ (.*?) \}\}/g, (_whole, expression: string) => {
    if (expression === 'runner.temp') return temp;
    if (expression === 'github.actor') return 'author';
    if (expression === 'matrix.system') return 'lin';
    if (expression === 'github.token') return 'token';
    const secret = /^secrets\.(\w+)$/.exec(expression)?.[1];
    if (secret === undefined) throw new Error(`The runner of this test does not know ${expression}.`);
    return secrets[secret] ?? '';
  });
}

function shell(script: string, cwd: string, env: NodeJS.ProcessEnv): Promise<{ exit: number; output: string }> {
  return new Promise((resolve) => {
    execFile('bash', [...SHELL, '-c', script], { cwd, env }, (error, stdout, stderr) => {
      resolve({ exit: typeof error?.code === 'number' ? error.code : error ? 1 : 0, output: `${stdout}${stderr}` });
    });
  });
}
