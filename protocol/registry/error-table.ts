// One row per code: [field of the form, sentence, hint, can the same request succeed later?].
export type ErrorRow = readonly [field: string | undefined, sentence: string, hint: string, repeatable?: 'repeatable'];

/** Codes of POST /packages/upload and POST /packages/retry. */
export const UPLOAD_ERRORS = {
  invalid_or_empty_str: [undefined, 'A required text is missing or empty.', 'Fill in every field of the form.'],
  not_bool: [undefined, 'A yes-or-no field holds something else.', 'Send exactly "true" or "false".'],
  no_file: ['file', 'The upload carried no archive.', 'Send one zip in the field named file.'],
  bad_multipart: [
    'file',
    'The upload could not be read as a form.',
    'Send one well-formed multipart form with one file.',
  ],
  invalid_id_or_repo: [
    'packageId',
    'The package id is not valid, or belongs to another repository.',
    'Use 6 to 32 letters, digits, dots, "-" or "_", as in author.package; every part begins with a letter.',
  ],
  bad_version_len: [
    'packageVersion',
    'The version is longer than 15 characters.',
    'Write at most three numbers up to 999 and a suffix, as in 1.2.3b4.',
  ],
  invalid_version: [
    'packageVersion',
    'The version is not valid.',
    'Write one to three numbers up to 999, not all zero, and perhaps a, b or r with a number: 2, 1.4 or 1.3.0b9.',
  ],
  bad_sel_len: ['xpSelection', 'The version selection is longer than 256 characters.', 'Use fewer or wider ranges.'],
  invalid_selection: [
    'xpSelection',
    'The X-Plane selection is not valid.',
    'Use * for every version, 12 for all of X-Plane 12, 11.5-12.1 for a range, 12- for 12 and later; separate with commas.',
  ],
  invalid_access_config: [
    'access',
    'This combination of public, private and stored does not exist.',
    'Choose public, private, or private and not stored.',
  ],
  plat_supp: ['platforms', 'No platform is chosen.', 'Choose at least one of macOS, Windows and Linux.'],
  dep_not_str: ['dependencies', 'The dependency list is missing.', 'Send a JSON list, [] for none.'],
  inc_not_str: ['incompatibilities', 'The incompatibility list is missing.', 'Send a JSON list, [] for none.'],
  bad_dep_arr: ['dependencies', 'The dependencies are not a list, or more than 128.', 'Keep to 128 dependencies.'],
  bad_inc_arr: [
    'incompatibilities',
    'The incompatibilities are not a list, or more than 128.',
    'Keep to 128 incompatibilities.',
  ],
  bad_dep_tuple: [
    'dependencies',
    'A dependency is not a pair of package id and version selection.',
    'Give each dependency one id and one selection.',
  ],
  bad_inc_tuple: [
    'incompatibilities',
    'An incompatibility is not a pair of package id and version selection.',
    'Give each incompatibility one id and one selection.',
  ],
  invalid_dep_tuple_types: [
    'dependencies',
    'A dependency holds something that is not text.',
    'Write both id and selection as text.',
  ],
  invalid_inc_tuple_types: [
    'incompatibilities',
    'An incompatibility holds something that is not text.',
    'Write both id and selection as text.',
  ],
  invalid_dep_tuple_id: [
    'dependencies',
    'The package id of a dependency is not valid.',
    'Write author.package, or repository/author.package for another repository.',
  ],
  invalid_inc_tuple_id: [
    'incompatibilities',
    'The package id of an incompatibility is not valid.',
    'Write author.package, or repository/author.package for another repository.',
  ],
  self_dep: ['dependencies', 'The package depends on itself.', 'Remove that row.'],
  dep_or_self_inc: [
    'incompatibilities',
    'The package is declared incompatible with itself or with one of its dependencies.',
    'Remove that row, or the dependency.',
  ],
  invalid_dep_sel: [
    'dependencies',
    'The version selection of a dependency is not valid.',
    'Use * for every version, 2 for all of 2, 1.2-1.5 for a range, 1.2- for 1.2 and later.',
  ],
  invalid_inc_sel: [
    'incompatibilities',
    'The version selection of an incompatibility is not valid.',
    'Use * for every version, 2 for all of 2, 1.2-1.5 for a range, 1.2- for 1.2 and later.',
  ],
  version_exists: [
    'packageVersion',
    'This version number is already used, even if its processing failed.',
    'Choose the next number, or retry the failed version.',
  ],
  version_not_exist: [
    'packageVersion',
    'The package has no such version to retry.',
    'Publish it as a new version instead.',
  ],
  cant_retry: [
    'packageVersion',
    'This version is processed or still being processed, so it cannot be retried.',
    'Publish a new version for new content.',
  ],
} as const satisfies Readonly<Record<string, ErrorRow>>;

