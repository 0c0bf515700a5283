const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

const encoder = new TextEncoder();

/** CRC-32 of a text in UTF-8 (ISO 3309, as zip and gzip use it), as eight hexadecimal digits. */
export function checksum(text: string): string {
  let rest = 0xffffffff;
  for (const byte of encoder.encode(text)) rest = (table[(rest ^ byte) & 0xff] ?? 0) ^ (rest >>> 8);
  return ((rest ^ 0xffffffff) >>> 0).toString(16).padStart(8, '0');
}
