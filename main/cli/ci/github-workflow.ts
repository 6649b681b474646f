import { addressSecret, type CiInput, namedSecrets, quoted } from './ci-input.ts';
import type { CiNeeds } from './needs.ts';

/** Pinned by commit, as a tag can be moved; the comment is for people and for Dependabot. */
const ACTIONS = {
  checkout: 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1',
  node: 'actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0',
  upload: 'actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0',
  download: 'actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1',
} as const;

/** A workflow for GitHub Actions: builds, gathers, checks; plans on pull requests, releases on tags. */
export function githubWorkflow(input: CiInput): string {
  const jobs = [...(input.builds ? [buildJob()] : []), checkJob(input), releaseJob(input)];
  return `${[header(input), 'jobs:', jobs.join('\n\n')].join('\n')}\n`;
}

function header({ folder, name, command, builds, needs }: CiInput): string {
  const addon = builds
    ? `  ADDON_NAME: ${quoted(name)}${folder === '.' ? '' : `\n  SOURCES: ${quoted(folder)}`}`
    : `  ADDON: ${quoted(folder)}`;
  return `# Written by \`loadmaster ci github\`; it is yours from here on. Lines marked YOURS want your hand.
${secretLines(needs)}# A tag ${needs.tagPrefix}1.2.3 releases version 1.2.3. A pull request is checked, and its summary says what a release would change.
name: Release
on:
  pull_request:
  push:
    tags: [${quoted(`${needs.tagPrefix}*`)}]

permissions:
  contents: read

# Two releases at once would write to the same places.
concurrency:
  group: release-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}

defaults:
  run:
    shell: bash

env:
  LOADMASTER: ${quoted(command)}
${addon}
`;
}

