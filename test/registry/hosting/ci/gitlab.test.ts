import { expect, test } from 'vitest';
import { GITLAB_JOB, startCiIssuer } from '../../support/ci-issuer.ts';
import { HOSTED, send } from '../../support/community.ts';
import { formOf, neverProcessed, OK_UPLOAD, openRegistry, TOKEN } from '../../support/local-registry.ts';

// A job of GitLab gets a token as one of GitHub does, by what GitLab signs of it. What is the same for both, the
// signature, the times, the audience, is in exchange.test.ts.

const PACKAGE = 'example.package1';
const RELEASE = { repository: 'Club/fleet/glider', workflow: '.gitlab-ci.yml' };

async function openAll(publisher: object = RELEASE) {
  const gitlab = await startCiIssuer(() => HOSTED.publicUrl, GITLAB_JOB);
  const github = await startCiIssuer(() => HOSTED.publicUrl);
  const hosted = { ...HOSTED, ciIssuers: [github.url, gitlab.url] };
  const registry = await openRegistry({ hosted, run: neverProcessed });
  const url = `http://127.0.0.1:${registry.port}`;
  const publishers = `${url}/access/packages/${PACKAGE}/publishers`;
  expect((await send(publishers, TOKEN, 'POST', { issuer: gitlab.url, ...publisher })).status).toBe(201);
  const exchange = async (idToken: string) => {
    const { status, text } = await send(`${url}/ci/token`, null, 'POST', { packageId: PACKAGE, idToken });
    return { status, text, token: (JSON.parse(text) as { token?: string }).token ?? '' };
  };
  const said = async (claims: Readonly<Record<string, unknown>>) => {
    const { status, text } = await exchange(await gitlab.sign(claims));
    return [status, text];
  };
  return { url, github, gitlab, exchange, said };
}

function config(file: string) {
  return { ci_config_ref_uri: `gitlab.example.org/${file}@refs/heads/main` };
}

test('a job of the named project uploads versions of the one package', async () => {
  const { url, exchange, gitlab } = await openAll();
  const { status, token } = await exchange(await gitlab.sign());
  expect(status).toBe(200);
  const upload = (packageId: string) =>
    send(`${url}/packages/upload`, token, 'POST', formOf(OK_UPLOAD, { packageId, packageVersion: '3.0.0' }));
  expect([(await upload(PACKAGE)).status, (await upload('example.package2')).status]).toEqual([204, 401]);
  const log = (await send(`${url}/access/packages/${PACKAGE}/audit`, TOKEN)).text;
  expect(log).toContain('club/fleet/glider, .gitlab-ci.yml, run 1212');
});

test('a job of another project, file, environment or beginning is none', async () => {
  const { said } = await openAll({ ...RELEASE, environment: 'release' });
  const right = { environment: 'release' };
  for (const claims of [
    { ...right, project_path: 'thief/fleet/glider', ...config('thief/fleet/glider//.gitlab-ci.yml') },
    { ...right, project_path: 'club/glider', ...config('club/glider//.gitlab-ci.yml') },
    // Its own project, with the steps of another one or of another file.
    { ...right, ...config('thief/fleet/glider//.gitlab-ci.yml') },
    { ...right, ...config('club/fleet/glider//other.yml') },
    { ...right, ...config('club/fleet/glider//sub/.gitlab-ci.yml') },
    { ...right, ...config('club/fleet/glider//x@y//.gitlab-ci.yml') },
    { ...right, ci_config_ref_uri: '' },
    {},
    { environment: 'test' },
  ]) {
    expect([claims, (await said(claims))[0]]).toEqual([claims, 403]);
  }
  for (const pipeline_source of [
    ...['merge_request_event', 'external_pull_request_event', 'parent_pipeline', 'pipeline', 'trigger', 'chat'],
  ]) {
    expect(await said({ ...right, pipeline_source })).toEqual([403, expect.stringContaining(pipeline_source)]);
  }
  for (const missing of ['project_path', 'project_id', 'pipeline_source', 'ci_config_ref_uri', 'jti']) {
    expect([missing, (await said({ ...right, [missing]: undefined }))[0]]).toEqual([missing, 401]);
  }
  expect((await said(right))[0]).toBe(200);
  // From its first use on, a project that took over the name is another one.
  expect(await said({ ...right, project_id: '5000' })).toEqual([
    403,
    expect.stringContaining('although it has its name'),
  ]);
});

test('what one issuer signs is worth nothing as the other one, and each proof is good once', async () => {
  const { gitlab, github, exchange } = await openAll();
  const names = { repository: 'club/fleet/glider', repository_id: '815' };
  const ref = 'club/fleet/glider/.github/workflows/.gitlab-ci.yml@refs/heads/main';
  expect((await exchange(await github.sign(GITLAB_JOB))).status).toBe(403);
  expect((await exchange(await github.sign({ ...names, workflow_ref: ref, job_workflow_ref: ref }))).status).toBe(403);
  // Signed with the key of one, and said to be of the other.
  expect((await exchange(await github.sign({ ...GITLAB_JOB, iss: gitlab.url }))).status).toBe(401);
  const idToken = await gitlab.sign();
  expect((await exchange(idToken)).status).toBe(200);
  expect((await exchange(idToken)).status).toBe(401);
  expect((await exchange(await gitlab.sign({ jti: 'other', aud: 'https://other.example.org' }))).status).toBe(401);
});
