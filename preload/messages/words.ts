const MB = 1024 ** 2;
const GIB = 1024 ** 3;

/** How a language joins names and writes sizes. */
interface Words {
  /** `a, b and c`. */
  list(names: readonly string[]): string;
  /** Some of `count` names, as one of them: `a, b and 3 more`. */
  listOf(names: readonly string[], count: number): string;
  /** The first of `count` names: `a, b, c` or `a, b, c and 3 more`. */
  firstOf(names: readonly string[], count: number): string;
  /** 2.9 MB, 14 KB, 120 bytes. */
  size(bytes: number): string;
  megabytes(bytes: number): string;
  /** 1,234. */
  number(count: number): string;
  gib(bytes: number): string;
}

export function wordsOf({ and, more, bytes: many, byte, comma, locale }: Readonly<Record<string, string>>): Words {
  const number = (value: number, digits: number) => value.toFixed(digits).replace('.', comma ?? '.');
  const list = (names: readonly string[]) =>
    names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1)}`;
  return {
    list,
    listOf: (names, count) => list(count > names.length ? [...names, `${count - names.length} ${more}`] : names),
    firstOf: (names, count) =>
      `${names.join(', ')}${count > names.length ? ` ${and} ${count - names.length} ${more}` : ''}`,
    size(bytes) {
      if (bytes >= MB / 10) return `${number(bytes / MB, 1)} MB`;
      if (bytes >= 1024) return `${Math.round(bytes / 1024)} KB`;
      return bytes === 1 ? `1 ${byte}` : `${bytes} ${many}`;
    },
    number: (count) => count.toLocaleString(locale),
    megabytes: (bytes) => `${number(bytes / MB, 1)} MB`,
    gib: (bytes) => `${number(bytes / GIB, bytes < GIB ? 2 : 1)} GiB`,
  };
}
