import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Uri } from 'vscode';
import type { KeptReports } from '../core/billing/reports.ts';

/** Where reports of charges are kept, in the folder of the extension. */
export const reportsFolder = (storage: Uri): string => join(storage.fsPath, 'charges');

/**
 * Reports of finished months as files, a folder for each account, which only this user of the machine may read. What
 * cannot be read or written is not kept: the account has it all.
 */
export class ReportFiles {
  readonly #folder: string;
  readonly #log: (text: string) => void;
  /** Files that are being written: nobody waits for them but who reads one, writes it again or forgets it. */
  readonly #writing = new Map<string, Promise<void>>();

  /** `log` hears of files that could not be written, in words without their content. */
  constructor(folder: string, log: (text: string) => void) {
    this.#folder = folder;
    this.#log = log;
  }

  of(profileId: string): KeptReports {
    const fileOf = (name: string) => join(this.#folder, profileId, `${name}.json`);
    return {
      read: async (name) => {
        const file = fileOf(name);
        await this.#writing.get(file);
        try {
          return JSON.parse(await readFile(file, 'utf8')) as unknown;
        } catch {
          return undefined;
        }
      },
      write: (name, report) => this.#writeNext(profileId, fileOf(name), report),
    };
  }

  /** Forgets everything that is kept for an account. */
  async forget(profileId: string): Promise<void> {
    await Promise.all(this.#writing.values());
    await rm(join(this.#folder, profileId), { recursive: true, force: true });
  }

  /** What is written last is what stays. */
  #writeNext(profileId: string, file: string, report: unknown): Promise<void> {
    const before = this.#writing.get(file) ?? Promise.resolve();
    const writing = before
      .then(() => this.#write(profileId, file, report))
      .finally(() => {
        if (this.#writing.get(file) === writing) this.#writing.delete(file);
      });
    this.#writing.set(file, writing);
    return writing;
  }

  async #write(profileId: string, file: string, report: unknown): Promise<void> {
    const written = `${file}.${randomUUID()}`;
    try {
      await mkdir(join(this.#folder, profileId), { recursive: true, mode: 0o700 });
      await writeFile(written, JSON.stringify(report), { mode: 0o600 });
      // Whoever reads meanwhile has the old file or the new one, never a part.
      await rename(written, file);
    } catch (thrown) {
      await rm(written, { force: true }).catch(() => undefined);
      this.#log(`A report of charges was not kept: ${thrown instanceof Error ? thrown.name : typeof thrown}`);
    }
  }
}
