import { fault } from '../../../../preload/messages/index.ts';
import { beginOrDispose } from '../begin-or-dispose.ts';
import {
  type CarriedFile,
  type Carrier,
  type CarrierCall,
  type CarrierLimits,
  DEFAULT_LIMITS,
  type FileSource,
  type ListCall,
  type WriteCall,
} from '../carrier.ts';
import { CarrierError, throwIfAborted } from '../carrier-error.ts';
import { checkInnerPath } from '../inner-path.ts';
import { untilAborted } from '../network.ts';
import { readAtMost } from '../read-at-most.ts';
import { type BandwidthLimit, bandwidthOf, countedBytes, sentWhole } from '../source.ts';
import type { Trust } from '../trust/trust.ts';
import { connectS3, type S3Connection, type S3Place } from './connection.ts';
import { COPY_PIECE_BYTES, copyObject, isCopied } from './copy.ts';
import { s3Code, s3Fault, s3Status } from './explain-s3.ts';
import { hashOf, listObjects } from './list-objects.ts';
import { abortUpload, type Condition, type ObjectFacts, quoted, sendInPieces, unfinishedUploads } from './multipart.ts';
import { inPieces, md5Of, PIECE_BYTES, pieceSize } from './pieces.ts';

const MOST_KEY_BYTES = 1024;
const GIVE_UP_MS = 5000;

export async function openS3Carrier(
  place: S3Place,
  trust: Trust,
  { signal }: CarrierCall,
  limits: CarrierLimits = DEFAULT_LIMITS,
): Promise<Carrier> {
  const connection = await connectS3(place, trust, limits.atOnce);
  return beginOrDispose(new S3Carrier(connection, limits), signal);
}

/** A file is put whole or not at all, so nothing needs a temporary name. */
class S3Carrier implements Carrier {
  readonly visible = 'write';
  readonly caseBlind = false;
  readonly limits: CarrierLimits;
  readonly #connection: S3Connection;
  readonly #bandwidth: BandwidthLimit | undefined;
  /** What was read, by path: it is replaced only while it is still that. Undefined for "none was there". */
  readonly #seen = new Map<string, string | undefined>();
  #conditions: 'quoted' | 'bare' | 'none' = 'quoted';

  constructor(connection: S3Connection, limits: CarrierLimits) {
    this.#connection = connection;
    this.limits = limits;
    this.#bandwidth = bandwidthOf(limits);
  }

  /** A question that needs the same rights as `list`, and whose refusal has a reason in it. */
  async begin(signal: AbortSignal): Promise<void> {
    const { client, place, prefix } = this.#connection;
    const question = { Bucket: place.bucket, Prefix: prefix, MaxKeys: 1 };
    this.#understood(await this.#ask('', signal, () => client.listObjectsV2(question, { abortSignal: signal })));
  }

  list({ signal, expected = () => [] }: ListCall): Promise<CarriedFile[]> {
    const { client, place, prefix, host } = this.#connection;
    return listObjects({
      ...{ bucket: place.bucket, prefix, host, atOnce: this.limits.atOnce, expected: expected() },
      ask: async (question) => {
        const page = await this.#ask('', signal, () => client.listObjectsV2(question, { abortSignal: signal }));
        this.#understood(page);
        return page;
      },
    });
  }

  async stat(path: string, { signal }: CarrierCall): Promise<CarriedFile | undefined> {
    const where = this.#at(path);
    const { client } = this.#connection;
    const found = await this.#orNone(path, signal, () => client.headObject(where, { abortSignal: signal }));
    if (found === undefined) return undefined;
    this.#namesObject(found);
    return {
      path,
      size: found.ContentLength ?? 0,
      mtimeMs: found.LastModified?.getTime(),
      hash: hashOf(found.ETag),
    };
  }

  async read(path: string, atMost: number, { signal }: CarrierCall): Promise<Uint8Array | undefined> {
    const where = this.#at(path);
    const { client } = this.#connection;
    const stop = new AbortController();
    const abortSignal = AbortSignal.any([signal, stop.signal]);
    const found = await this.#orNone(path, signal, () => client.getObject(where, { abortSignal }));
    if (found !== undefined && found.ETag === undefined) stop.abort();
    if (found !== undefined) this.#namesObject(found);
    this.#seen.set(path, found?.ETag);
    if (found?.Body === undefined) return undefined;
    const { Body: body, ContentLength: size = 0 } = found;
    if (size > atMost) {
      stop.abort();
      throw new CarrierError(fault('too_large.toRead', path, size, atMost), { path });
    }
    try {
      return await this.#ask(path, signal, () => readAtMost(body, path, atMost));
    } finally {
      stop.abort();
    }
  }

