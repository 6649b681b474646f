import { addressSecret, type CiInput, namedSecrets, quoted } from './ci-input.ts';
import type { CiRegistry } from './needs.ts';

/** Where each build runs; whoever has runners of their own writes other tags. */
const RUNNERS = [
  { system: 'win', runner: 'tags: [saas-windows-medium-amd64]' },
  { system: 'mac', runner: 'tags: [saas-macos-medium-m1]' },
  { system: 'lin', runner: 'image: debian:11 # glibc as old as users have it' },
] as const;

/** A pipeline for GitLab CI: builds, gathers, checks; plans on merge requests, releases on tags. */
export function gitlabPipeline(input: CiInput): string {
  const builds = input.builds ? RUNNERS.map(buildJob) : [];
  return `${[header(input), ...builds, preparation(input), checkJob(), planJob(), releaseJob(input)].join('\n')}`;
}

function header({ folder, name, command, builds, needs }: CiInput): string {
  const addon = builds
    ? `  ADDON_NAME: ${quoted(name)}${folder === '.' ? '' : `\n  SOURCES: ${quoted(folder)}`}`
    : `  ADDON: ${quoted(folder)}`;
  return `# Written by \`loadmaster ci gitlab\`; it is yours from here on. Lines marked YOURS want your hand.
${variableLines(needs)}# A tag ${needs.tagPrefix}1.2.3 releases version 1.2.3. A merge request is checked, and shows what a release would change.
stages: [${builds ? 'build, ' : ''}check, release]

workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: ${isRelease(needs.tagPrefix)}

variables:
  # Notes may come from the commits since the last tag, so the whole history is needed.
  GIT_DEPTH: 0
  LOADMASTER: ${quoted(command)}
${addon}
`;
}

function variableLines(needs: CiInput['needs']): string {
  const addresses = needs.registries.filter(({ address }) => address === undefined);
  const named = namedSecrets(needs).join(', ');
  const lines = [
    ...(named === ''
      ? []
      : [
          `# Variables to set in Settings > CI/CD > Variables, masked and protected: ${named}.`,
          `# Protect the tags "${needs.tagPrefix}*" too: protected variables reach nothing else, so no merge request sees them.`,
        ]),
    ...addresses.map(
      (one) => `# Another one, ${addressSecret(one.registry)}: the address of the registry ${quoted(one.registry)}.`,
    ),
    ...(needs.registries.length > 0
      ? [
          '# A registry that names this project and this file as a publisher of the package needs no token: leave it away.',
        ]
      : []),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function isRelease(prefix: string): string {
  if (prefix === '') return '$CI_COMMIT_TAG';
  return `$CI_COMMIT_TAG =~ /^${prefix.replaceAll(/[^\w-]/g, String.raw`\$&`)}/`;
}

function buildJob({ system, runner }: (typeof RUNNERS)[number]): string {
  return `build-${system}:
  stage: build
  ${runner}
  script:
    # YOURS: build the plugin and put it, with what belongs to it, into builds/${system}/
    - echo "The build step of build-${system} is not written yet."
    - exit 1
  artifacts:
    paths: [builds/${system}/]
`;
}

/** Before each job of ours: a folder for the journal, and the three builds gathered beside the checkout. */
function preparation({ builds, folder }: CiInput): string {
  const sources =
    folder === '.'
      ? `    # YOURS: whatever else of the repository users get
    - |
      mkdir sources
      for file in loadmaster.json *.ska CHANGELOG* README* LICENSE*; do
        if [ -f "$file" ]; then cp "$file" sources/; fi
      done
    - $LOADMASTER gather "$ADDON" sources builds/*`
      : '    - $LOADMASTER gather "$ADDON" "$SOURCES" builds/*';
  const gather = `    - export ADDON="$(mktemp -d)/$ADDON_NAME"
${sources}
`;
  return `.addon:
  image: node:24
  before_script:
    - export LOADMASTER_DATA="$(mktemp -d)"
${builds ? gather : ''}`;
}

function checkJob(): string {
  return `check:
  extends: .addon
  stage: check
  script:
    # The report is laid down afterwards: what lies in the add-on's folder is checked and released.
    - |
      ended=0
      $LOADMASTER check "$ADDON" --format junit > "$LOADMASTER_DATA/check.xml" || ended=$?
      cp "$LOADMASTER_DATA/check.xml" check.xml
      exit "$ended"
  artifacts:
    when: always
    reports:
      junit: check.xml
`;
}

function planJob(): string {
  return `plan:
  extends: .addon
  stage: check
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
  script:
    - |
      ended=0
      $LOADMASTER release "$ADDON" --dry-run > "$LOADMASTER_DATA/plan.txt" 2>&1 || ended=$?
      if [ "$ended" -ne 0 ]; then
        echo 'Not all of it could be planned: places that need a secret are not looked at here.' >> "$LOADMASTER_DATA/plan.txt"
      fi
      cp "$LOADMASTER_DATA/plan.txt" plan.txt
      cat plan.txt
  artifacts:
    expose_as: What a release would change
    paths: [plan.txt]
`;
}

function releaseJob({ needs }: CiInput): string {
  const connects = needs.registries.map(({ registry, address, tokenSecret }) => {
    const where = address === undefined ? `"$${addressSecret(registry)}"` : quoted(address);
    const call = `LOADMASTER_TOKEN="$${tokenSecret}" $LOADMASTER connect ${where} --name ${quoted(registry)}`;
    return `    - ${yamlText(call)}\n`;
  });
  const author = `    GIT_AUTHOR_NAME: $GITLAB_USER_NAME
    GIT_AUTHOR_EMAIL: $GITLAB_USER_EMAIL
    GIT_COMMITTER_NAME: $GITLAB_USER_NAME
    GIT_COMMITTER_EMAIL: $GITLAB_USER_EMAIL
`;
  return `release:
  extends: .addon
  stage: release
  rules:
    - if: ${isRelease(needs.tagPrefix)}
  # Two releases at once would write to the same places.
  resource_group: release
${needs.registries.slice(0, 1).map(proof).join('')}  variables:
    TAG_PREFIX: ${quoted(needs.tagPrefix)}
${needs.commits ? author : ''}  script:
${connects.join('')}    - $LOADMASTER release "$ADDON" --version "\${CI_COMMIT_TAG#"$TAG_PREFIX"}"
`;
}

/** What GitLab signs before the job begins is for one registry. */
function proof({ registry, address }: CiRegistry): string {
  const audience = address === undefined ? `$${addressSecret(registry)}` : quoted(new URL(address).origin);
  return `  # A registry may trust this pipeline instead of a token. This is for one of them; it tells nothing to another one.
  id_tokens:
    LOADMASTER_ID_TOKEN:
      aud: ${audience}
`;
}

/** As a plain scalar it would end at `: ` and ` #`. */
function yamlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
