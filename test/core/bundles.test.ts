import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';

interface Metafile {
  readonly outputs: Readonly<
    Record<
      string,
      {
        readonly bytes: number;
        readonly entryPoint?: string;
        readonly inputs: Readonly<Record<string, unknown>>;
        readonly imports: readonly { readonly path: string; readonly kind: string }[];
      }
    >
  >;
}

const root = resolve(import.meta.dirname, '../..');
// Written by `npm run build`, which `npm test` runs first.
const metafiles = JSON.parse(readFileSync(join(root, 'dist/meta.json'), 'utf8')) as readonly Metafile[];

/** All that loading an entry point loads with it: its own file and the chunks it imports statically. */
function bundle(entryPoint: string): { inputs: string[]; bytes: number } {
  const outputs = Object.assign({}, ...metafiles.map((metafile) => metafile.outputs)) as Metafile['outputs'];
  const loaded = new Set<string>();
  const load = (file: string): void => {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const { path, kind } of outputs[file]?.imports ?? [])
      if (kind === 'import-statement' && path in outputs) load(path);
  };
  const [start] = Object.entries(outputs).find(([, output]) => output.entryPoint === entryPoint) ?? [];
  assert.ok(start, `${entryPoint} is not built`);
  load(start);
  return {
    inputs: [...loaded].flatMap((file) => Object.keys(outputs[file]?.inputs ?? {})),
    bytes: [...loaded].reduce((sum, file) => sum + (outputs[file]?.bytes ?? Infinity), 0),
  };
}

describe('The bundles', () => {
  test('activation loads neither SDK nor sample account nor page', () => {
    const { inputs } = bundle('src/extension.ts');
    const strangers = inputs.filter((input) =>
      /node_modules\/telnyx|lit-html|@microsoft\/fast|^src\/sample|^webview/.test(input),
    );
    assert.deepEqual(strangers, []);
  });

  test('activation loads at most 60 kB', () => {
    const { bytes } = bundle('src/extension.ts');
    assert.ok(bytes <= 60_000, `${bytes} bytes, minified`);
  });

  test('the SDK is bundled with its names, for an honest User-Agent', () => {
    const code = readFileSync(join(root, 'dist/telnyx.js'), 'utf8');
    assert.match(code, /"Telnyx"/);
  });

  test('every package that ships is listed with its licence', () => {
    const notices = readFileSync(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
    for (const name of ['telnyx', 'lit-html', '@vscode/webview-ui-toolkit', 'valibot']) {
      assert.match(notices, new RegExp(`^${name} \\d`, 'm'));
    }
  });
});
