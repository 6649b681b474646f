import type { Carrier } from './carrier.ts';

interface BeginningCarrier extends Carrier {
  /** Asks whether the place is there and may be used. */
  begin(signal: AbortSignal): Promise<void>;
}

/** One that cannot begin gives up its connections. */
export async function beginOrDispose(carrier: BeginningCarrier, signal: AbortSignal): Promise<Carrier> {
  try {
    await carrier.begin(signal);
    return carrier;
  } catch (cause) {
    await carrier.dispose();
    throw cause;
  }
}
