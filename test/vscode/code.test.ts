import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { usesInWords, usesOf } from '../../src/code/uses.ts';
import { watchCode } from '../../src/code/watchCode.ts';
import { settings } from '../../src/core/model/names.ts';
import { kinds } from '../../src/core/resources/index.ts';
import { collectionOf } from '../../src/core/state/collection.ts';
import { Emitter } from '../../src/core/state/emitter.ts';
import { CurrentAccount, Session } from '../../src/core/state/session.ts';
import { openDoor } from '../../src/core/telnyx/client.ts';
import { startSimulator, type Simulator } from '../simulator.ts';
import { until } from './windows.ts';

const key = `KEY${'0123456789ABCDEF'.repeat(2)}_abcdefghijklmnopqrstuv`;

function openFolder(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'the suite opens a folder');
  return folder.uri;
}

describe('Numbers and keys in files of a workspace', () => {
  const folder = openFolder();
  const storage = mkdtempSync(join(tmpdir(), 'telnyx-code-'));
  const account = new CurrentAccount();
  const condemned = new Set<string>();
  const plans = new Emitter<void>();
  let watching: readonly { dispose(): void }[];
  let simulator: Simulator;
  let session: Session;
  let phoneNumber: string;
  const files: vscode.Uri[] = [];

  before(async () => {
    simulator = await startSimulator({ numbers: 20 });
    const profile = {
      id: 'code',
      name: 'Pro_duction',
      icon: 'account',
      kind: 'account',
      readOnly: false,
    } as const;
    const door = openDoor({ baseUrl: simulator.url, apiKey: 'KEY_SAMPLE_ACCOUNT' });
    session = new Session({ ...profile, baseUrl: simulator.url }, door, kinds);
    account.become({ phase: 'open', session });
    watching = watchCode({
      account,
      storage: vscode.Uri.file(storage),
      plans: { condemned: () => Promise.resolve(condemned), onDidChange: plans.event },
      log: () => undefined,
    });
    for (const kind of kinds.filter(({ place }) => place.view === 'numbers'))
      await collectionOf(session, kind).load();
    const [row] = listed();
    phoneNumber = row?.item.label ?? '';
    await switched(settings.codeDiagnostics, true);
  });
  after(async () => {
    await switched(settings.codeDiagnostics, undefined);
    for (const one of watching) one.dispose();
    account.dispose();
    await simulator.close();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const file of files) await vscode.workspace.fs.delete(file);
    rmSync(storage, { recursive: true });
    rmSync(join(folder.fsPath, '.git'), { recursive: true, force: true });
  });

  const listed = () => {
    const kind = kinds.find(({ name }) => name === 'number');
    assert.ok(kind);
    return collectionOf(session, kind).listing.rows;
  };
  const switched = (setting: string, value: boolean | undefined) =>
    vscode.workspace.getConfiguration().update(setting, value, vscode.ConfigurationTarget.Global);

  async function open(name: string, text: string): Promise<vscode.TextDocument> {
    const uri = vscode.Uri.joinPath(folder, name);
    files.push(uri);
    await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
    return vscode.workspace.openTextDocument(uri);
  }

  const found = ({ uri }: vscode.TextDocument) => [
    ...new Set(vscode.languages.getDiagnostics(uri).map(({ message }) => message)),
  ];

  async function hover(document: vscode.TextDocument, at: string): Promise<string> {
    const position = document.positionAt(document.getText().indexOf(at) + 3);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      position,
    );
    const contents = hovers.flatMap((one) => one.contents);
    return contents.map((one) => (one as vscode.MarkdownString).value).join('\n');
  }

  it('says on hovering what is known of a number, with a link to its settings, and sends nothing', async () => {
    const document = await open('hover.ts', `const from = '${phoneNumber}', other = '+13120000000';`);
    const sent = simulator.log.length;
    const words = await hover(document, phoneNumber);
    assert.match(words, /Status: active/);
    assert.match(words, /Account: Pro&#95;duction/, 'a name is no markup');
    assert.match(words, /Cost: not loaded/);
    assert.match(words, /\(command:telnyx\.number\.edit\?/);
    assert.equal(await hover(document, '+13120000000'), '');
    assert.equal(simulator.log.length, sent);
  });

  it('tells what a number cost in the last finished month, where its report is kept', async () => {
    const month = new Date();
    const last = new Date(Date.UTC(month.getFullYear(), month.getMonth() - 1, 1)).toISOString().slice(0, 7);
    const one = (words: readonly string[]) => ({ words, codes: [0] });
    const report = {
      currency: 'USD',
      startDate: `${last}-01`,
      endDate: `${last}-28`,
      number: one([phoneNumber]),
      type: one(['local']),
      service: one(['number']),
      costType: one(['MRC']),
      cost: one(['"1.25"']),
      unread: 0,
    };
    const file = vscode.Uri.file(join(storage, 'charges', 'code', `${last}.breakdown.json`));
    await vscode.workspace.fs.writeFile(file, Buffer.from(JSON.stringify(report)));
    const { profile, door } = session;
    // What was asked for once is remembered with the session.
    const again = new Session(profile, door, kinds);
    const kind = kinds.find(({ name }) => name === 'number');
    assert.ok(kind);
    await collectionOf(again, kind).load();
    const other = new CurrentAccount();
    other.become({ phase: 'open', session: again });
    const more = watchCode({
      account: other,
      storage: vscode.Uri.file(storage),
      plans: { condemned: () => Promise.resolve(new Set()), onDidChange: plans.event },
      log: () => undefined,
    });
    const document = await open('cost.ts', `call('${phoneNumber}')`);
    const words = await hover(document, phoneNumber);
    for (const part of more) part.dispose();
    assert.match(words, /Cost in .*1&#46;25/);
  });

  it('flags numbers that the account does not have, and those that a plan would delete', async () => {
    const document = await open('flags.ts', `use('${phoneNumber}', '+13120000000');`);
    await until(() => found(document).some((message) => message.includes('+13120000000 is not among')));
    assert.equal(found(document).length, 1);
    condemned.add(phoneNumber);
    plans.fire();
    await until(() => found(document).some((message) => message.includes(`${phoneNumber} is going to be`)));
    condemned.clear();
    await switched(settings.codeDiagnostics, false);
    await until(() => found(document).length === 0);
    await switched(settings.codeDiagnostics, true);
  });

  it('flags a key in a file that Git keeps, not in one that it leaves alone, and offers to move it', async () => {
    const git = (...words: readonly string[]) => execFileSync('git', words, { cwd: folder.fsPath });
    git('init', '-q');
    const kept = await open('kept.env', `TELNYX_API_KEY=${key}\n`);
    const left = await open('left.env', `TELNYX_API_KEY=${key}\n`);
    git('add', 'kept.env');
    await vscode.extensions.getExtension('vscode.git')?.activate();
    await until(() => found(kept).length > 0);
    assert.match(found(kept).join(), /A Telnyx API key in a file/);
    assert.ok(!found(kept).join().includes(key), 'the key is not repeated');
    const [flag] = vscode.languages.getDiagnostics(kept.uri);
    assert.ok(flag);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      kept.uri,
      flag.range,
    );
    assert.ok(actions.some(({ title }) => title === 'Move to Secure Storage…'));
    assert.ok(left);
  });

  it('names the files that use a number', async () => {
    await open('uses.json', JSON.stringify({ from: phoneNumber, to: phoneNumber }));
    const uses = await usesOf(phoneNumber);
    assert.ok(uses);
    assert.ok(uses.files.some(({ path, times }) => path.endsWith('uses.json') && times === 2));
    assert.equal(uses.all, true);
    assert.match(usesInWords(uses).join('\n'), /uses\.json \(2 times\)/);
    const none = await usesOf('+19999999999');
    assert.deepEqual(none && usesInWords(none), []);
  });
});
