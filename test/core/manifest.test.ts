import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import {
  commands,
  contextKeys,
  mobileSuffix,
  numberEditor,
  numberSuffix,
  schemes,
  settings,
  tablePanel,
  views,
} from '../../src/core/model/names.ts';
import { numberAbilities } from '../../src/core/resources/numbers.ts';

interface Menu {
  /** Absent where the entry opens a submenu. */
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
}
interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: string; readonly restrictedConfigurations: string[] };
  };
  readonly contributes: {
    readonly views: Readonly<Record<string, readonly { id: string; icon: string }[]>>;
    readonly viewsWelcome: readonly { view: string; contents: string; when: string }[];
    readonly commands: readonly { command: string; category: string }[];
    readonly submenus: readonly { id: string; label: string }[];
    readonly menus: Readonly<Record<string, readonly Menu[]>>;
    readonly keybindings: readonly { command: string; key: string; when: string }[];
    readonly customEditors: readonly { viewType: string; selector: readonly { filenamePattern: string }[] }[];
    readonly jsonValidation: readonly { fileMatch: string; url: string }[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { scope: string; markdownDescription: string }>>;
    };
  };
}

const root = resolve(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'package.json'), 'utf8');
// The manifest is ours: its shape is what this test is about.
const manifest = JSON.parse(text) as Manifest;
const { contributes } = manifest;

const words = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, string>;
const english = words('package.nls.json');
const sorted = (list: Iterable<string>) => [...list].sort();

describe('The manifest', () => {
  test('declares exactly the commands, views and settings that the code knows', () => {
    assert.deepEqual(
      sorted(contributes.commands.map(({ command }) => command)),
      sorted(Object.values(commands)),
    );
    assert.deepEqual(
      sorted((contributes.views.telnyx ?? []).map(({ id }) => id)),
      sorted(Object.values(views)),
    );
    assert.deepEqual(
      sorted(Object.keys(contributes.configuration.properties)),
      sorted(Object.values(settings)),
    );
  });

  test('names only commands that exist, in menus and in welcome texts', () => {
    const known = new Set<string>(Object.values(commands));
    const used = [
      ...Object.values(contributes.menus).flatMap((menu) => menu.flatMap(({ command }) => command ?? [])),
      ...contributes.keybindings.map(({ command }) => command),
      ...Object.values(english).flatMap((value) =>
        [...value.matchAll(/\(command:([\w.]+)\)/g)].map((match) => match[1] ?? ''),
      ),
    ];
    assert.deepEqual(
      used.filter((command) => !known.has(command)),
      [],
    );
  });

  test('asks only about context keys that the code sets', () => {
    const set = new Set([
      contextKeys.account,
      contextKeys.readOnly,
      contextKeys.draft,
      contextKeys.finding,
      contextKeys.filteringJobs,
      contextKeys.filteringDeliveries,
      contextKeys.filteringAudit,
      contextKeys.tailing,
      ...(['numbers', 'jobs', 'changes', 'billing', 'webhooks', 'audit'] as const).map((view) =>
        contextKeys.view(view),
      ),
    ]);
    const whens = [
      ...Object.values(contributes.menus).flatMap((menu) => menu.map(({ when }) => when ?? '')),
      ...contributes.viewsWelcome.map(({ when }) => when),
      ...contributes.keybindings.map(({ when }) => when),
    ];
    const asked = whens.flatMap((when) => when.match(/(?<![\w./])telnyx\.[\w.]+(?= (==|!=|&&)|$)/g) ?? []);
    const values = new Set<string>([
      ...Object.values(views),
      ...Object.values(schemes),
      numberEditor,
      tablePanel,
    ]);
    assert.deepEqual(
      asked.filter((key) => !set.has(key) && !values.has(key)),
      [],
    );
  });

  test('takes keys only where the focus is in a view of its own', () => {
    for (const { command, when } of contributes.keybindings)
      assert.match(when, /^focusedView == telnyx\.\w+/, command);
  });

  test('tells each item command apart by what an item can do, never by its type', () => {
    const submenus = contributes.submenus.flatMap(({ id }) => contributes.menus[id] ?? []);
    for (const { command, submenu, when } of [
      ...(contributes.menus['view/item/context'] ?? []),
      ...submenus,
    ]) {
      assert.match(when ?? '', /viewItem =~ \/\^telnyx\\b\.\*\\bcan:[a-z-]+\\b\//, command ?? submenu);
    }
  });

  test('has no word for what an item can do within another', () => {
    const asked = new Set([...text.matchAll(/can:([a-z-]+)\\\\b/g)].map((match) => match[1] ?? ''));
    // `can:edit` would be found in `can:edit-more`, since a word ends at the hyphen.
    const within = [...asked].filter((word) => [...asked].some((other) => other.startsWith(`${word}-`)));
    assert.ok(asked.size > 10);
    assert.deepEqual(within, []);
  });

  test('offers in the table of numbers what the view offers for a number', () => {
    const able = (when = '') => /can:([a-z-]+)/.exec(when)?.[1] ?? '';
    const offered = (menu: string) =>
      (contributes.menus[menu] ?? []).map(({ command, when }) => `${command} ${able(when)}`);
    const possible = new Set([
      ...numberAbilities({ phone_number: '+13125550001', status: 'active' }),
      ...numberAbilities({ phone_number: undefined, status: undefined }),
    ]);
    const inView = offered('view/item/context').filter((entry) =>
      [...possible].some((ability) => entry.endsWith(` ${ability}`)),
    );
    const inTable = new Set(offered('webview/context'));
    assert.ok(inView.length > 5);
    assert.deepEqual(
      inView.filter((entry) => !inTable.has(entry)),
      [],
    );
  });

  test('wakes up only for views, commands, documents, links and restored panels', () => {
    const other = manifest.activationEvents.filter(
      (event) => !/^(onFileSystem:|onUri$|onWebviewPanel:|onLanguage:telnyx-)/.test(event),
    );
    assert.deepEqual(other, []);
  });

  test('lets no workspace choose the server that receives the key', () => {
    assert.equal(contributes.configuration.properties[settings.baseUrl]?.scope, 'machine');
    assert.ok(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.includes(settings.baseUrl));
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, 'limited');
  });

  test('opens number documents in the number editor, with their schema', () => {
    assert.equal(contributes.customEditors[0]?.viewType, numberEditor);
    assert.equal(contributes.customEditors[0].selector[0]?.filenamePattern, `*${numberSuffix}`);
    assert.equal(contributes.jsonValidation[0]?.fileMatch, `*${numberSuffix}`);
    assert.ok(contributes.jsonValidation[0].url.startsWith(`${schemes.schema}:`));
    assert.equal(contributes.customEditors[0].selector[1]?.filenamePattern, `*${mobileSuffix}`);
    assert.equal(contributes.jsonValidation[1]?.fileMatch, `*${mobileSuffix}`);
    assert.equal(contributes.jsonValidation[1].url, `${schemes.schema}:///mobile.json`);
  });

  test('points at files that exist', () => {
    const files = [manifest.icon, ...(contributes.views.telnyx ?? []).map(({ icon }) => icon)];
    assert.deepEqual(
      files.filter((file) => !existsSync(join(root, file))),
      [],
    );
  });

  test('has words for every key it uses, and no word it does not use', () => {
    const used = new Set([...text.matchAll(/"%([^%"]+)%"/g)].map((match) => match[1] ?? ''));
    assert.deepEqual(sorted(used), sorted(Object.keys(english)));
  });
});
