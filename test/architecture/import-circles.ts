import { posix } from 'node:path';

export interface FileImports {
  readonly file: string;
  /** Specifiers as written; those of packages do not count. */
  readonly imports: readonly string[];
}

/** Files that import each other round in a circle, types included: each circle once, as the files on it. */
export function importCircles(files: readonly FileImports[]): readonly (readonly string[])[] {
  const targets = new Map(files.map(({ file, imports }) => [file, imports.flatMap((name) => resolved(file, name))]));
  return tarjan(targets).filter(
    (members) => members.length > 1 || targets.get(members[0] ?? '')?.includes(members[0] ?? ''),
  );
}

function resolved(file: string, specifier: string): string[] {
  return specifier.startsWith('.') ? [posix.join(posix.dirname(file), specifier)] : [];
}

/** Strongly connected parts, by Tarjan's algorithm. */
function tarjan(targets: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const parts: string[][] = [];
  const visit = (file: string): void => {
    const own = index.size;
    index.set(file, own);
    low.set(file, own);
    stack.push(file);
    for (const target of targets.get(file) ?? []) {
      if (!targets.has(target)) continue;
      if (!index.has(target)) visit(target);
      if (stack.includes(target)) low.set(file, Math.min(low.get(file) ?? own, low.get(target) ?? own));
    }
    if (low.get(file) === own) parts.push(stack.splice(stack.indexOf(file)).sort());
  };
  for (const file of targets.keys()) if (!index.has(file)) visit(file);
  return parts;
}
