/** What `--help` says of each command: the line of the overview, sentences, and the options that mean something of their own there. */
export const help = {
  check: {
    summary: 'Says what an add-on folder holds and what stands in the way of publishing it',
    text: `With --fix it shows what the fixes would do, all of them or those of the rules that are named; with --yes it does them,
one after the other, and takes back one that does not help or makes something else wrong.
With --format the findings are written for CI, with paths as seen from GITHUB_WORKSPACE or else from where it is called:
github: annotations in the log; sarif: SARIF 2.1.0 for code scanning; junit: a test report.
Ends with 0 when no error was found (warnings and notes may be), with 1 when there are errors.`,
    options: {
      id: 'check as this package id',
      fix: 'show the fixes',
      yes: 'do them',
      format: 'a report for CI: github, sarif or junit',
    },
  },
  try: {
    summary: 'Tries what users will get: install, upgrade and uninstall, in an X-Plane folder that is thrown away',
    text: `Runs the install script as the X-Pkg client would, says whether X-Plane would find the add-on where it lies, and
what uninstalling leaves behind or takes too much. Where loadmaster.json names a SkunkCrafts depot, the first install and the
update by its lists are tried too. Nothing outside of the throw-away folder is touched.
Ends with 0 when no error was found (warnings and notes may be), with 1 when there are errors.`,
    options: {
      id: 'try as this package id',
      last: 'the version users have now; the upgrade from it is tried too',
      into: 'keep the X-Plane folder with the installed add-on here (an empty folder)',
    },
  },
  pack: {
    summary: 'Packs an add-on folder into the archive a registry takes',
    text: `An archive that is already at FILE is the cache: files that have not changed since are taken from it.
The same files give the same bytes, with or without it.`,
    options: {
      id: 'package id (from loadmaster.json, or suggested)',
      out: 'where the archive goes',
      'no-cache': 'build everything afresh',
    },
  },
  gather: {
    summary: 'Puts the builds of several systems together into one plugin',
    text: `Each .xpl goes where its header says: win_x64, mac_x64 or lin_x64. Two builds for macOS become one universal file.
An artifact is a folder or a zip, as CI hands them over; a zip in a zip is opened too when no plugin lies beside it.
Other files are merged where they are equal. OUT is a new folder: it is there whole or not at all.`,
    options: { name: 'what the plugin files are called' },
  },
  version: {
    summary: 'Writes one version into every file of an add-on that says which version it is',
    text: `Known places: P acf/_version of each .acf, SkunkCrafts configurations, version.txt and the read-me; a change log is only shown.
Further ones stand in loadmaster.json: "versions": [{ "file": "src/version.h", "pattern": "VERSION \\"{version}\\"" }].
All are changed together, or none.`,
    options: { 'dry-run': 'shows the places and changes nothing' },
  },
  notes: {
    summary: 'Prints what is new in a version, from the change log or the commits since the last tag',
    text: `The section of CHANGELOG that is about the version, or its Unreleased one; where there is none, the commits since the last
tag. \`release\` uses the same. Without VERSION: the newest. Without --form: as the author wrote it.
In html and bbcode there are no tags of the author and no pictures: a picture becomes a link.`,
    options: { from: 'only from there: changelog or git', form: 'as a forum takes it: markdown, bbcode or html' },
  },
  publish: {
    summary: 'Checks, packs and sends an add-on folder as a version, and waits until the registry has processed it',
    text: `What is not given comes from loadmaster.json, then from the last version, then from the folder itself.
A version that an earlier call left unfinished goes on, with the archive that was packed then.
A token comes from LOADMASTER_TOKEN or from \`loadmaster connect\`; it is never an option.

Ends with 0 published, 1 errors found or failed, 2 wrong call, 3 refused by the registry,
4 not known yet (ask again with \`loadmaster status\`), 130 cancelled.`,
    options: {
      version: 'version number (the next one)',
      xplane: 'X-Plane versions it works with',
      access: 'who may see it',
      platforms: 'divided by commas',
      dependencies: 'JSON list of [id, selection]',
      incompatibilities: 'JSON list of [id, selection]',
      'dry-run': 'do everything but send',
    },
  },
  release: {
    summary: 'Brings one version of an add-on to every place where users look',
    text: `The destinations are those of loadmaster.json; \`loadmaster destinations\` lists and adds them.
Each place is asked first what it has, and gets only what is missing. One that fails stops none of the others:
\`loadmaster retry --releases\` does what is left.

--beta brings a version to testers; --promote then makes the last one, or that of --version, the version of everybody:
a depot's beta its stable version, a GitHub pre-release the release. No file is sent again where the server can copy.

Ends with 0 everywhere, 1 errors found or a place failed, 2 wrong call, 3 a place refused, 130 cancelled.`,
    options: {
      version: 'version number',
      to: 'only these destinations, divided by commas',
      notes: 'a file with the notes, instead of CHANGELOG or the commits',
      beta: 'for testers: the second channel of a depot, a pre-release on GitHub',
      promote: 'what testers have becomes the version of everybody',
      'take-over': 'goes on where a release of another machine has locked a depot and was stopped',
      'dry-run': 'say what would change where, and change nothing',
    },
  },
  withdraw: {
    summary: 'Takes one version back from one of the places it was released to',
    text: `A depot and a mirror go back to the version before, where its files are still here; a GitHub release becomes a draft;
a zip is deleted; a site lists the version no longer. A registry keeps what it has processed.
Without --yes it says what would be done and what cannot be taken back, and does nothing.

Ends with 0 when it is done, 1 failed, 2 wrong call or no --yes, 3 it cannot be taken back there.`,
    options: { from: 'the destination', version: 'the version that is taken back', yes: 'do it' },
  },
  ci: {
    summary: 'Writes a workflow that checks pull requests and releases tags',
    text: `Writes .github/workflows/release.yml or .gitlab-ci.yml for the add-on: a tag releases it to all its destinations; a pull
request is checked, and says what a release would change. Secrets are named at the top; actions are pinned by commit.
With --build plugins are built on three systems first and gathered; the build itself is left to you. It is on by itself
where there are sources and no plugin.`,
    options: {
      build: 'build plugins on three systems',
      'no-build': 'release what lies in the repository',
      package: 'what npx installs, instead of loadmaster@VERSION',
      print: 'print it and write nothing',
      force: 'write over the one that is there',
    },
  },
  destinations: {
    summary: 'Lists, adds, changes and removes the places an add-on is released to',
    text: `They stand in loadmaster.json, without secrets, so they travel with the folder. For example:
  --add '{"kind":"skunkcrafts","name":"updates","url":"https://...","place":{"carrier":"folder","path":"../depot"}}'
  --add '{"kind":"folder","name":"backup","place":{"carrier":"folder","path":"/mnt/share/plane"}}'
  --add '{"kind":"zip","name":"forum","path":"../out"}'
  --add '{"kind":"xpkg","name":"registry","registry":"local"}'
  --add '{"kind":"static-site","name":"site","registry":"local","url":"https://...","place":{"carrier":"git",...}}'
  --add '{"kind":"github","name":"github","owner":"me","repository":"plane"}'
  --set '{"name":"updates","title":"My plane","place":{"path":"../other"}}'
Other places than "folder": git (remote, branch), sftp and ftp (host, user, folder), webdav (url, user),
s3 (bucket, and as needed folder, endpoint, region, accessKey, publicRead).
A password or token is read from the environment: LOADMASTER_SECRET_ and the name in capitals, or \`secretEnv\`.
\`--test\` goes there and changes nothing; \`loadmaster release DIR --dry-run\` says what a release would change.`,
    options: {
      add: 'a destination, as it is written in loadmaster.json',
      set: 'the settings of one by its name; others stay as they are, null takes one away',
      remove: 'take this one out; what was released there stays',
      test: 'go to the place of this one and look, changing nothing',
      trust: 'with --test: the server with this fingerprint is the right one',
    },
  },
  retry: {
    summary: 'Tries a failed version again, or all of them',
    text: `A fault of the server: the same archive is sent again. A fault of the content: the folder is checked and packed anew.
Where only a new version number can help, it says so.`,
    options: {
      'all-failed': 'every failed version of this registry',
      releases: 'what destinations of releases do not have yet',
      'take-over': 'goes on where a release of another machine has locked a depot and was stopped',
    },
  },
  resume: {
    summary: 'Goes on with a version that was interrupted, or waits for it again',
    text: '`loadmaster publish` of the same version does the same.',
    options: {},
  },
  cancel: {
    summary: 'Gives up a version that is under way, and says what is then true',
    text: `What the registry has received cannot be taken back: its number is used, and its end is still told by \`status\`.
Ends with 0 when nothing more happens, with 4 when the registry has not told yet what it received.`,
    options: {},
  },
  status: {
    summary: 'Says how what was published from this terminal stands',
    text: 'Work that was interrupted says so; `loadmaster resume` goes on with it, `loadmaster cancel` gives it up.',
    options: {},
  },
  versions: {
    summary: 'Lists the versions of a package, or fetches the files of one',
    text: 'The package file is checked against the hash the registry tells.',
    options: { 'installation-file': 'save the installation file here', 'package-file': 'save the .xpkg here' },
  },
  packages: {
    summary: 'Lists your packages on a registry, creates one, or changes a description',
    text: '',
    options: {
      create: 'create this package',
      describe: 'change the description of this package',
      name: 'its name, 3 to 32 characters',
      description: '10 to 8192 characters',
    },
  },
  connect: {
    summary: 'Remembers a registry and its token, and finds out what the token may do',
    text: `The token is read from LOADMASTER_TOKEN or from standard input, or comes by --sign-in from the registry's own page, in a
browser on this computer. It is kept in a file that only you can read. Without an address the registry chosen by --registry
is tested.`,
    options: {
      name: 'what to call it',
      'sign-in': 'get the token by signing in with the browser; with the name of a connection, a new one for it',
      'no-open': 'with --sign-in: only print the address, open no browser',
      'no-token': 'it is only read: a website of packages, or what a registry shows to all',
      remove: 'forget this connection and its token',
      list: 'the connections there are',
    },
  },
  registry: {
    summary: "Serves this machine's own registry until Ctrl-C",
    text: `The same registry as in the app, with the same packages. \`npm run registry\` serves one on any folder.
--rehearse tells the registry that runs which faults to have, as a JSON list (docs/local-registry.md); [] ends them.`,
    options: { port: 'the port (any free one)', rehearse: 'the faults to have from now on, and nothing else' },
  },
  'export-site': {
    summary: 'Writes the public part of a registry as files that any web space can serve',
    text: `DIR can then be copied to any web space, pushed to a branch that a host shows as pages, or synchronised to a bucket.
Its address is a registry for Loadmaster: it can be read, not published to. Only what the registry shows to everybody
gets into it. Run again, it fetches only what is new and takes away what is gone.`,
    options: {
      name: 'what the site calls itself',
      description: 'one sentence below the name',
      language: 'of the pages, en otherwise',
    },
  },
  depot: {
    summary: 'Reads a SkunkCrafts depot as the updaters read it and says what would go wrong for users',
    text: `URL is what stands behind \`module\` in the cfg. A folder says nothing of its public address.
Ends with 0 when no error was found (warnings and notes may be), with 1 when there are errors.`,
    options: {
      previous: 'an earlier state, to see whether the blacklist is complete',
      'lists-only': 'do not fetch the files themselves',
    },
  },
  verify: {
    summary: 'Reads an archive back: every header, every checksum, every rule of the registry',
    text: '',
    options: { id: 'the package it should be for' },
  },
  sample: {
    summary: 'Makes a small add-on to try things with',
    text: 'DIR is made when it is missing, and must be empty. "mess" has about thirty faults for `loadmaster check` to find.',
    options: {},
  },
  rules: {
    summary: 'Tries the rules of versions and selections',
    text: `version TEXT          the canonical form and what may come next
selection TEXT        the canonical form and its ranges
selection TEXT V      whether version V is in it (0 yes, 1 no)
compare A B           which is newer`,
    options: {},
  },
  completion: {
    summary: 'Prints a script that completes commands and options in your shell',
    text: 'Prints a script for the shell, which then completes commands and options.',
    options: {},
  },
} as const;

/** Options that mean the same wherever they stand. */
export const options = {
  json: 'one JSON document on standard output, nothing else; always in English',
  help: 'this text',
  lang: 'the language, else that of LC_ALL, LC_MESSAGES or LANG',
  registry: 'local (default), the name of a connection, or an address',
  data: "Loadmaster's own folder (LOADMASTER_DATA)",
  id: 'package id',
  type: 'the package type',
  level: '1 for a quick rehearsal, 6 for a release (default)',
  timeout: 'stop waiting after so many seconds',
  wait: 'wait on even where the registry refuses to tell, or is silent',
} as const;
