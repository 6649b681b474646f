/** Smallest files of three systems with the headers that gather reads. */
function mac(cpu: number): Buffer {
  const file = Buffer.alloc(5000, cpu & 255);
  for (const [index, word] of [0xfeed_facf, cpu, cpu & 15].entries()) file.writeUInt32LE(word, 4 * index);
  return file;
}
export const INTEL = mac(0x0100_0007);
export const ARM = mac(0x0100_000c);
export const LINUX = Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(56)]);
LINUX.writeUInt16LE(62, 18);
export const WINDOWS = Buffer.alloc(128);
WINDOWS.write('MZ');
WINDOWS.writeUInt32LE(64, 0x3c);
WINDOWS.write('PE\0\0', 64);
WINDOWS.writeUInt16LE(0x8664, 68);
