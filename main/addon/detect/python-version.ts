import type { FileEntry } from '../scan/entry.ts';

/** What a Python file says about the Python it is for, and which modules it loads. */
export interface PythonFacts {
  /** The first line that Python 3 refuses; undefined where there is none. */
  readonly pythonTwo: { readonly line: number; readonly text: string } | undefined;
  /** Whether it says itself that it is for XPPython3. */
  readonly isForThree: boolean;
  /** Whether it names what X-Plane's Python calls: computers with a `pi` in their name have scripts called like that too. */
  readonly isPlugin: boolean;
  /** The first parts of what it imports. */
  readonly imports: ReadonlySet<string>;
}

/** Statements that Python 3 does not take. Words in a text are none: `print` counts in front of a quote, or of `>>`, only. */
const TWO_ONLY =
  /^[ \t]*(?:print[ \t]*(?:[ \t][ur]?["']|>>[ \t]*\w)|exec[ \t]+["']|raise[ \t]+\w+[ \t]*,[ \t]*["']|except[ \t]+[\w.]+[ \t]*,[ \t]*\w+[ \t]*:)/;
const FOR_THREE = /^[ \t]*(?:from[ \t]+XPPython3\b|import[ \t]+(?:XPPython3|xp)\b)/m;
const PLUGIN = /\bPythonInterface\b|\bXPluginStart\b|\bXPPython|\bXPLM|^[ \t]*import[ \t]+xp\b/m;
const IMPORT = /^[ \t]*(?:from|import)[ \t]+([A-Za-z_]\w*)/gm;
/** Texts over several lines, such as what a function says about itself. */
const LONG_TEXT = /"""[\s\S]*?"""|'''[\s\S]*?'''/g;
const LONGEST_SHOWN = 60;

export function pythonFacts(text: string): PythonFacts {
  // Their lines stay, so that the number of the next one is right.
  const code = text.replace(LONG_TEXT, (long) => `""${'\n'.repeat(long.split('\n').length - 1)}`);
  const lines = code.split(/\r?\n|\r/);
  const at = lines.findIndex((line) => TWO_ONLY.test(line));
  return {
    pythonTwo: at < 0 ? undefined : { line: at + 1, text: (lines[at] ?? '').trim().slice(0, LONGEST_SHOWN) },
    isPlugin: PLUGIN.test(code),
    isForThree: FOR_THREE.test(code),
    imports: new Set([...code.matchAll(IMPORT)].map(([, name = '']) => name)),
  };
}

/** More modules than this of one script tell nothing new. */
const MOST_MODULES = 60;

export interface PythonTwo {
  /** The script that X-Plane's Python is to load. */
  readonly script: string;
  /** Where it, or a module of its own that it loads, is for Python 2. */
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

/** Whether a script is for Python 2, by its own lines or by those of the modules beside it that it loads. */
export async function pythonTwoOf(
  script: FileEntry,
  modules: readonly FileEntry[],
  factsOf: (entry: FileEntry) => Promise<PythonFacts>,
): Promise<PythonTwo | undefined> {
  const own = await factsOf(script);
  if (!own.isPlugin) return undefined;
  if (own.pythonTwo !== undefined) return { script: script.path, path: script.path, ...own.pythonTwo };
  if (own.isForThree) return undefined;
  const folder = script.path.slice(0, script.path.lastIndexOf('/') + 1);
  const loaded = modules.filter(({ path }) => {
    if (!path.startsWith(folder)) return false;
    const [first = ''] = path.slice(folder.length).replace(/\.py$/i, '').split('/');
    return own.imports.has(first);
  });
  let found: PythonTwo | undefined;
  for (const entry of loaded.slice(0, MOST_MODULES)) {
    const facts = await factsOf(entry);
    if (facts.isForThree) return undefined;
    if (facts.pythonTwo !== undefined) found ??= { script: script.path, path: entry.path, ...facts.pythonTwo };
  }
  return found;
}

/** The scripts among these files that are for Python 2. */
export async function pythonTwoScripts(
  scripts: readonly FileEntry[],
  modules: readonly FileEntry[],
  factsOf: (entry: FileEntry) => Promise<PythonFacts>,
): Promise<readonly PythonTwo[]> {
  const found = await Promise.all(scripts.map((script) => pythonTwoOf(script, modules, factsOf)));
  return found.filter((one) => one !== undefined);
}
