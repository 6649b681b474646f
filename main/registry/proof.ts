import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileDurably } from '../disk/index.ts';

// A port says nothing about who answers there: when a registry has ended, any user of the machine may take its port. So
// a registry proves that it holds a secret of its data folder before anybody gives it a token. The answer holds for one
// challenge and one port; passing a challenge on to the real registry, at another port, proves nothing.

const KEY_FILE = 'proof.key';
const CHALLENGE = /^[0-9a-f]{64}$/;
const TIMEOUT_MS = 5_000;
const answerSchema = z.object({ proof: z.string().length(64) });

export interface RegistryProof {
  /** Undefined for what is no challenge. */
  answer(challenge: unknown, port: number): string | undefined;
}

/** A new secret for each run of the registry, readable by the owner of the folder. */
export async function openProof(dataDir: string): Promise<RegistryProof> {
  const key = randomBytes(32).toString('hex');
  await writeFileDurably(join(dataDir, KEY_FILE), `${key}\n`, 0o600);
  return {
    answer: (challenge, port) =>
      typeof challenge === 'string' && CHALLENGE.test(challenge) ? proofOf(key, challenge, port) : undefined,
  };
}

/** Whether the registry of this data folder answers at this address. Sends nothing that would be worth keeping. */
export async function verifyRegistryProof(url: string, dataDir: string): Promise<boolean> {
  try {
    const key = (await readFile(join(dataDir, KEY_FILE), 'utf8')).trim();
    const challenge = randomBytes(32).toString('hex');
    const answer = await fetch(`${url}/local/proof?challenge=${challenge}`, {
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const { proof } = answerSchema.parse(await answer.json());
    return timingSafeEqual(Buffer.from(proof), Buffer.from(proofOf(key, challenge, Number(new URL(url).port))));
  } catch {
    // No key, nobody there, or something that is no proof.
    return false;
  }
}

function proofOf(key: string, challenge: string, port: number): string {
  return createHmac('sha256', key).update(`${challenge}:${port}`).digest('hex');
}
