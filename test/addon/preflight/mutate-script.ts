/** Scripts that use all of the language, to start from. */
const SEEDS = [
  'COPY @default TO /Aircraft/"Extra Aircraft"/$(@packageName)\nDELETE /"a b"/c.txt # gone\n',
  '%x = EXISTS /"a"\nif !x & 5 > 3 | FALSE {\n  MKDIRS /"a"/"b"\n} else if x == NULL {\n  MKDIR @tmp/c\n} else { exit(1, "no") }\n',
  'for %file in list(1, "2", 3.5) {\n  print(file)\n  continue\n}\n$n = 10\nwhile n > 0 { n = n - 1; if n == 5 { break } }\n',
  'func f(%a, $b = "x", ...%rest) {\n  return a + b * 2\n}\n%p = PATH @root/"x"\nWRITE str(f(1)) + "\\u0041" TO $(p)/y.txt\nRENAME $(p) TO "z"\nMOVE @tmp/a TO /b\nAPPEND "q" TO /b\n%t = READ /b\n',
];
const PIECES = [
  '"',
  '$(',
  ')',
  '{',
  '}',
  '/',
  '\n',
  ';',
  ' TO ',
  '@',
  '%',
  '#',
  '\\',
  '\u0000',
  'é',
  '..',
  'if ',
  'func ',
  '\uFEFF',
  '-',
  '1e999',
];

/** A script with some of it cut, doubled or replaced; the same seed gives the same script. */
export function mutate(seed: number): string {
  let state = (seed * 2654435761 + 12345) >>> 0;
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  let text = SEEDS[next(SEEDS.length)] ?? '';
  for (let change = next(6); change >= 0; change--) {
    const from = next(text.length + 1);
    const to = from + next(12);
    const middle = [PIECES[next(PIECES.length)] ?? '', '', text.slice(from, to).repeat(2), text.slice(to, to + 9)][
      next(4)
    ];
    text = text.slice(0, from) + middle + text.slice(to);
  }
  return text;
}
