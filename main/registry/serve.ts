#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import { errorText } from '../../preload/contract/error-text.ts';
import type { Registry, SeedInput } from './index.ts';
import { type Arguments, readArguments, UsageError } from './serve-arguments.ts';
import { USAGE } from './serve-usage.ts';

// The registry in a terminal: says where it listens, serves until it is told to stop.
// What is loaded after these lines is compiled by the first start only, for this thread and (by the variable) for those
// it starts: later starts take half the time, and each thread 30 MB less.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('../../node_modules/.cache/compile', import.meta.url));
enableCompileCache();

/** A reason in words; where the program was when it met it helps nobody. */
const PLAIN_ERRORS = new Set(['DataFolderError', 'SeedError', 'OperatorError']);

async function readSeed(path: string): Promise<SeedInput> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as SeedInput;
  } catch (error) {
    const { SeedError } = await import('./index.ts');
    throw new SeedError(`The seed file ${path} cannot be read: ${errorText(error)}`);
  }
}

async function announce(registry: Registry, { json, newToken }: Arguments): Promise<void> {
  const account = registry.firstRun ?? (newToken ? await registry.createAdminToken() : undefined);
  if (json) {
    const { url, port, firstRun, operationsUrl } = registry;
    const extra = newToken && firstRun === undefined && account !== undefined ? { newToken: account } : {};
    console.log(
      JSON.stringify({
        url,
        ...(operationsUrl === undefined ? {} : { port, operationsUrl }),
        ...(firstRun === undefined ? {} : { firstRun }),
        ...extra,
      }),
    );
    return;
  }
  const { operationsUrl } = registry;
  console.log(
    operationsUrl === undefined
      ? `The registry listens on ${registry.url}`
      : `The registry of ${registry.url} listens on port ${registry.port}; its operator asks ${operationsUrl}`,
  );
  if (account === undefined) return;
  const who = operationsUrl === undefined ? 'Author' : 'Operator';
  console.error(`${who} ${account.authorId}, token (shown only now): ${account.token}`);
}

async function main(): Promise<void> {
  const [command, ...words] = process.argv.slice(2);
  // A backup is a registry: restoring it is moving it.
  if (command === 'migrate' || command === 'restore') return migrate(words);
  if (command === 'backup') return backUp(words);
  if (command === 'audit') {
    const { readAudit } = await import('./audit.ts');
    return readAudit(words, (line) => console.log(line));
  }
  if (command === 'accounts') {
    const { manageAccounts } = await import('./manage-accounts.ts');
    return manageAccounts(words, (line) => console.log(line));
  }
  if (command === 'moderate') {
    const { moderateRegistry } = await import('./moderate.ts');
    return moderateRegistry(words, (line) => console.log(line));
  }
  const wanted = readArguments();
  if (wanted === 'help') {
    console.log(USAGE);
    return;
  }
  if (wanted.command === 'work') return work(wanted);
  const { startRegistry } = await import('./index.ts');
  const registry = await startRegistry({
    dataDir: wanted.data,
    host: wanted.host,
    port: wanted.port,
    seed: wanted.seed === undefined ? undefined : await readSeed(wanted.seed),
    rateLimits: wanted.rateLimits,
    totalStorage: wanted.quota,
    hosted: wanted.hosted,
    processing: wanted.processing,
    tls: wanted.tls,
    ...wanted.storage,
    // One line a request on standard error, so that standard output stays what a script reads.
    onAccess: (line) => console.error(line),
    onError: (error) => console.error(errorText(error)),
  });
  stopOnSignal(registry);
  renewOnSignal(registry);
  await announce(registry, wanted);
}

async function migrate(words: readonly string[]): Promise<void> {
  const { readMigrateArguments } = await import('./migrate-arguments.ts');
  const { from, to } = readMigrateArguments(words);
  const { migrateRegistry } = await import('./migrate.ts');
  const { rows, files, copied } = await migrateRegistry(from, to);
  console.log(`${rows} rows and ${files} files are in the new place; ${copied} files were copied now.`);
}

async function backUp(words: readonly string[]): Promise<void> {
  const { readBackupArguments } = await import('./migrate-arguments.ts');
  const { from, to } = readBackupArguments(words);
  const { backUpFrom } = await import('./backup.ts');
  const { files } = await backUpFrom(from, to);
  console.log(`The registry with its ${files} files is in ${to}.`);
}

async function work({ data, storage, hosted, json }: Arguments): Promise<void> {
  const { startWork } = await import('./work.ts');
  const onError = (error: unknown) => console.error(errorText(error));
  const working = await startWork({
    ...{ dataDir: data, ...storage, onError },
    publicUrl: hosted?.publicUrl ?? '',
    operationsPort: hosted?.operationsPort ?? 0,
  });
  stopOnSignal(working);
  console.log(
    json
      ? JSON.stringify({ working: true, operationsUrl: working.operationsUrl })
      : `Working on what is uploaded; its operator asks ${working.operationsUrl}`,
  );
}

function stopOnSignal(running: { close(): Promise<void> }): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    running.close().then(
      () => process.exit(0),
      (error) => fail(error),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  whenNpmEnds(stop);
}

/** Certificates run out while the registry runs. One that cannot be used is told, and the old one stays. */
function renewOnSignal(registry: Registry): void {
  process.on('SIGHUP', () => {
    try {
      registry.renewCertificate?.();
    } catch (error) {
      console.error(errorText(error));
    }
  });
}

/**
 * npm runs a script under a shell that dies of a signal without passing it on, which would leave the registry running
 * for ever. Becoming somebody else's child is the sign of it.
 */
function whenNpmEnds(stop: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 200);
}

function fail(error: unknown): void {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${USAGE}`);
    process.exit(2);
  }
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (error instanceof Error && PLAIN_ERRORS.has(error.name)) console.error(error.message);
  else if (code === 'EADDRINUSE') console.error('The port is taken. Choose another one, or --port 0 for a free one.');
  else console.error(`The registry could not start: ${errorText(error)}`);
  process.exit(1);
}

main().catch(fail);
