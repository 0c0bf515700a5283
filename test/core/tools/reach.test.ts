import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { build } from 'esbuild';

const root = resolve(import.meta.dirname, '../../..');

/** Files that run, or may run, when these do; types alone are no way to anything. */
async function reached(...entryPoints: readonly string[]): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...entryPoints],
    outdir: 'nowhere',
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    external: ['vscode'],
    mainFields: ['module', 'main'],
    logLevel: 'silent',
  });
  return Object.keys(metafile.inputs).filter((file) => file.startsWith('src/'));
}

/** Where something is sent that changes an account: the door is the only way out. */
const writes = (file: string) => readFileSync(join(root, file), 'utf8').includes('.write(');

describe('Tools for language models', () => {
  test('reach no file that writes to an account, whichever way they import it', async () => {
    const files = await reached('src/tools/register.ts', 'src/core/tools/index.ts');
    assert.ok(files.includes('src/tools/languageTools.ts'), 'what loads later counts');
    assert.deepEqual(files.filter(writes), []);
  });

  test('would be found out if they did', async () => {
    const files = await reached('src/core/plan/openPlans.ts');
    assert.ok(files.some(writes));
  });
});
