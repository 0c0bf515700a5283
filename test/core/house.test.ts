import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, test } from 'node:test';
import ts from 'typescript';

/** Who may import whom, as ARCHITECTURE.md draws it. A room may always import itself and `core/model`. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'core/model': [],
  'core/telnyx': [],
  'core/accounts': ['core/telnyx'],
  'core/billing': ['core/telnyx'],
  'core/webhooks': ['core/telnyx'],
  'core/resources': ['core/telnyx', 'core/billing', 'core/webhooks'],
  'core/find': ['core/resources', 'core/telnyx'],
  'core/settings': ['core/resources', 'core/telnyx'],
  'core/plan': ['core/settings', 'core/resources', 'core/telnyx'],
  'core/files': ['core/plan', 'core/settings', 'core/resources', 'core/telnyx'],
  'core/state': [
    'core/find',
    'core/plan',
    'core/settings',
    'core/resources',
    'core/telnyx',
    'core/billing',
    'core/webhooks',
  ],
  'core/timeline': [
    'core/state',
    'core/plan',
    'core/settings',
    'core/resources',
    'core/billing',
    'core/webhooks',
    'core/telnyx',
  ],
  'core/code': [],
  'core/tools': [
    'core/plan',
    'core/settings',
    'core/resources',
    'core/webhooks',
    'core/billing',
    'core/telnyx',
  ],
  'core/protocol': [],
  sample: [],
  host: ['core/*', 'sample'],
  tree: ['core/*', 'host'],
  editors: ['core/*', 'host'],
  panels: ['core/*', 'host'],
  code: ['core/*', 'host'],
  tools: ['core/*', 'host'],
  commands: ['core/*', 'host', 'tree', 'editors', 'panels', 'code'],
  'extension.ts': ['core/*', 'host', 'tree', 'editors', 'panels', 'code', 'tools', 'commands'],
  webview: ['core/protocol'],
};

const root = resolve(import.meta.dirname, '../..');

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

const files = [...sources('src'), ...sources('webview')];

/** `src/core/plan/x.ts` -> `core/plan`; `src/tree/x.ts` -> `tree`; `webview/charges/x.ts` -> `webview`. */
function roomOf(file: string): string {
  const [top, first = '', second = ''] = file.split('/');
  if (top === 'webview') return 'webview';
  return first === 'core' ? `core/${second}` : first;
}

interface Import {
  readonly specifier: string;
  /** Relative to the project, for imports of our own files. */
  readonly file?: string;
}

function importsOf(file: string): Import[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'), true, true);
  return importedFiles.map(({ fileName: specifier }) =>
    specifier.startsWith('.')
      ? { specifier, file: relative(root, resolve(root, dirname(file), specifier)) }
      : { specifier },
  );
}

function allowed(from: string, to: string): boolean {
  if (from === to || to === 'core/model') return true;
  const rule = mayImport[from] ?? [];
  return rule.includes(to) || (to.startsWith('core/') && rule.includes('core/*'));
}

describe('The house', () => {
  test('has only the rooms that the table knows', () => {
    const rooms = new Set(files.map(roomOf));
    assert.deepEqual([...rooms].filter((room) => !(room in mayImport)).sort(), []);
  });

  test('imports flow one way', () => {
    const wrong = files.flatMap((file) =>
      importsOf(file).flatMap(({ file: target }) =>
        target !== undefined && !allowed(roomOf(file), roomOf(target)) ? [`${file} -> ${target}`] : [],
      ),
    );
    assert.deepEqual(wrong, []);
  });

  test('the core, the sample account and the pages never see vscode', () => {
    const free = files.filter((file) => /^(src\/core|src\/sample|webview)\//.test(file));
    const seeing = free.filter((file) => importsOf(file).some(({ specifier }) => specifier === 'vscode'));
    assert.deepEqual(seeing, []);
  });

  test('only one file loads the SDK, and only one file touches the toolkit', () => {
    const users = (pattern: RegExp) =>
      files.filter((file) =>
        new RegExp(`^(?!import type).*from '${pattern.source}`, 'm').test(
          readFileSync(join(root, file), 'utf8'),
        ),
      );
    assert.deepEqual(users(/telnyx(\/[^']*)?'/), ['src/core/telnyx/sdk.ts']);
    assert.deepEqual(users(/@vscode\/webview-ui-toolkit/), ['webview/lib/toolkit.ts']);
  });

  test('has no cycles', () => {
    const graph = new Map(files.map((file) => [file, importsOf(file).flatMap((found) => found.file ?? [])]));
    const done = new Set<string>();
    const cycles: string[] = [];
    const walk = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) {
        cycles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
        return;
      }
      if (done.has(file)) return;
      for (const next of graph.get(file) ?? []) walk(next, [...path, file]);
      done.add(file);
    };
    for (const file of files) walk(file, []);
    assert.deepEqual(cycles, []);
  });

  test('activation is a table of contents: at most 50 lines', () => {
    const lines = readFileSync(join(root, 'src/extension.ts'), 'utf8').trimEnd().split('\n').length;
    assert.ok(lines <= 50, `${lines} lines`);
  });
});
