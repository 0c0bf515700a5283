// A window that saves files of one name into a folder, as fast as it can, from the moment it is told to.
import { writeWhole } from '../../../src/core/files/wholeFile.ts';
import { folderOnDisk } from '../../../src/host/diskFolder.ts';

/** What a test tells the window. */
export interface SavingTask {
  readonly folder: string;
  /** What its files hold, one each. */
  readonly texts: readonly string[];
  /** A disk on which a file has one name only. */
  readonly linkless: boolean;
}

const noLinks = () => Promise.reject(Object.assign(new Error('EPERM'), { code: 'EPERM' }));

process.once('message', ({ folder, texts, linkless }: SavingTask) => {
  const own = linkless ? folderOnDisk(folder, noLinks) : folderOnDisk(folder);
  const save = async () => {
    const names: string[] = [];
    for (const text of texts)
      names.push(await writeWhole(own, 'telnyx-invoice-2026-09.pdf', new TextEncoder().encode(text), false));
    return names;
  };
  save().then(
    (names) => process.send?.(names, () => process.disconnect()),
    (thrown: unknown) => {
      throw thrown;
    },
  );
});
