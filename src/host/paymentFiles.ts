import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PaymentStore } from '../core/billing/paymentStore.ts';

/** So many payments that are over are kept. */
const mostKept = 20;
const name = /^(\d{1,9})\.payment$/;
/** Where a record is written before it has its name. */
const partName = /^\d{1,9}\.payment\.[\da-f-]{36}$/;
/** Milliseconds after which no window can be at work on a part any more. */
const abandoned = 24 * 60 * 60_000;

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
    await makeFolder(this.#folder);
    const path = this.#path(generation);
    const part = `${path}.${randomUUID()}`;
    try {
      await write(part, text);
      if (!(await takeName(part, path, text))) return false;
      await keepNames(this.#folder);
    } finally {
      await rm(part, { force: true }).catch(() => undefined);
    }
    // That old ones stay says nothing against this one.
    const old = (await this.#generations()).slice(0, -mostKept).map((one) => this.#path(one));
    const left = await leftBehind(this.#folder).catch(() => []);
    await Promise.all([...old, ...left].map((file) => rm(file, { force: true }).catch(() => undefined)));
    return true;
  }

  async replace(generation: number, text: string): Promise<void> {
    const part = `${this.#path(generation)}.${randomUUID()}`;
    try {
      await write(part, text);
      await rename(part, this.#path(generation));
    } catch (thrown) {
      await rm(part, { force: true }).catch(() => undefined);
      throw thrown;
    }
    await keepNames(this.#folder);
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

/** Makes a file that was not there before; its content is on disk when this resolves. Nothing is left of one that fails. */
async function write(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } catch (thrown) {
    await rm(path, { force: true }).catch(() => undefined);
    throw thrown;
  } finally {
    await file.close();
  }
}

/**
 * Gives a whole file a name that nobody has; false where it is taken. Nobody sees half a record under that name, but on
 * file systems without links: there it is written under its name, and whoever reads it meanwhile, or after a crash, finds
 * a damaged record, which counts as an open payment.
 */
async function takeName(part: string, path: string, text: string): Promise<boolean> {
  try {
    await link(part, path);
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return false;
    if (!linkless.has(codeOf(thrown))) throw thrown;
  }
  try {
    await write(path, text);
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return false;
    throw thrown;
  }
}

/** Parts that a crash has left in a folder. */
async function leftBehind(folder: string): Promise<readonly string[]> {
  const parts = (await readdir(folder))
    .filter((file) => partName.test(file))
    .map((file) => join(folder, file));
  const ages = await Promise.all(
    parts.map(async (path) => {
      const changed = await stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => Infinity,
      );
      return { path, age: Date.now() - changed };
    }),
  );
  return ages.filter(({ age }) => age > abandoned).map(({ path }) => path);
}

/** What file systems say that know no second names. */
const linkless: ReadonlySet<unknown> = new Set([
  'EPERM',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EINVAL',
  'UNKNOWN',
]);

/** Makes a folder, and sees that it is found again after a loss of power. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) await keepNames(dirname(made));
}

/** Puts the names in a folder on disk, where the platform can do that. */
async function keepNames(folder: string): Promise<void> {
  // Windows opens no folders, and some file systems put none on disk.
  const opened = await open(folder, 'r').catch(() => undefined);
  try {
    await opened?.sync().catch(() => undefined);
  } finally {
    await opened?.close();
  }
}

const codeOf = (thrown: unknown) => (thrown instanceof Error && 'code' in thrown ? thrown.code : undefined);
