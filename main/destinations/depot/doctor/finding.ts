/** One kind of mistake of a depot, told once with how often it occurs and where first. */
export interface DepotFinding {
  readonly rule: DepotRule;
  readonly severity: 'error' | 'warning' | 'note';
  /** The first file or control file it is about. */
  readonly path?: string;
  readonly message: string;
  readonly why: string;
  readonly help: string;
  /** How many rows or files; 1 for what concerns the depot as a whole. */
  readonly count: number;
  /** A few of them. */
  readonly examples: readonly string[];
}

interface RuleText {
  readonly severity: DepotFinding['severity'];
  readonly why: string;
  readonly help: string;
}

const LISTS_AGAIN =
  'Write the lists again from the files, by a program that knows the format: `loadmaster release` does.';

const text = (severity: RuleText['severity'], why: string, help: string): RuleText => ({ severity, why, help });

export const DEPOT_RULES = {
  depot_unreachable: text('error', 'Users see "Error retrieving remote config".', 'Check the address and the server.'),
  depot_refused: text('error', 'Users are refused as well.', 'Let everybody read the folder, without a login.'),
  depot_web_page: text(
    'error',
    'Clients read the page as if it were the list.',
    'Serve the file itself, and 404 for a missing one.',
  ),
  depot_too_large: text('error', 'No client can take it in.', 'See what lies in its place.'),
  depot_not_text: text('error', 'The lists are UTF-8 text; anything else is read as wrong names.', LISTS_AGAIN),
  depot_missing_control: text('error', 'Without it clients cannot update.', LISTS_AGAIN),
  depot_missing_blacklist: text('warning', 'Files that are gone stay with the users.', LISTS_AGAIN),
  depot_missing_optional: text(
    'note',
    'Some clients ask for it; an empty file saves them a guess.',
    'Put an empty file there.',
  ),
  depot_not_absent: text(
    'warning',
    'Some clients take only 404 for "there is none" and stop at anything else.',
    'Put an empty file there.',
  ),
  depot_byte_order_mark: text(
    'error',
    'The mark becomes part of the first name or key.',
    'Save as UTF-8 without a byte order mark.',
  ),
  depot_carriage_returns: text('warning', 'Some clients take the return for part of the value.', 'End lines with LF.'),
  depot_no_final_newline: text(
    'warning',
    'The end may have been cut off, and some clients drop the last line.',
    LISTS_AGAIN,
  ),
  depot_cfg_line: text('error', 'Clients split a line at its one "|".', 'Write `key|value`.'),
  depot_cfg_twice: text('error', 'Clients differ in which one they take.', 'Keep one of them.'),
  depot_no_version: text('error', 'Clients learn of an update by the version only.', 'Write a line `version|...`.'),
  depot_no_module: text(
    'error',
    'Clients find the files by it.',
    'Write a line `module|` with the address of the folder.',
  ),
  depot_bad_module: text(
    'error',
    'Clients fetch by http or https only.',
    'Write the address of the folder as it is in a browser.',
  ),
  depot_elsewhere: text(
    'warning',
    'Users follow the cfg to the other address and see what is there, not this.',
    'Check the other address too, or correct `module`.',
  ),
  depot_locked: text(
    'warning',
    'Clients do not update from a locked depot.',
    'Unlock it when the update is complete: `locked|false`.',
  ),
  depot_disabled: text('warning', 'Clients pass over a disabled depot.', 'Write `disabled|false`.'),
  depot_versions_differ: text(
    'error',
    'Some clients read the one file and some the other: half of the users see no update, or see it for ever.',
    'Raise the version in all of them.',
  ),
  depot_modules_differ: text('warning', 'Clients end up at different places.', 'Write the same address into both.'),
  depot_empty_whitelist: text('error', 'There is nothing to fetch, and some clients stop with an error.', LISTS_AGAIN),
  depot_only_once: text(
    'error',
    'Nothing of it would ever be updated: the list was cut, or its sums were lost.',
    LISTS_AGAIN,
  ),
  depot_cut_list: text('error', 'Most of the folder is not in the list, so users get only a part.', LISTS_AGAIN),
  depot_too_many_rows: text('error', 'No add-on has as many files.', LISTS_AGAIN),
  depot_row: text('error', 'Clients skip the row, and the file is never fetched.', LISTS_AGAIN),
  depot_hex: text(
    'error',
    'A sum is a decimal number here; some clients drop the row, others compare with a wrong number and fetch the file for ever.',
    LISTS_AGAIN,
  ),
  depot_bad_path: text('error', 'Clients cannot fetch it, or would touch something else.', LISTS_AGAIN),
  depot_risky_path: text(
    'warning',
    'Some clients do not escape these characters and fetch another address, or skip the row.',
    'Rename the file.',
  ),
  depot_twice: text('error', 'Clients differ in which row they take.', LISTS_AGAIN),
  depot_case_twins: text(
    'error',
    'On Windows and macOS they are one file, which is fetched for ever.',
    'Rename one of them.',
  ),
  depot_control_listed: text(
    'error',
    "A client that fetches the updater's own files among the others breaks its update.",
    'Take the row out of the lists.',
  ),
  depot_sizes_differ: text(
    'error',
    'Both lists have to name the same files: clients count and fetch by one and compare by the other.',
    LISTS_AGAIN,
  ),
  depot_sizes_order: text('warning', 'One client reads both lists side by side.', LISTS_AGAIN),
  depot_empty_file: text(
    'note',
    'Its sum is 0, which two clients read as "only where it is missing": they never replace an older one.',
    'Put a byte into it, if it may ever change.',
  ),
  depot_all_ones_sum: text(
    'note',
    'Its sum is 4294967295, which one client reads as "only where it is missing".',
    'Change the file by a byte.',
  ),
  depot_once_not_listed: text(
    'error',
    'A file that only the once list names is never fetched.',
    'Put it into the whitelist with -1, and into the sizes list.',
  ),
  depot_once_has_sum: text(
    'warning',
    "Some clients keep the user's file and some replace it.",
    'Write -1 in the place of the sum.',
  ),
  depot_once_unnamed: text('note', 'Some clients know once files only by the once list.', 'Name it there too.'),
  depot_listed_and_ignored: text(
    'warning',
    'Some clients do not fetch a file that the ignore list names.',
    'Take it out of the ignore list.',
  ),
  depot_black_and_white: text(
    'error',
    'Some clients delete the file after each update, some never fetch it.',
    'Take it out of the blacklist.',
  ),
  depot_black_case: text(
    'error',
    'On Windows and macOS it is a file of this version that is deleted.',
    'Take it out of the blacklist.',
  ),
  depot_black_folder: text(
    'error',
    'Some clients delete a folder with everything in it.',
    'Name the files that are gone, one by one.',
  ),
  depot_black_once: text('error', "The user's own settings would be deleted.", 'Take it out of the blacklist.'),
  depot_black_wildcard: text('warning', 'One client reads it as a pattern or a comment.', 'Name files only.'),
  depot_file_missing: text(
    'error',
    'The update ends with an error for everybody.',
    'Upload the file, or write the lists again.',
  ),
  depot_file_case: text(
    'error',
    'Servers tell capital letters apart; the file is not found.',
    'Spell it as the file is spelled.',
  ),
  depot_file_size: text(
    'error',
    'Users get another file than the lists say.',
    'Upload the files and the lists of one version.',
  ),
  depot_file_sum: text(
    'error',
    'Clients fetch it for ever, or refuse the update.',
    'Upload the files and the lists of one version.',
  ),
  depot_not_checked: text('note', 'The answer above is not about these.', 'Check again later.'),
  depot_unlisted: text('note', 'Users do not get files that no list names.', 'Nothing, if that is meant.'),
  depot_changelog: text('note', 'One client shows the release notes when they are listed.', 'List it.'),
  depot_sources: text(
    'warning',
    'Files that only the author needs are fetched by every user.',
    'Leave them out of the release.',
  ),
  depot_backups: text('note', "They look like an editor's backups.", 'Leave them out of the release.'),
  depot_not_blacklisted: text(
    'error',
    'Users who come from the earlier version keep files that are gone.',
    'Put every path that was ever published and is gone into the blacklist.',
  ),
  depot_same_version: text(
    'error',
    'Clients compare the version as text: nobody is told of the change.',
    'Raise the version.',
  ),
} as const satisfies Record<string, RuleText>;

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
        const { severity, why, help } = DEPOT_RULES[rule];
        return { rule, severity, ...(path !== undefined && { path }), message: say(count), why, help, count, examples };
      })
      .sort((a, b) => order[a.severity] - order[b.severity]);
  }
}

export type Sentence = (count: number) => string;

/** `one` for a single case, `many` with the number in front. */
export function counted(one: string, many: string): Sentence {
  return (count) => (count === 1 ? one : `${count.toLocaleString('en-US')} ${many}`);
}
