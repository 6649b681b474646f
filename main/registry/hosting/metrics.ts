import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry as MetricRegistry } from 'prom-client';
import type { Mirror } from '../mirror/index.ts';
import type { Statements } from '../storage/database/store.ts';
import { countPackages } from '../storage/packages/packages.ts';
import { countJobs } from '../storage/packages/uploads.ts';
import { bytesOnDisk } from '../storage/usage.ts';

export interface Metrics {
  readonly contentType: string;
  readonly registers: readonly MetricRegistry[];
  text(): Promise<string>;
}

/** What a monitoring asks for: the work that waits, what is kept, and the process itself. */
export function openMetrics(db: Statements): Metrics {
  const registers = [new MetricRegistry()];
  const [registry] = registers;
  if (registry === undefined) throw new Error('no metric registry');
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, read: () => Promise<number>) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        this.set(await read());
      },
    });
  gauge('registry_jobs', 'Uploads that wait to be processed', () => countJobs(db));
  gauge('registry_packages', 'Packages', async () => (await countPackages(db)).packages);
  gauge('registry_versions', 'Versions', async () => (await countPackages(db)).versions);
  gauge(
    'registry_upload_bytes',
    'Bytes of archives that are kept until they are processed',
    async () => (await bytesOnDisk(db)).uploads,
  );
  gauge('registry_content_bytes', 'Bytes of package files', async () => (await bytesOnDisk(db)).contents);
  return { contentType: registry.contentType, registers, text: () => registry.metrics() };
}

/** Requests by route and status. */
export function countRequests(app: FastifyInstance, { registers }: Metrics): void {
  const durations = new Histogram({
    name: 'registry_request_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60, 600],
    registers: [...registers],
  });
  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    // The route, not the address: ids and versions would make a series each.
    const labels = { method, route: routeOptions.url ?? 'none', status: String(reply.statusCode) };
    durations.observe(labels, reply.elapsedTime / 1000);
  });
}

/** How far behind the mirrored registry this one may be, and what of it is here. */
export function countMirror({ registers }: Metrics, { state }: Mirror): void {
  const gauge = (name: string, help: string, read: () => Promise<number>) =>
    new Gauge({
      ...{ name, help, registers: [...registers] },
      async collect() {
        this.set(await read());
      },
    });
  gauge('registry_mirror_age_seconds', 'Since the list of the mirrored registry was read', async () => {
    const { followedAt } = await state();
    return followedAt === undefined ? Number.POSITIVE_INFINITY : (Date.now() - Date.parse(followedAt)) / 1000;
  });
  gauge('registry_mirror_packages', 'Packages of the mirrored registry', async () => (await state()).packages);
  gauge('registry_mirror_files', 'Package files of it that have been fetched', async () => (await state()).files);
}

/** Called at the end of each job of this worker. */
export function countJobsDone({ registers }: Metrics): () => void {
  const done = new Counter({
    name: 'registry_jobs_done_total',
    help: 'Uploads that this process has worked on to their end',
    registers: [...registers],
  });
  return () => done.inc();
}
