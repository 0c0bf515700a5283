import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../src/core/model/names.ts';
import { jobs } from '../../src/core/resources/jobs.ts';
import { numbers } from '../../src/core/resources/numbers.ts';
import { collectionOf } from '../../src/core/state/collection.ts';
import { followNumbersFiles } from '../../src/editors/numbersFiles.ts';
import { accountWithJob } from './accountWithJob.ts';
import { until } from './windows.ts';

describe('A file of numbers in an editor', () => {
  const folder = mkdtempSync(join(tmpdir(), 'telnyx-files-'));

  before(async () => {
    // Loads what looks at such files, as the first of them in a workspace does.
    await vscode.commands.executeCommand(commands.exploreSample);
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true });
  });

  async function open(name: string, text: string): Promise<vscode.TextDocument> {
    const uri = vscode.Uri.file(join(folder, name));
    await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
    // A document that an extension opens stays open for minutes after its tab was closed.
    await vscode.commands.executeCommand('vscode.open', uri);
    const shown = () => vscode.window.activeTextEditor?.document;
    await until(() => shown()?.uri.toString() === uri.toString());
    return shown() ?? assert.fail();
  }

  const problems = ({ uri }: vscode.TextDocument) => vscode.languages.getDiagnostics(uri);
  const told = (document: vscode.TextDocument) => problems(document).map(({ message }) => message);

  async function retype(document: vscode.TextDocument, text: string): Promise<void> {
    const edit = new vscode.WorkspaceEdit();
    const end = document.lineAt(document.lineCount - 1).range.end;
    edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), text);
    assert.ok(await vscode.workspace.applyEdit(edit));
  }

  async function lenses({ uri }: vscode.TextDocument): Promise<readonly vscode.Command[]> {
    const found: vscode.CodeLens[] = await vscode.commands.executeCommand(
      'vscode.executeCodeLensProvider',
      uri,
    );
    return found.flatMap(({ command }) => command ?? []);
  }

  it('is told what an import would refuse, while it is typed, until it is closed', async () => {
    const text = "phone_number,tags\r\n1312555,a\r\n'+13125550001,b\r\n";
    const document = await open('few.telnyx-numbers.csv', text);
    await until(() => problems(document).length > 0);
    const [problem] = problems(document);
    assert.match(problem?.message ?? '', /has lost its \+/);
    assert.equal(problem && document.getText(problem.range), '1312555');
    await retype(document, "phone_number,tags\r\n'+13125550002,a\r\n'+13125550001,b\r\n");
    await until(() => !told(document).some((one) => one.includes('lost its +')));
    await retype(document, text);
    await until(() => told(document).some((one) => one.includes('lost its +')));
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until(() => problems(document).length === 0);
  });

  it('that is JSON hears of a wrong type once, and of what its schema does not know', async () => {
    const document = await open(
      'typed.telnyx-numbers.json',
      '[{ "phone_number": "+13125550001", "general": { "hd_voice_enabled": "x" } },\n' +
        '{ "phone_number": "+13125550002", "general": { "color": 1 } }, { "phone_number": "12" }]',
    );
    const three = () =>
      [/has the wrong type. Write true or false/, /no setting "color"/, /no phone number/].map(
        (wanted) => told(document).filter((one) => wanted.test(one)).length,
      );
    await until(() => three().every((times) => times > 0));
    assert.deepEqual(three(), [1, 1, 1]);
  });

  it('of a hundred thousand lines is told the first problems, and how many more', async () => {
    const lines = Array.from({ length: 100_000 }, (_, at) => `${1_000_000 + at},a`);
    const document = await open('long.telnyx-numbers.csv', ['phone_number,tags', ...lines].join('\n'));
    await until(() => problems(document).length > 0);
    assert.equal(problems(document).length, 201);
    assert.ok(told(document).includes('(99,800 more problems)'));
    const [, count] = await lenses(document);
    assert.equal(count?.title, '100,000 numbers, 100,000 problems');
  });

  it('that is CSV completes no words of its own in place of what the account has', async () => {
    const document = await open('words.telnyx-numbers.csv', 'phone_number,tags\n+13125550001,colour\n');
    const { languageId } = document;
    const editor = vscode.workspace.getConfiguration('editor', { uri: document.uri, languageId });
    assert.equal(editor.get('wordBasedSuggestions'), 'off');
  });

  it('offers a plan of what is typed, saved or not', async () => {
    const document = await open('typed.telnyx-numbers.csv', 'phone_number,tags\n');
    await retype(document, "phone_number,tags\n'+15005550999,a\n");
    let shown: readonly vscode.Command[] = [];
    while (!shown.some(({ title }) => title.startsWith('1 number'))) shown = await lenses(document);
    const [plan] = shown;
    assert.match(plan?.title ?? '', /^Plan against /);
    assert.ok(document.isDirty);
    await vscode.commands.executeCommand(plan?.command ?? '', ...((plan?.arguments ?? []) as unknown[]));
    const labels = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    // No account has this number: the report says so, which the saved file would not have brought.
    await until(() => labels().includes('Import report: typed.telnyx-numbers.csv'));
  });

  it('hears of unknown names at once, and of running jobs and deletion locks when they are loaded, without an edit', async () => {
    const { account, session, first, end } = await accountWithJob();
    const following = followNumbersFiles(account, () => undefined);
    const text = `phone_number,connection_id,tags\n${first.phone_number},Nobody has this name,a\n`;
    const document = await open('later.telnyx-numbers.csv', text);
    const hints = () =>
      problems(document).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Hint);
    const says = (words: RegExp) => told(document).some((one) => words.test(one));
    assert.ok(!says(/A job is working on it/));
    // The choices that a file names are loaded by themselves.
    await until(() => says(/not one of the choices/));
    await collectionOf(session, jobs).load();
    await until(() => says(/A job is working on it.*when the jobs were last loaded/));
    await collectionOf(session, numbers).load();
    await until(() => hints().some(({ message }) => message.includes('deletion lock was on')));
    following.dispose();
    await end();
  });
});
