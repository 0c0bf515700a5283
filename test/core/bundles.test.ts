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
        readonly inputs: Readonly<Record<string, unknown>>;
        readonly imports: readonly { readonly path: string; readonly kind: string }[];
      }
    >
  >;
}

const root = resolve(import.meta.dirname, '../..');
// Written by `npm run build`, which `npm test` runs first.
const metafiles = JSON.parse(readFileSync(join(root, 'dist/meta.json'), 'utf8')) as readonly Metafile[];

const outputs = Object.assign({}, ...metafiles.map((metafile) => metafile.outputs)) as Metafile['outputs'];

function output(file: string) {
  const found = outputs[file];
  assert.ok(found, `${file} is not built`);
  return found;
}

const activation = output('dist/extension.cjs');

describe('The bundles', () => {
  test('activation is one file, which loads nothing else before it is asked to', () => {
    const imported = activation.imports.filter(
      ({ kind, path }) => kind !== 'dynamic-import' && path !== 'vscode',
    );
    assert.deepEqual(
      imported.filter(({ path }) => !path.startsWith('node:')),
      [],
    );
  });

  test('activation loads neither SDK nor sample account nor page', () => {
    const strangers = Object.keys(activation.inputs).filter((input) =>
      /node_modules\/telnyx|lit-html|@microsoft\/fast|^src\/sample|^webview/.test(input),
    );
    assert.deepEqual(strangers, []);
  });

  test('activation loads at most 60 kB', () => {
    assert.ok(activation.bytes <= 60_000, `${activation.bytes} bytes, minified`);
  });

  // Two copies of a session or of the words in force would know nothing of each other.
  test('a module of the extension is there once, whichever room needs it', () => {
    const rooms = Object.entries(outputs).filter(
      ([file]) => /^dist\/[^/]+\.c?js$/.test(file) && !/^dist\/(telnyx|sample)\.js$/.test(file),
    );
    const seen = rooms.flatMap(([, { inputs }]) =>
      Object.keys(inputs).filter((input) => /^src\/|@vscode\/l10n/.test(input)),
    );
    const twice = seen.filter((input, index) => seen.indexOf(input) !== index);
    assert.deepEqual(twice, []);
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
