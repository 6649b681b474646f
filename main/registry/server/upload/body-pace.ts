import { Transform } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

const SLICES_PER_SECOND = 20;

/** Lets bytes through no faster than this; back-pressure carries it to the sender. */
export function throttle(bytesPerSecond: number): Transform {
  const slice = Math.max(1, Math.floor(bytesPerSecond / SLICES_PER_SECOND));
  return new Transform({
    async transform(chunk: Buffer, _encoding, done) {
      for (let at = 0; at < chunk.length; at += slice) {
        const part = chunk.subarray(at, at + slice);
        await delay((part.length / bytesPerSecond) * 1000);
        if (this.destroyed) return;
        this.push(part);
      }
      done();
    },
  });
}

/** Calls back once when so many bytes have passed. */
export function tripAfter(bytes: number, trip: () => void): Transform {
  let seen = 0;
  let tripped = false;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (!tripped && seen >= bytes) {
        tripped = true;
        trip();
      }
      done(null, chunk);
    },
  });
}
