import { inWords, type Message, message } from '../../../../preload/messages/index.ts';

/** One kind of mistake of a depot, told once with how often it occurs and where first. */
export interface DepotFinding {
  readonly rule: DepotRule;
  readonly severity: 'error' | 'warning' | 'note';
  /** The first file or control file it is about. */
  readonly path?: string;
  readonly message: string;
  readonly why: string;
  readonly help: string;
  /** The three sentences as data, for another language. */
  readonly said: { readonly message: Message; readonly why: Message; readonly help: Message };
  /** How many rows or files; 1 for what concerns the depot as a whole. */
  readonly count: number;
  /** A few of them. */
  readonly examples: readonly string[];
}

/** How bad each mistake is; `depot_why` and `depot_help` of the messages say the rest. */
export const DEPOT_RULES = {
  depot_unreachable: 'error',
  depot_refused: 'error',
  depot_web_page: 'error',
  depot_too_large: 'error',
  depot_not_text: 'error',
  depot_packed: 'warning',
  depot_missing_control: 'error',
  depot_control_case: 'error',
  depot_missing_blacklist: 'warning',
  depot_missing_optional: 'note',
  depot_not_absent: 'warning',
  depot_byte_order_mark: 'error',
  depot_carriage_returns: 'warning',
  depot_no_final_newline: 'warning',
  depot_cfg_line: 'error',
  depot_cfg_twice: 'error',
  depot_no_version: 'error',
  depot_no_module: 'error',
  depot_bad_module: 'error',
  depot_elsewhere: 'warning',
  depot_locked: 'warning',
  depot_disabled: 'warning',
  depot_versions_differ: 'error',
  depot_modules_differ: 'warning',
  depot_empty_whitelist: 'error',
  depot_only_once: 'error',
  depot_cut_list: 'error',
  depot_too_many_rows: 'error',
  depot_row: 'error',
  depot_hex: 'error',
  depot_bad_path: 'error',
  depot_risky_path: 'warning',
  depot_windows_name: 'warning',
  depot_twice: 'error',
  depot_case_twins: 'error',
  depot_control_listed: 'error',
  depot_sizes_differ: 'error',
  depot_sizes_order: 'warning',
  depot_empty_file: 'note',
  depot_all_ones_sum: 'note',
  depot_once_not_listed: 'error',
  depot_once_has_sum: 'warning',
  depot_once_unnamed: 'note',
  depot_listed_and_ignored: 'warning',
  depot_black_and_white: 'error',
  depot_black_case: 'error',
  depot_black_folder: 'error',
  depot_black_once: 'error',
  depot_black_wildcard: 'warning',
  depot_file_missing: 'error',
  depot_file_case: 'error',
  depot_file_size: 'error',
  depot_file_sum: 'error',
  depot_not_checked: 'note',
  depot_unlisted: 'note',
  depot_changelog: 'note',
  depot_sources: 'warning',
  depot_backups: 'note',
  depot_not_blacklisted: 'error',
  depot_same_version: 'error',
} as const satisfies Record<string, DepotFinding['severity']>;

export type DepotRule = keyof typeof DEPOT_RULES;

const EXAMPLES = 5;

/** Findings as they come in, one a rule and subject. A list with a million mistakes is a few findings. */
export class DepotFindings {
  readonly #found = new Map<
    string,
    { rule: DepotRule; path: string | undefined; say: Sentence; examples: string[]; count: number }
  >();

  /** `say` gets how many there are in the end. Findings of a rule about the same subject become one. */
  add(rule: DepotRule, say: Sentence, path?: string, subject = ''): void {
    const key = `${rule} ${subject}`;
    const known = this.#found.get(key);
    if (known === undefined) {
      this.#found.set(key, { rule, path, say, examples: path === undefined ? [] : [path], count: 1 });
      return;
    }
    known.count++;
    if (path !== undefined && known.examples.length < EXAMPLES) known.examples.push(path);
  }

  has(rule: DepotRule): boolean {
    return [...this.#found.values()].some((finding) => finding.rule === rule);
  }

  /** Worst first. */
  list(): DepotFinding[] {
    const order = { error: 0, warning: 1, note: 2 };
    return [...this.#found.values()]
      .map(({ rule, path, say, examples, count }): DepotFinding => {
        const said = wordsOf(rule, say(count));
        const words = { message: inWords(said.message), why: inWords(said.why), help: inWords(said.help) };
        const severity = DEPOT_RULES[rule];
        return { rule, severity, ...(path !== undefined && { path }), ...words, said, count, examples };
      })
      .sort((a, b) => order[a.severity] - order[b.severity]);
  }
}

export type Sentence = (count: number) => Message;

/** `one` for a single case, else `many` with their number. */
export function counted(one: Message, many: Sentence): Sentence {
  return (count) => (count === 1 ? one : many(count));
}

function wordsOf(rule: DepotRule, said: Message): DepotFinding['said'] {
  const name = rule.slice('depot_'.length) as WithoutPrefix<DepotRule>;
  return { message: said, why: message(`depot_why.${name}`), help: message(`depot_help.${name}`) };
}

type WithoutPrefix<R extends string> = R extends `depot_${infer N}` ? N : never;