  async write(path: string, source: FileSource, call: WriteCall): Promise<void> {
    const where = this.#at(path);
    const { signal } = call;
    throwIfAborted(signal);
    try {
      const etag = await this.#ask(path, signal, () => this.#put(path, source, call));
      if (this.#seen.has(path)) this.#seen.set(path, etag);
    } catch (cause) {
      if (cause instanceof CarrierError && cause.code === 'moved_meanwhile') this.#seen.delete(path);
      const left = source.size > PIECE_BYTES && cause instanceof CarrierError;
      // What broke off is taken up by the next attempt; what will not be tried again goes.
      if (left && (cause.code === 'source_changed' || cause.code === 'cancelled')) {
        const { client } = this.#connection;
        const upload = { client, bucket: where.Bucket, key: where.Key };
        await abortUpload(upload, AbortSignal.timeout(GIVE_UP_MS)).catch(() => {});
      }
      throw cause;
    }
  }

  async canTakeOver(from: Carrier): Promise<boolean> {
    if (!(from instanceof S3Carrier)) return false;
    const [here, there] = [this.#connection.place, from.#connection.place];
    return here.endpoint === there.endpoint && here.region === there.region && here.accessKey === there.accessKey;
  }

  cannotTakeOver(path: string, size: number): boolean {
    return !isCopied(this.#at(path).Key, size);
  }

  /** A file of which something depends on what was read before is put, with its condition. */
  async takeOver(from: Carrier, path: string, source: FileSource, { signal }: CarrierCall): Promise<boolean> {
    if (!(from instanceof S3Carrier) || this.#seen.has(path)) return false;
    const { client, place } = this.#connection;
    const [here, there] = [this.#at(path), from.#at(path)];
    const found = await from.#orNone(path, signal, () => client.headObject(there, { abortSignal: signal }));
    if (found?.ContentLength !== source.size) return false;
    const to = { client, bucket: here.Bucket, key: here.Key };
    const origin = { bucket: there.Bucket, key: there.Key, size: source.size, etag: found.ETag };
    const how = { facts: this.#facts(path), pieceBytes: place.copyPieceBytes ?? COPY_PIECE_BYTES, signal };
    try {
      return await this.#ask(path, signal, () => copyObject(to, origin, how));
    } catch (cause) {
      // Refused: the file is put then, and if something is wrong, that says it. A service in trouble is asked again later.
      const refused = cause instanceof CarrierError && s3Status(cause.cause);
      if (refused && refused < 500) return false;
      throw cause;
    }
  }

  async giveUpUploads(paths: ReadonlySet<string>, before: number, { signal }: CarrierCall): Promise<void> {
    const { client, place, prefix } = this.#connection;
    const of = { client, bucket: place.bucket };
    const left = await this.#ask('', signal, () => unfinishedUploads({ ...of, key: prefix }, before, signal));
    for (const { key, uploadId } of left) {
      if (!paths.has(key.slice(prefix.length))) continue;
      const where = { Bucket: place.bucket, Key: key, UploadId: uploadId };
      await this.#ask('', signal, () => client.abortMultipartUpload(where, { abortSignal: signal }));
    }
  }

  async delete(path: string, { signal }: CarrierCall): Promise<void> {
    const where = this.#at(path);
    const { client } = this.#connection;
    await this.#orNone(path, signal, () => client.deleteObject(where, { abortSignal: signal }));
    if (this.#seen.has(path)) this.#seen.set(path, undefined);
  }

  async commit(_message: string, { signal }: CarrierCall): Promise<void> {
    throwIfAborted(signal);
  }

  async dispose(): Promise<void> {
    this.#connection.close();
  }

  /** A page that some proxy answers with reads like a bucket without files. */
  #understood({ Name }: { readonly Name?: string | undefined }): void {
    if (Name !== undefined) return;

    throw new CarrierError(fault('answer_not_understood.s3', this.#connection.host));
  }

  /** Every answer about an object names the object's tag; the page of a proxy, with a 200 as well, does not. */
  #namesObject({ ETag }: { readonly ETag?: string | undefined }): string {
    if (ETag !== undefined) return ETag;
    throw new CarrierError(fault('answer_not_understood.s3', this.#connection.host));
  }

  #at(path: string): { readonly Bucket: string; readonly Key: string } {
    checkInnerPath(path);
    const { place, prefix } = this.#connection;
    const Key = `${prefix}${path}`;
    if (Buffer.byteLength(Key) > MOST_KEY_BYTES) {
      throw new CarrierError(fault('bad_name.s3', path, MOST_KEY_BYTES), { path });
    }
    return { Bucket: place.bucket, Key };
  }

  /** What a service takes as a condition is found out by use: quoted as HTTP has it, bare (Ceph), or none at all. */
  async #put(path: string, source: FileSource, call: WriteCall): Promise<string> {
    for (;;) {
      const form = this.#conditions;
      const condition = this.#condition(path);
      try {
        return this.#namesObject({ ETag: await this.#send(path, source, call, condition) });
      } catch (cause) {
        const refused = s3Code(cause);
        if (refused === 'NotImplemented' && form !== 'none') this.#conditions = 'none';
        else if (refused === 'PreconditionFailed' && condition.IfMatch !== undefined && form === 'quoted')
          this.#conditions = 'bare';
        else {
          if (form === 'bare' && refused === 'PreconditionFailed') this.#conditions = 'quoted';
          throw cause;
        }
      }
    }
  }

  async #send(path: string, source: FileSource, call: WriteCall, condition: Condition): Promise<string | undefined> {
    const where = this.#at(path);
    const { client } = this.#connection;
    const facts = this.#facts(path);
    const put = async (Body: Buffer) => {
      const request = { ...where, ...facts, ...condition, Body, ContentMD5: md5Of(Body).header };
      const { ETag } = await client.putObject(request, { abortSignal: call.signal });
      call.onBytes?.(Body.length);
      return ETag;
    };
    let etag: string | undefined;
    const sendWhole = async (bytes: Buffer) => {
      etag = await put(bytes);
    };
    if (await sentWhole(source, this.#bandwidth, sendWhole)) return etag;
    const content = source.open();
    const counted = countedBytes(source.size, { bandwidth: this.#bandwidth });
    content.on('error', (cause) => counted.destroy(cause));
    try {
      const pieces = inPieces(content.pipe(counted), pieceSize(source.size));
      if (source.size > PIECE_BYTES) {
        const upload = { client, bucket: where.Bucket, key: where.Key };
        return await sendInPieces(upload, pieces, { facts, condition }, call);
      }
      const all: Buffer[] = [];
      for await (const piece of pieces) all.push(piece);
      return await put(Buffer.concat(all));
    } finally {
      content.destroy();
      counted.destroy();
    }
  }

  #facts(path: string): ObjectFacts {
    return { ContentType: contentType(path), ...(this.#connection.place.publicRead && { ACL: 'public-read' }) };
  }

  #condition(path: string): Condition {
    if (this.#conditions === 'none' || !this.#seen.has(path)) return {};
    const etag = this.#seen.get(path);
    if (etag === undefined) return { IfNoneMatch: '*' };
    return { IfMatch: this.#conditions === 'quoted' ? quoted(etag) : etag.replaceAll('"', '') };
  }

  async #orNone<T>(path: string, signal: AbortSignal, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await this.#ask(path, signal, work);
    } catch (cause) {
      if (cause instanceof CarrierError && cause.code === 'file_missing') return undefined;
      throw cause;
    }
  }

  async #ask<T>(path: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    throwIfAborted(signal);
    try {
      return await untilAborted(signal, work());
    } catch (cause) {
      throwIfAborted(signal);
      throw await s3Fault(cause, this.#connection, path);
    }
  }
}

function contentType(path: string): string {
  return /\.(?:txt|cfg|md|lua|obj|acf|ini|json)$/i.test(path)
    ? 'text/plain; charset=utf-8'
    : 'application/octet-stream';
}
