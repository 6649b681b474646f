import { readFile, rename } from 'node:fs/promises';
import type { z } from 'zod';

export interface SetAside {
  readonly path: string;
  readonly movedTo: string;
  readonly reason: string;
}

/** Moves a file that cannot be read out of the way, keeping it for the author: `settings.json.corrupt-20261121-093000`. */
export async function setAside(path: string, reason: string, now: Date): Promise<SetAside> {
  const stamp = now.toISOString().replaceAll(/[-:]/g, '').replace('T', '-').slice(0, 15);
  const movedTo = `${path}.corrupt-${stamp}`;
  await rename(path, movedTo);
  return { path, movedTo, reason };
}

/** Reads JSON that Loadmaster wrote. A file that is not there is undefined; one that makes no sense is set aside, never wiped. */
export async function readJsonOrSetAside<S extends z.ZodType>(
  path: string,
  schema: S,
  onSetAside: (what: SetAside) => void,
  now: () => Date = () => new Date(),
): Promise<z.infer<S> | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
    throw cause;
  }
  const parsed = parse(text, schema);
  if (parsed.ok) return parsed.value;
  onSetAside(await setAside(path, parsed.reason, now()));
  return undefined;
}

type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

function parse<S extends z.ZodType>(text: string, schema: S): Parsed<z.infer<S>> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, reason: 'it is not JSON' };
  }
  const checked = schema.safeParse(json);
  if (checked.success) return { ok: true, value: checked.data };
  const first = checked.error.issues[0];
  return { ok: false, reason: first ? `${first.path.join('.')}: ${first.message}` : 'it has another shape' };
}
