import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** The files below a folder that hold a text, in either of the encodings that editors and browsers store. */
export async function filesHolding(folder: string, text: string): Promise<string[]> {
  const wanted = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found: string[] = [];
  for (const file of files) {
    // What is gone by now holds nothing.
    const content = await readFile(file).catch(() => Buffer.alloc(0));
    if (wanted.some((bytes) => content.includes(bytes))) found.push(relative(folder, file));
  }
  return found;
}
