import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PaymentStore } from '../core/billing/paymentStore.ts';

/** So many payments that are over are kept. */
const mostKept = 20;
const name = /^(\d{1,9})\.payment$/;

/** Payments as files of a folder, which only this user of the machine may read. */
export class PaymentFiles implements PaymentStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async newest(): Promise<{ generation: number; text: string } | undefined> {
    const generation = (await this.#generations()).at(-1);
    if (generation === undefined) return undefined;
    // One that cannot be read is there all the same.
    return { generation, text: await readFile(this.#path(generation), 'utf8').catch(() => '') };
  }

  async make(generation: number, text: string): Promise<boolean> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    try {
      await write(this.#path(generation), text);
    } catch (thrown) {
      if (codeOf(thrown) === 'EEXIST') return false;
      throw thrown;
    }
    const old = (await this.#generations()).slice(0, -mostKept);
    await Promise.all(old.map((one) => rm(this.#path(one), { force: true })));
    return true;
  }

  async replace(generation: number, text: string): Promise<void> {
    const written = `${this.#path(generation)}.${randomUUID()}`;
    try {
      await write(written, text);
      await rename(written, this.#path(generation));
    } catch (thrown) {
      await rm(written, { force: true }).catch(() => undefined);
      throw thrown;
    }
  }

  async #generations(): Promise<readonly number[]> {
    const files = await readdir(this.#folder).catch((thrown: unknown) => {
      if (codeOf(thrown) === 'ENOENT') return [];
      throw thrown;
    });
    return files
      .flatMap((file) => {
        const generation = name.exec(file)?.[1];
        return generation === undefined ? [] : [Number(generation)];
      })
      .sort((a, b) => a - b);
  }

  #path(generation: number): string {
    return join(this.#folder, `${generation}.payment`);
  }
}

/** Makes a file that was not there before; it is on disk when this resolves. */
async function write(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

const codeOf = (thrown: unknown) => (thrown instanceof Error && 'code' in thrown ? thrown.code : undefined);
