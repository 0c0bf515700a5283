import { link, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Folder } from '../core/files/wholeFile.ts';

/** Gives a file a second name, in one step that fails with `EEXIST` where that is taken. */
type Link = (from: string, to: string) => Promise<void>;

/**
 * A folder of this machine. A name is taken in one step of the operating system: of several windows, or other programs,
 * that want it at once one has it, and the others are told.
 */
export function folderOnDisk(path: string, linked: Link = link): Folder {
  const at = (name: string) => join(path, name);
  return {
    // On the disk before it has its name: what has one is whole even after the power failed.
    write: (name, bytes) => writeFile(at(name), bytes, { flag: 'wx', flush: true }),
    move: async (from, to, replace) => {
      if (replace) await rename(at(from), at(to));
      else return taken(at(from), at(to), linked);
      return true;
    },
    remove: (name) => rm(at(name)),
  };
}

async function taken(from: string, to: string, linked: Link): Promise<boolean> {
  try {
    await linked(from, to);
  } catch (thrown) {
    // Some disks, as those of cameras, have no second names.
    return isTaken(thrown) ? false : claimed(from, to);
  }
  await rm(from, { force: true });
  return true;
}

/** Makes an empty file that is nobody else's, then puts the whole one in its place. */
async function claimed(from: string, to: string): Promise<boolean> {
  try {
    await (await open(to, 'wx')).close();
  } catch (thrown) {
    if (isTaken(thrown)) return false;
    throw thrown;
  }
  try {
    await rename(from, to);
  } catch (thrown) {
    await rm(to, { force: true });
    throw thrown;
  }
  return true;
}

const isTaken = (thrown: unknown) => thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST';
