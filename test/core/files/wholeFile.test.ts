import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { writeWhole, type Folder } from '../../../src/core/files/wholeFile.ts';
import { folderOnDisk } from '../../../src/host/diskFolder.ts';
import type { SavingTask } from './savingChild.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

async function folder(t: TestContext, broken: Partial<Folder> = {}) {
  const path = await mkdtemp(join(tmpdir(), 'whole-'));
  t.after(() => rm(path, { recursive: true }));
  return {
    path,
    own: { ...folderOnDisk(path), ...broken },
    names: async () => (await readdir(path)).sort(),
    read: (name: string) => readFile(join(path, name), 'utf8'),
  };
}

/** Two windows that save at once; resolves with the names that each was told its files have. */
function windowsSave(tasks: readonly SavingTask[]): Promise<readonly (readonly string[])[]> {
  return Promise.all(
    tasks.map(async (task) => {
      const child = fork(join(import.meta.dirname, 'savingChild.ts'), { stdio: 'inherit' });
      const told = once(child, 'message');
      child.send(task);
      const [names] = (await told) as [readonly string[]];
      return names;
    }),
  );
}

describe('A file that is written whole', () => {
  test('has its name once it is complete, and leaves nothing else', async (t) => {
    const { own, names, read } = await folder(t);
    assert.equal(await writeWhole(own, 'a.pdf', bytes('one'), false), 'a.pdf');
    assert.deepEqual(await names(), ['a.pdf']);
    assert.equal(await read('a.pdf'), 'one');
  });

  test('replaces nothing unless it may: two at once have names of their own', async (t) => {
    const { own, names, read } = await folder(t);
    const made = await Promise.all(
      ['one', 'two', 'three'].map((text) => writeWhole(own, 'a.pdf', bytes(text), false)),
    );
    assert.deepEqual([...made].sort(), ['a (2).pdf', 'a (3).pdf', 'a.pdf']);
    assert.deepEqual(await names(), [...made].sort());
    await writeWhole(own, 'a.pdf', bytes('new'), true);
    assert.equal(await read('a.pdf'), 'new');
    assert.equal((await names()).length, 3);
  });

  test('has a name of its own also where a folder looks first and moves then, as that of VS Code does', async (t) => {
    const { own, names, read } = await folder(t);
    const taken = new Set<string>();
    const looking: Folder = {
      ...own,
      move: async (from, to, replace) => {
        if (!replace && taken.has(to)) return false;
        await new Promise((resolve) => setTimeout(resolve, 5));
        taken.add(to);
        return own.move(from, to, true);
      },
    };
    const texts = ['one', 'two', 'three'];
    const made = await Promise.all(texts.map((text) => writeWhole(looking, 'a.pdf', bytes(text), false)));
    assert.deepEqual(await names(), ['a (2).pdf', 'a (3).pdf', 'a.pdf']);
    assert.deepEqual(await Promise.all(made.map(read)), texts);
  });

  for (const linkless of [false, true])
    test(`is its own where two windows save at once, ${linkless ? 'on a disk without second names' : 'on a usual disk'}`, async (t) => {
      const { path, names, read } = await folder(t);
      await writeFile(join(path, 'telnyx-invoice-2026-09.pdf'), 'mine');
      const texts = ['one', 'other'].map((window) =>
        Array.from({ length: 40 }, (_, at) => `${window} ${at} `.repeat(5_000)),
      );
      const told = await windowsSave(texts.map((own) => ({ folder: path, texts: own, linkless })));
      assert.equal(await read('telnyx-invoice-2026-09.pdf'), 'mine');
      assert.equal(new Set(told.flat()).size, 80, 'no name twice');
      assert.deepEqual(
        (await names()).filter((name) => name.endsWith('.part')),
        [],
      );
      assert.equal((await names()).length, 81);
      for (const [window, own] of told.entries())
        for (const [at, name] of own.entries()) assert.equal(await read(name), texts[window]?.[at]);
    });

  test('gives a name back that it took and could not fill', async (t) => {
    const { path, names } = await folder(t);
    const noLinks = () => Promise.reject(new Error('EPERM'));
    await assert.rejects(folderOnDisk(path, noLinks).move('gone.part', 'a.pdf', false), /ENOENT/);
    assert.deepEqual(await names(), []);
  });

  test('is written although the one before it could not be', async (t) => {
    const { own, names } = await folder(t);
    const broken = { ...own, move: () => Promise.reject(new Error('EIO')) };
    const both = [
      writeWhole(broken, 'a.pdf', bytes('one'), false),
      writeWhole(own, 'a.pdf', bytes('two'), false),
    ];
    assert.deepEqual(
      (await Promise.allSettled(both)).map(({ status }) => status),
      ['rejected', 'fulfilled'],
    );
    assert.deepEqual(await names(), ['a.pdf']);
  });

  test('leaves no part where the disk is full or the name cannot be taken', async (t) => {
    const full = await folder(t);
    const own = {
      ...full.own,
      write: async (name: string, content: Uint8Array) => {
        await full.own.write(name, content.subarray(0, 1));
        throw new Error('ENOSPC');
      },
    };
    await assert.rejects(writeWhole(own, 'a.pdf', bytes('one'), false), /ENOSPC/);
    assert.deepEqual(await full.names(), []);
    const locked = await folder(t, { move: () => Promise.reject(new Error('EPERM')) });
    await assert.rejects(writeWhole(locked.own, 'a.pdf', bytes('one'), false), /EPERM/);
    assert.deepEqual(await locked.names(), []);
  });
});
