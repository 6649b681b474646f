import { firstFields, releaseFields } from '../../../protocol/index.ts';
import { perform, type Timeouts } from './http.ts';
import type { Limiter } from './limiter.ts';
import { waitAfterLimit } from './retry-after.ts';

/** What an upload would be answered by, found out without uploading anything. */
export interface ProbeRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly packageId: string;
  readonly limiter: Limiter;
  readonly timeouts: Timeouts;
  readonly signal?: AbortSignal | undefined;
}

const HARMLESS = {
  packageVersion: '0.0.1a1',
  ...firstFields(),
  access: 'not-stored',
  platforms: { macOS: true, windows: true, linux: true },
} as const;

/**
 * Whether the token may upload to a package. The registry looks at the permission after the fields and before the rows
 * of the lists (XPKG.md section 5), so a form with a wrong row is refused either way: by 401 without the permission, by
 * the row's code with it. Nothing can be stored by it. Undefined when the answer is neither.
 */
export async function mayUpload(probe: ProbeRequest): Promise<boolean | undefined> {
  const { default: FormData } = await import('form-data');
  const form = new FormData();
  const fields = { ...releaseFields({ ...HARMLESS, packageId: probe.packageId }), dependencies: '[["not a row"]]' };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', '', { filename: 'probe.zip', contentType: 'application/zip' });
  // Nobody waits for a registry that said "later" only to find out what a token may do.
  if (probe.limiter.blockedFor('upload') > 0) return undefined;
  await probe.limiter.acquire('upload', 'urgent', probe.signal);
  const outcome = await perform({
    method: 'POST',
    url: probe.url,
    headers: { ...probe.headers, ...form.getHeaders() },
    body: form.getBuffer().toString('utf8'),
    timeouts: probe.timeouts,
    signal: probe.signal,
  });
  if (outcome.kind === 'none') return undefined;
  if (outcome.status === 429) probe.limiter.blocked('upload', waitAfterLimit(outcome.headers, Date.now()), false);
  if (outcome.status === 401) return false;
  return outcome.status === 400 && outcome.text.trim() === 'bad_dep_tuple' ? true : undefined;
}