/** Codes of the routes that make and change packages. */
export const PACKAGE_ERRORS = {
  full_id_or_invalid: [
    'packageId',
    'The package id is not valid here, or carries a repository prefix.',
    'Use the short form, 6 to 32 characters, as in author.package.',
  ],
  profane_id: ['packageId', 'The registry objects to a word in the package id.', 'Choose another id.'],
  profane_name: ['packageName', 'The registry objects to a word in the name.', 'Choose another name.'],
  invalid_name: [
    'packageName',
    'The name is not valid.',
    'Use 3 to 32 characters: a letter first, a letter or digit last, no accents, slashes or underscores.',
  ],
  bad_desc_len: ['description', 'The description must have 10 to 8192 characters.', 'Write more, or less.'],
  profane_desc: ['description', 'The registry objects to a word in the description.', 'Change the description.'],
  invalid_pkg_type: [
    'packageType',
    'The package type does not exist.',
    'Choose aircraft, executable, scenery, plugin, livery or other.',
  ],
  id_in_use: ['packageId', 'A package with this id exists already.', 'Choose another id.'],
  name_in_use: ['packageName', 'A package with this name exists already.', 'Choose another name.'],
} as const satisfies Readonly<Record<string, ErrorRow>>;

/** Codes of the account, token and analytics routes. */
export const ACCOUNT_ERRORS = {
  same_name: ['name', 'This is the name the account has already.', 'Choose another name.'],
  too_soon: ['name', 'The name was changed less than 30 days ago.', 'Try again later.', 'repeatable'],
  name_exists: ['name', 'This name is taken.', 'Choose another name.'],
  name: ['name', 'This name is taken.', 'Choose another name.'],
  email: ['email', 'This e-mail address has an account already.', 'Sign in instead.'],
  bad_email: ['email', 'The e-mail address is not valid.', 'Check it for slips.'],
  bad_len: [undefined, 'A text is too short or too long.', 'E-mail 5 to 64 characters, password 8 to 64.'],
  profane: ['name', 'The registry objects to a word in the name.', 'Choose another name.'],
  is_password: ['password', '"password" is not a password.', 'Choose another one.'],
  bad_request: [undefined, 'The registry could not make sense of the request.', 'Check every field.'],
  missing_form_data: [undefined, 'A field of the form is missing.', 'Fill in every field.'],
  too_many_tokens: ['name', 'The account has 64 tokens, the most it may have.', 'Let an old one expire.'],
  long_desc: ['description', 'The description of the token is longer than 256 characters.', 'Shorten it.'],
  short_name: ['name', 'The name of the token is shorter than 3 characters.', 'Choose a longer one.'],
  long_name: ['name', 'The name of the token is longer than 32 characters.', 'Choose a shorter one.'],
  neg_or_zero_expiry: ['expires', 'A token must live for at least a day.', 'Choose 1 to 365 days.'],
  long_expiry: ['expires', 'A token may live for a year at most.', 'Choose 1 to 365 days.'],
  float_expiry: ['expires', 'The life of a token is counted in whole days.', 'Choose 1 to 365 days.'],
  zero_perm: ['permissions', 'The token would be allowed nothing.', 'Choose at least one permission.'],
  float_perm: ['permissions', 'The permissions are not a whole number.', 'Choose them from the list.'],
  large_perm: ['permissions', 'The permissions hold bits that do not exist.', 'Choose them from the list.'],
  admin_perm: ['permissions', 'A token cannot be given full control.', 'Choose the single permissions it needs.'],
  invalid_perm: [
    'permissions',
    'A permission is both for any package and for specific ones, or for specific ones without naming any.',
    'Choose one of the two, and name the packages.',
  ],
  long_arr: ['permissions', 'A permission names more than 32 packages.', 'Name fewer, or allow any package.'],
  invalid_arr: [
    'permissions',
    'A permission names a package twice, or one that is not yours.',
    'Name each of your own packages once.',
  ],
  extra_arr: [
    'permissions',
    'Packages are named for a permission that is not chosen.',
    'Choose it, or clear the list.',
  ],
  bad_after_date: ['after', 'The start is not a moment the registry has counts for.', 'Choose a day after 2022.'],
  bad_before_date: ['before', 'The end is not a moment the registry has counts for.', 'Choose a day after 2022.'],
  bad_date_combo: ['after', 'The start is not before the end.', 'Swap them.'],
  short_diff: ['before', 'The span is shorter than an hour.', 'Choose at least one hour.'],
  long_diff: ['before', 'The span is longer than 30 days.', 'Choose at most 30 days.'],
} as const satisfies Readonly<Record<string, ErrorRow>>;
