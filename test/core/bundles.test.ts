import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';

interface Metafile {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, { readonly bytes: number; readonly entryPoint?: string }>>;
}

const root = resolve(import.meta.dirname, '../..');
// Written by `npm run build`, which `npm test` runs first.
const metafiles = JSON.parse(readFileSync(join(root, 'dist/meta.json'), 'utf8')) as readonly Metafile[];

function bundle(entryPoint: string): { inputs: string[]; bytes: number } {
  const metafile = metafiles.find(({ outputs }) =>
    Object.values(outputs).some((output) => output.entryPoint === entryPoint),
  );
  assert.ok(metafile, `${entryPoint} is not built`);
  const output = Object.values(metafile.outputs).find((found) => found.entryPoint === entryPoint);
  return { inputs: Object.keys(metafile.inputs), bytes: output?.bytes ?? Infinity };
}

describe('The bundles', () => {
  test('the extension holds neither SDK nor sample account nor page', () => {
    const { inputs } = bundle('src/extension.ts');
    const strangers = inputs.filter((input) =>
      /node_modules\/telnyx|lit-html|@microsoft\/fast|^src\/sample|^webview/.test(input),
    );
    assert.deepEqual(strangers, []);
  });

  test('the extension is at most 60 kB', () => {
    const { bytes } = bundle('src/extension.ts');
    assert.ok(bytes <= 60_000, `${bytes} bytes, minified`);
  });

  test('the SDK is bundled with its names, for an honest User-Agent', () => {
    const code = readFileSync(join(root, 'dist/telnyx.cjs'), 'utf8');
    assert.match(code, /"Telnyx"/);
  });

  test('every package that ships is listed with its licence', () => {
    const notices = readFileSync(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['telnyx', 'lit-html', '@vscode/webview-ui-toolkit', 'valibot']) {
      assert.match(notices, new RegExp(`^${name} \\d`, 'm'));
    }
  });
});
