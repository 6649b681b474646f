import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry as MetricRegistry } from 'prom-client';
import type { RegistryContext } from '../server/context.ts';
import { countPackages } from '../storage/packages.ts';
import { countJobs } from '../storage/uploads.ts';
import { bytesOnDisk } from '../storage/usage.ts';

export interface Metrics {
  readonly contentType: string;
  text(): Promise<string>;
}

/** What a monitoring asks for: requests by route and status, the work that waits, what is kept, and the process itself. */
export function openMetrics(app: FastifyInstance, { db }: RegistryContext): Metrics {
  const registers = [new MetricRegistry()];
  const [registry] = registers;
  if (registry === undefined) throw new Error('no metric registry');
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'registry_request_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60, 600],
    registers,
  });
  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    // The route, not the address: ids and versions would make a series each.
    const labels = { method, route: routeOptions.url ?? 'none', status: String(reply.statusCode) };
    durations.observe(labels, reply.elapsedTime / 1000);
  });
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
  return { contentType: registry.contentType, text: () => registry.metrics() };
}
