import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder } from './folders.ts';

const longestWait = 600_000;

/**
 * A folder of `.vscode-test/` that is filled once. `fill` works in a folder of another name, which gets the final name
 * in one step: a broken installation is never taken for a whole one. Other processes wait for the first.
 */
export async function installOnce(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(cacheFolder, name);
  if (existsSync(folder)) return folder;
  return oneAtATime(name, async () => {
    if (existsSync(folder)) return folder;
    const unfinished = `${folder}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished);
    console.log(`Installing ${name} into .vscode-test (first use only)`);
    await fill(unfinished);
    await rename(unfinished, folder);
    return folder;
  });
}

/** Work that only one process of this project does at a time; the others wait. */
export async function oneAtATime<T>(name: string, work: () => Promise<T>): Promise<T> {
  await mkdir(cacheFolder, { recursive: true });
  const lock = join(cacheFolder, `${name}.lock`);
  await take(lock);
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

/** Creates the lock file, or waits until its owner is done or dead. */
async function take(lock: string): Promise<void> {
  const deadline = Date.now() + longestWait;
  for (;;) {
    const file = await open(lock, 'wx').catch(() => undefined);
    if (file) {
      await file.writeFile(String(process.pid));
      await file.close();
      return;
    }
    if (await abandoned(lock)) await rm(lock, { force: true });
    else if (Date.now() > deadline) throw new Error(`Another process still holds ${lock}`);
    else await sleep(250);
  }
}

async function abandoned(lock: string): Promise<boolean> {
  const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
  if (!owner) return false;
  try {
    process.kill(owner, 0);
    return false;
  } catch {
    return true;
  }
}
