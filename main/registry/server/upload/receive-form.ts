import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerCode, answerStatus } from '../answer.ts';
import type { RegistryContext } from '../context.ts';
import { isNulIn } from '../nul.ts';
import { bodyFaultsOf, dropConnection } from '../rehearsal-faults.ts';
import { throttle, tripAfter } from './body-pace.ts';
import { openDiskSink } from './disk-sink.ts';
import { largestZipOf, noMoreThan, TooLarge } from './room.ts';

export interface ReceivedForm {
  readonly fields: Readonly<Record<string, string>>;
  /** A finished temp file, the caller's to move or remove; undefined when no file came in the field "file". */
  readonly file: { readonly path: string; readonly size: number } | undefined;
}

export type FormOutcome =
  | { readonly ok: true; readonly form: ReceivedForm }
  | { readonly ok: false; readonly status: 400 | 408 | 413 | 500; readonly code: string | undefined };

/** All texts of a form together; real ones take a few kilobytes. */
const MAX_TEXT_BYTES = 262_144;

// A form has eleven fields; whoever sends hundreds is not an author.
const LIMITS = {
  fieldNameSize: 200,
  fieldSize: MAX_TEXT_BYTES,
  fields: 100,
  files: 2,
  parts: 110,
  headerPairs: 100,
  fileSize: Number.POSITIVE_INFINITY,
};

const BAD: FormOutcome = { ok: false, status: 400, code: 'bad_multipart' };

/** Answers a request by its form. What the answer did not take of the file is gone afterwards. */
export async function answerForm(
  context: RegistryContext,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: (form: ReceivedForm) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const received = await receiveForm(context, request);
  if (!received.ok) return answerBadForm(reply, received);
  const { form } = received;
  try {
    return await answer(form);
  } finally {
    if (form.file !== undefined) await context.files.remove(form.file.path);
  }
}

/**
 * Takes a multipart form in: text into memory, the file straight to disk at the speed the disk takes it. Whatever goes
 * wrong, the temp file is gone, and the rest of the body is read away so that the client gets to see the answer.
 */
async function receiveForm(context: RegistryContext, request: FastifyRequest): Promise<FormOutcome> {
  if (!request.isMultipart()) return { ok: true, form: { fields: {}, file: undefined } };
  const uploader = context.limitsUploads ? request.grant?.authorId : undefined;
  const most = uploader === undefined ? undefined : await largestZipOf(context.db, uploader);
  const target: Target = { path: context.files.tempPath(`upload-${randomUUID()}`), source: undefined, most };
  const reading = readParts(request, target);
  const idle = watchForSilence(context, request);
  try {
    const outcome = (await Promise.race([reading, idle.silent])) ?? (await giveUp(reading, target));
    if (!outcome.ok) await context.files.remove(target.path);
    return outcome;
  } catch (error) {
    await context.files.remove(target.path);
    if (error instanceof TooLarge) return { ok: false, status: 413, code: undefined };
    if (!isDiskError(error)) return BAD;
    context.onError(error);
    return { ok: false, status: 500, code: undefined };
  } finally {
    idle.stop();
    // Without the unpipe the parser would go on collecting a part that nobody reads.
    request.raw.unpipe();
    request.raw.resume();
  }
}

/** Where the file goes, and the part it comes from while it is being read. */
interface Target {
  readonly path: string;
  source: Readable | undefined;
  /** No file of theirs is larger. */
  readonly most: number | undefined;
}

async function readParts(request: FastifyRequest, target: Target): Promise<FormOutcome> {
  const fields: Record<string, string> = Object.create(null);
  const fileFields: string[] = [];
  let size = 0;
  let textBytes = 0;
  for await (const part of request.parts({ limits: LIMITS })) {
    if (part.type === 'field') {
      if (!keepField(fields, part)) return BAD;
      textBytes += Buffer.byteLength(fields[part.fieldname] ?? '');
      if (textBytes > MAX_TEXT_BYTES) return BAD;
      continue;
    }
    fileFields.push(part.fieldname);
    // Two files leave open which one is meant.
    if (fileFields.length > 1) return BAD;
    if (part.fieldname === 'file') size = await saveFile(request, part, target);
    else part.file.resume();
  }
  if (bodyFaultsOf(request).drop !== undefined) dropConnection(request);
  const file = fileFields[0] === 'file' ? { path: target.path, size } : undefined;
  return { ok: true, form: { fields, file } };
}

function keepField(fields: Record<string, string>, part: Exclude<Multipart, MultipartFile>): boolean {
  if (part.fieldnameTruncated || part.valueTruncated || part.fieldname in fields) return false;
  // A part that calls itself JSON arrives parsed; the form's fields are text whatever they call themselves.
  fields[part.fieldname] = typeof part.value === 'string' ? part.value : JSON.stringify(part.value);
  return !isNulIn(fields[part.fieldname] ?? '');
}

async function saveFile(request: FastifyRequest, part: MultipartFile, target: Target): Promise<number> {
  const faults = bodyFaultsOf(request);
  const stages: NodeJS.ReadWriteStream[] = [];
  if (faults.slow !== undefined) stages.push(throttle(faults.slow.bytesPerSecond));
  if (faults.drop !== undefined) stages.push(tripAfter(faults.drop.afterBytes, () => dropConnection(request)));
  if (target.most !== undefined) stages.push(noMoreThan(target.most));
  target.source = part.file;
  await pipeline([part.file, ...stages, await openDiskSink(target.path)]);
  target.source = undefined;
  return (await stat(target.path)).size;
}

/**
 * Watches for a client that stops sending. A rehearsed slow body is not silence, and once the body is in, only the
 * disk is waited for.
 */
function watchForSilence(
  context: RegistryContext,
  request: FastifyRequest,
): { silent: Promise<undefined>; stop(): void } {
  const { socket } = request.raw;
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const onTimeout = () => resolve(undefined);
  const letBe = () => void socket.setTimeout(0);
  if (bodyFaultsOf(request).slow !== undefined) letBe();
  request.raw.on('timeout', onTimeout);
  request.raw.once('end', letBe);
  return {
    silent: promise,
    stop() {
      request.raw.off('timeout', onTimeout);
      request.raw.off('end', letBe);
      if (!request.raw.complete) socket.setTimeout(context.idleTimeoutMs);
    },
  };
}

/** Ends the writing of a file whose sender has gone silent; between two parts there is nothing to end. */
async function giveUp(reading: Promise<FormOutcome>, target: Target): Promise<FormOutcome> {
  if (target.source !== undefined) {
    target.source.destroy(new Error('The client stopped sending'));
    await reading.catch(() => undefined);
  }
  return { ok: false, status: 408, code: 'bad_multipart' };
}

function isDiskError(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    ['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EMFILE', 'EACCES'].includes(String(error.code))
  );
}

function answerBadForm(reply: FastifyReply, outcome: Extract<FormOutcome, { ok: false }>): FastifyReply {
  // A client that fell silent would keep the connection open for nothing.
  if (outcome.status === 408) reply.header('Connection', 'close');
  return outcome.code === undefined
    ? answerStatus(reply, outcome.status)
    : answerCode(reply, outcome.status, outcome.code);
}
