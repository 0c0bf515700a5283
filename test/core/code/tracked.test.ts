import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { keptByGit, type GitExtension } from '../../../src/core/code/tracked.ts';

const run = promisify(execFile);

/** A folder of Git, and what VS Code's extension tells of it: it asks Git itself. */
async function repository(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'telnyx-git-'));
  t.after(() => rm(folder, { recursive: true }));
  const git = (...words: readonly string[]) => run('git', words, { cwd: folder });
  await git('init', '-q');
  const details = async (_tree: string, path: string) => {
    const { stdout } = await git('ls-files', '--stage', '--', path);
    if (stdout === '')
      throw Object.assign(new Error('Path not known by git'), { gitErrorCode: 'UnknownPath' });
  };
  const extension = (enabled = true, isActive = true): GitExtension<string> => ({
    isActive,
    exports: {
      enabled,
      getAPI: () => ({
        getRepository: (file) => (file.startsWith(folder) ? { getObjectDetails: details } : null),
      }),
    },
  });
  const file = async (name: string) => {
    await writeFile(join(folder, name), 'TELNYX_API_KEY=…');
    return join(folder, name);
  };
  return { folder, git, extension, file };
}

describe('A file with a key', () => {
  test('is kept by Git once it is added, not before', async (t) => {
    const { git, extension, file } = await repository(t);
    const path = await file('.env');
    assert.equal(await keptByGit(extension(), path, path), false);
    await git('add', '.env');
    assert.equal(await keptByGit(extension(), path, path), true);
  });

  test('may be kept where nobody can tell: outside, without Git, and where Git fails', async (t) => {
    const { folder, extension, file } = await repository(t);
    const path = await file('.env');
    assert.equal(await keptByGit(extension(), '/elsewhere/.env', '/elsewhere/.env'), 'unknown');
    assert.equal(await keptByGit(undefined, path, path), 'unknown');
    assert.equal(await keptByGit(extension(false), path, path), 'unknown');
    assert.equal(await keptByGit(extension(true, false), path, path), 'unknown');
    await writeFile(join(folder, '.git', 'index'), 'this is no index');
    assert.equal(await keptByGit(extension(), path, path), 'unknown');
  });
});
