/** One request as the app's live log shows it. Never a header or a body: those hold tokens. */
export interface LoggedRequest {
  readonly id: number;
  readonly at: string;
  readonly method: string;
  readonly path: string;
  /** Undefined when no answer was sent. */
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly durationMs: number;
  readonly bytesIn: number;
  /** A fault of the rehearsal had a hand in it. */
  readonly rehearsed: boolean;
}

export interface RequestLog {
  add(entry: Omit<LoggedRequest, 'id'>): void;
  /** Oldest first, those after this id. */
  list(after: number, limit: number): LoggedRequest[];
  clear(): void;
}

const KEPT_REQUESTS = 1000;

export function openRequestLog(onRequest?: (entry: LoggedRequest) => void): RequestLog {
  let entries: LoggedRequest[] = [];
  let lastId = 0;
  return {
    add(entry) {
      lastId += 1;
      const logged = { id: lastId, ...entry };
      entries.push(logged);
      // Trimmed in strides: a shift per request would copy the list each time.
      if (entries.length > KEPT_REQUESTS * 2) entries = entries.slice(-KEPT_REQUESTS);
      onRequest?.(logged);
    },
    list: (after, limit) => entries.filter((entry) => entry.id > after).slice(-limit),
    clear() {
      entries = [];
    },
  };
}
