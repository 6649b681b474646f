export interface DiffLine {
  readonly key: string;
  readonly change: 'added' | 'removed' | 'same';
  readonly line: string;
}

/**
 * What a fix changes in a text, line by line. Fixes touch one place, so what is equal at both ends is kept and the
 * middle is shown as taken out and put in.
 */
export function lineDifferences(before: string, after: string): readonly DiffLine[] {
  const old = toLines(before);
  const now = toLines(after);
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const mark = (change: DiffLine['change'], lines: readonly string[], from: number) =>
    lines.map((line, at): DiffLine => ({ key: `${change}${from + at}`, change, line }));
  return [
    ...mark('same', now.slice(0, head), 0),
    ...mark('removed', old.slice(head, old.length - tail), head),
    ...mark('added', now.slice(head, now.length - tail), head),
    ...mark('same', now.slice(now.length - tail), now.length - tail),
  ];
}

function toLines(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