function secretLines(needs: CiNeeds): string {
  const { secrets, registries } = needs;
  const named = namedSecrets(needs).join(', ');
  const lines = [
    ...(named === '' ? [] : [`# Secrets to set in Settings > Secrets and variables > Actions: ${named}.`]),
    ...registries
      .filter(({ address }) => address === undefined)
      .map(
        (one) => `# Another one, ${addressSecret(one.registry)}: the address of the registry ${quoted(one.registry)}.`,
      ),
    ...(registries.length > 0
      ? [
          '# A registry that names this repository and this file as a publisher of the package needs no secret: leave its token away.',
        ]
      : []),
    ...(usesOwnToken({ secrets }) ? ["# The release on GitHub is made with the workflow's own token."] : []),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function usesOwnToken({ secrets }: Pick<CiNeeds, 'secrets'>): boolean {
  return secrets.some(({ secret }) => secret === undefined);
}

function buildJob(): string {
  return `  build:
    strategy:
      matrix:
        include:
          - { system: win, os: windows-latest }
          - { system: mac, os: macos-latest }
          - { system: lin, os: ubuntu-22.04 } # glibc as old as users have it
    runs-on: \${{ matrix.os }}
    steps:
      - uses: ${ACTIONS.checkout}
        with:
          persist-credentials: false
      - name: Build
        env:
          SYSTEM: \${{ matrix.system }}
        run: |
          # YOURS: build the plugin for $SYSTEM and put it, with what belongs to it, into build/
          echo "::error::The build step of this workflow is not written yet ($SYSTEM)."
          exit 1
      - uses: ${ACTIONS.upload}
        with:
          name: build-\${{ matrix.system }}
          path: build/
          if-no-files-found: error`;
}

function checkJob(input: CiInput): string {
  return `  check:
${input.builds ? '    needs: build\n' : ''}    runs-on: ubuntu-latest
    steps:
${setUp(input)}
${gatherSteps(input)}      - name: Check
        run: $LOADMASTER check "$ADDON" --format github
      - name: Say what a release would change
        if: github.event_name == 'pull_request'
        env:
${ownTokens(input.needs, 'To look at releases; a pull request gets no other secret.')}          LOADMASTER_DATA: \${{ runner.temp }}/loadmaster
        run: |
          ended=0
          $LOADMASTER release "$ADDON" --dry-run > plan.txt 2> plan-notes.txt || ended=$?
          {
            echo '### What a release would change'
            echo '~~~~'
            cat plan.txt plan-notes.txt
            echo '~~~~'
            if [ "$ended" -ne 0 ]; then echo 'Not all of it could be planned: places that need a secret are not looked at here.'; fi
          } >> "$GITHUB_STEP_SUMMARY"`;
}

function releaseJob(input: CiInput): string {
  const { needs } = input;
  const contents = usesOwnToken(needs) ? 'write' : 'read';
  return `  release:
    needs: check
    if: github.ref_type == 'tag'
    runs-on: ubuntu-latest
    permissions:
      contents: ${contents}
${needs.registries.length > 0 ? '      id-token: write # a registry may trust this workflow instead of a secret\n' : ''}    steps:
${setUp(input)}
${gatherSteps(input)}${needs.registries.map(connectStep).join('')}      - name: Release
        env:
${needs.secrets.map(({ variable, secret }) => `          ${variable}: \${{ ${secret === undefined ? 'github.token' : `secrets.${secret}`} }}\n`).join('')}${needs.commits ? author() : ''}          TAG_PREFIX: ${quoted(needs.tagPrefix)}
          LOADMASTER_DATA: \${{ runner.temp }}/loadmaster
        run: $LOADMASTER release "$ADDON" --version "\${GITHUB_REF_NAME#"$TAG_PREFIX"}"`;
}

/** Notes may come from the commits since the last tag, so the whole history is needed. */
function setUp({ builds }: CiInput): string {
  const download = `
      - uses: ${ACTIONS.download}
        with:
          path: builds
          pattern: build-*`;
  return `      - uses: ${ACTIONS.checkout}
        with:
          persist-credentials: false
          fetch-depth: 0
      - uses: ${ACTIONS.node}
        with:
          node-version: 24${builds ? download : ''}`;
}

function gatherSteps({ builds, folder }: CiInput): string {
  if (!builds) return '';
  const sources =
    folder === '.'
      ? `          # YOURS: whatever else of the repository users get
          mkdir sources
          for file in loadmaster.json *.ska CHANGELOG* README* LICENSE*; do
            if [ -f "$file" ]; then cp "$file" sources/; fi
          done
          $LOADMASTER gather "$RUNNER_TEMP/addon/$ADDON_NAME" sources builds/*`
      : `          $LOADMASTER gather "$RUNNER_TEMP/addon/$ADDON_NAME" "$SOURCES" builds/*`;
  return `      - name: Gather the three builds
        run: |
          mkdir -p "$RUNNER_TEMP/addon"
${sources}
          echo "ADDON=$RUNNER_TEMP/addon/$ADDON_NAME" >> "$GITHUB_ENV"
`;
}

function connectStep({ registry, address, tokenSecret }: CiNeeds['registries'][number]): string {
  const where = address === undefined ? `\${{ secrets.${addressSecret(registry)} }}` : quoted(address);
  return `      - name: Connect to the registry
        env:
          REGISTRY: ${where}
          REGISTRY_NAME: ${quoted(registry)}
          LOADMASTER_TOKEN: \${{ secrets.${tokenSecret} }}
          LOADMASTER_DATA: \${{ runner.temp }}/loadmaster
        run: $LOADMASTER connect "$REGISTRY" --name "$REGISTRY_NAME"
`;
}

function ownTokens({ secrets }: CiNeeds, why?: string): string {
  const own = secrets
    .filter(({ secret }) => secret === undefined)
    .map(({ variable }) => `          ${variable}: \${{ github.token }}\n`);
  return own.length > 0 && why !== undefined ? [`          # ${why}\n`, ...own].join('') : own.join('');
}

function author(): string {
  return ['AUTHOR', 'COMMITTER']
    .map(
      (who) => `          GIT_${who}_NAME: \${{ github.actor }}
          GIT_${who}_EMAIL: \${{ github.actor }}@users.noreply.github.com
`,
    )
    .join('');
}
