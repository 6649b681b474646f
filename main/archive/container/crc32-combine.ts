// The CRC-32 of two runs of bytes put together, from the CRC of each: blocks of one file are read by different workers.
// Appending n bytes multiplies by x^(8n) modulo the CRC's polynomial (bits reflected: the highest bit is x^0).

const POLYNOMIAL = 0xedb88320;
const ONE = 0x8000_0000;

function multiply(a: number, b: number): number {
  let product = 0;
  let factor = b;
  for (let bit = ONE; bit !== 0; bit >>>= 1) {
    if (a & bit) product ^= factor;
    factor = factor & 1 ? (factor >>> 1) ^ POLYNOMIAL : factor >>> 1;
  }
  return product >>> 0;
}

// x^(2^n) for n = 0..31; from there the sequence repeats.
const SQUARES = powersBySquaring();

function powersBySquaring(): readonly number[] {
  const squares = [ONE >>> 1];
  for (let power = squares[0] ?? 0; squares.length < 32; squares.push(power)) power = multiply(power, power);
  return squares;
}

const shifts = new Map<number, number>();

function shiftBy(bytes: number): number {
  const known = shifts.get(bytes);
  if (known !== undefined) return known;
  let shift = ONE;
  let power = 3;
  for (let rest = bytes; rest > 0; rest = Math.floor(rest / 2), power += 1) {
    if (rest % 2 === 1) shift = multiply(SQUARES[power % 32] ?? 0, shift);
  }
  // Nearly all blocks have the same length; the few others need no memory.
  if (shifts.size < 8) shifts.set(bytes, shift);
  return shift;
}

export function combineCrc32(first: number, second: number, secondBytes: number): number {
  return (multiply(shiftBy(secondBytes), first) ^ second) >>> 0;
}
