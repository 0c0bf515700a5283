import { mkdir, open, readdir, readFile, rm, truncate, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalStore } from '../core/plan/journalStore.ts';

const extension = '.journal';

/** Journals as files of a folder; only what people may read themselves is in them, and others may not. */
export class JournalFiles implements JournalStore {
  readonly #folder: string;
  readonly #handles = new Map<string, Promise<FileHandle>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  async names(): Promise<readonly string[]> {
    return (await this.#files()).flatMap((file) =>
      file.endsWith(extension) ? [file.slice(0, -extension.length)] : [],
    );
  }

  async *read(name: string): AsyncIterable<Uint8Array> {
    const file = await open(this.#path(name), 'r');
    try {
      for await (const piece of file.createReadStream({ autoClose: false })) yield piece as Uint8Array;
    } finally {
      await file.close();
    }
  }

  async ends(name: string, most: number): Promise<{ head: Uint8Array; tail: Uint8Array }> {
    const file = await open(this.#path(name), 'r');
    try {
      const { size } = await file.stat();
      const length = Math.min(most, size);
      const [head, tail] = [new Uint8Array(length), new Uint8Array(length)];
      await file.read(head, 0, length, 0);
      await file.read(tail, 0, length, size - length);
      return { head, tail };
    } finally {
      await file.close();
    }
  }

  async append(name: string, text: string): Promise<void> {
    const file = await this.#handle(name);
    try {
      await file.appendFile(text);
      await file.datasync();
    } catch (thrown) {
      // The next one opens it anew.
      await this.close(name);
      throw thrown;
    }
  }

  async close(name: string): Promise<void> {
    const handle = this.#handles.get(name);
    this.#handles.delete(name);
    await handle?.then((file) => file.close()).catch(() => undefined);
  }

  truncate(name: string, length: number): Promise<void> {
    return truncate(this.#path(name), length);
  }

  async remove(name: string): Promise<void> {
    await this.close(name);
    const own = (await this.#files()).filter(
      (file) => file === `${name}${extension}` || file.startsWith(`${name}.lease.`),
    );
    await Promise.all(own.map((file) => rm(join(this.#folder, file), { force: true })));
  }

  async lease(name: string): Promise<{ generation: number; text: string } | undefined> {
    const generation = (await this.#generations(name)).at(-1);
    if (generation === undefined) return undefined;
    return { generation, text: await readFile(this.#leasePath(name, generation), 'utf8').catch(() => '') };
  }

  leaseText(name: string, generation: number): Promise<string | undefined> {
    return readFile(this.#leasePath(name, generation), 'utf8').catch(unless('ENOENT', undefined));
  }

  async makeLease(name: string, generation: number, text: string): Promise<boolean> {
    await mkdir(this.#folder, { recursive: true });
    const options = { flag: 'wx', mode: 0o600 };
    const made = await writeFile(this.#leasePath(name, generation), text, options).then(
      () => true,
      unless('EEXIST', false),
    );
    if (!made) return false;
    const all = await this.#generations(name);
    // Between looking and making, others may have made this one, gone on to higher ones and removed it.
    if (all.some((one) => one > generation)) return false;
    for (const one of all) if (one < generation) await rm(this.#leasePath(name, one), { force: true });
    return true;
  }

  async writeLease(name: string, generation: number, text: string): Promise<void> {
    const file = await open(this.#leasePath(name, generation), 'r+');
    try {
      // In its place, so that nobody finds it empty.
      const { bytesWritten } = await file.write(text, 0);
      await file.truncate(bytesWritten);
    } finally {
      await file.close();
    }
  }

  async #generations(name: string): Promise<readonly number[]> {
    const prefix = `${name}.lease.`;
    return (await this.#files())
      .flatMap((file) => (file.startsWith(prefix) ? [Number(file.slice(prefix.length))] : []))
      .filter(Number.isSafeInteger)
      .sort((a, b) => a - b);
  }

  async #files(): Promise<readonly string[]> {
    return readdir(this.#folder).catch(unless('ENOENT', []));
  }

  async #handle(name: string): Promise<FileHandle> {
    const known = this.#handles.get(name);
    if (known) return known;
    const opened = mkdir(this.#folder, { recursive: true }).then(() => open(this.#path(name), 'a', 0o600));
    this.#handles.set(name, opened);
    try {
      return await opened;
    } catch (thrown) {
      this.#handles.delete(name);
      throw thrown;
    }
  }

  #path(name: string): string {
    return join(this.#folder, `${name}${extension}`);
  }

  #leasePath(name: string, generation: number): string {
    return join(this.#folder, `${name}.lease.${generation}`);
  }
}

/** For an error of this code the other value; throws any other. */
const unless =
  <T>(code: string, otherwise: T) =>
  (thrown: unknown): T => {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === code) return otherwise;
    throw thrown;
  };
