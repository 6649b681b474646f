/**
 * Values as text for Chromium's protocol, which carries strings only. Runs in the page and in Node: nothing from outside
 * the function may be used. Like structured clone it refuses functions and symbols, with the same words as Chromium.
 */
export function wire(): { encode(value: unknown): string; decode(text: string): unknown } {
  interface Tagged {
    $wire?: string;
    text?: string;
    time?: number;
    message?: string;
    entries?: unknown[];
    items?: unknown[];
    bytes?: number[];
  }

  function tagged(value: unknown): unknown {
    if (typeof value === 'function' || typeof value === 'symbol') throw new Error('An object could not be cloned.');
    if (value === undefined) return { $wire: 'undefined' };
    if (typeof value === 'bigint') return { $wire: 'bigint', text: String(value) };
    if (typeof value === 'number' && !Number.isFinite(value)) return { $wire: 'number', text: String(value) };
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Date) return { $wire: 'date', time: value.getTime() };
    if (value instanceof Map) return { $wire: 'map', entries: [...value].map(tagged) };
    if (value instanceof Set) return { $wire: 'set', items: [...value].map(tagged) };
    if (value instanceof Error) return { $wire: 'error', message: value.message };
    if (value instanceof Uint8Array) return { $wire: 'bytes', bytes: [...value] };
    if (Array.isArray(value)) return value.map(tagged);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, tagged(inner)]));
  }

  function plain(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(plain);
    const from = value as Tagged;
    switch (from.$wire) {
      case undefined:
        return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
      case 'bigint':
        return BigInt(from.text ?? 0);
      case 'number':
        return Number(from.text);
      case 'date':
        return new Date(from.time ?? Number.NaN);
      case 'map':
        return new Map(plain(from.entries) as [unknown, unknown][]);
      case 'set':
        return new Set(plain(from.items) as unknown[]);
      case 'error':
        return new Error(from.message);
      case 'bytes':
        return new Uint8Array(from.bytes ?? []);
      default:
        return undefined;
    }
  }

  return { encode: (value) => JSON.stringify(tagged(value)), decode: (text) => plain(JSON.parse(text)) };
}
