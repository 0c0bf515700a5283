/** What we need of a file system of VS Code. */
export interface Files<File> {
  stat(file: File): PromiseLike<{ readonly size: number }>;
  readFile(file: File): PromiseLike<Uint8Array>;
}

const mostPicked = 2_000_000;

/**
 * The body of a webhook from a file, byte for byte: the clipboard may change line breaks. Undefined for a file of more
 * than 2 MB, which no webhook is.
 */
export async function pickedBody<File>(files: Files<File>, file: File): Promise<string | undefined> {
  // Asked before it is read: a file may be larger than the memory.
  const { size } = await files.stat(file);
  if (size > mostPicked) return undefined;
  const bytes = await files.readFile(file);
  // Some file systems tell no size, and a file may grow meanwhile.
  if (bytes.length > mostPicked) return undefined;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
