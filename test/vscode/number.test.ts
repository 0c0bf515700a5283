import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { commands, numberEditor, schemes, settings } from '../../src/core/model/names.ts';
import { patchNumber, type Body } from '../../src/core/plan/operations.ts';
import { readNumber } from '../../src/core/plan/records.ts';
import { secretMask } from '../../src/core/settings/setting.ts';
import { CurrentAccount, Session } from '../../src/core/state/session.ts';
import { openDoor } from '../../src/core/telnyx/client.ts';
import type { Door } from '../../src/core/telnyx/door.ts';
import { addressOf } from '../../src/editors/address.ts';
import { applyDraft } from '../../src/editors/drafting.ts';
import { EditQueue } from '../../src/editors/edits.ts';
import { NumberFiles } from '../../src/editors/numberFiles.ts';
import { startSimulator, type Simulator } from '../simulator.ts';
import { until } from './windows.ts';

const key = 'KEY_SAMPLE_ACCOUNT';

/** Adds an account as a person does who has its key in the environment, and answers what is asked. */
async function signIn(baseUrl: string): Promise<void> {
  const configuration = vscode.workspace.getConfiguration();
  const point = () => configuration.update(settings.baseUrl, baseUrl, vscode.ConfigurationTarget.Global);
  // A workbench that has just started may not know the settings of extensions yet.
  const pointed = async (): Promise<unknown> => point().then(undefined, pointed);
  await pointed();
  process.env.TELNYX_API_KEY = key;
  const over = Promise.resolve(vscode.commands.executeCommand(commands.importKey)).then(() => true);
  const pause = () => new Promise<false>((resolve) => setTimeout(() => resolve(false), 100));
  while (!(await Promise.race([over, pause()])))
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  delete process.env.TELNYX_API_KEY;
  await configuration.update(settings.baseUrl, undefined, vscode.ConfigurationTarget.Global);
}

/** Replaces one value in a document, as an edit that can be undone. */
async function retype(document: vscode.TextDocument, name: string, json: string): Promise<void> {
  const text = document.getText();
  const found = new RegExp(`("${name}": )("[^"]*"|null|true|false)`).exec(text);
  assert.ok(found, text);
  const [whole, head = '', old = ''] = found;
  const begin = found.index + head.length;
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(begin), document.positionAt(begin + old.length));
  edit.replace(document.uri, range, json);
  assert.ok(await vscode.workspace.applyEdit(edit), whole);
}

describe('A number document', () => {
  const folder = vscode.Uri.file(mkdtempSync(join(tmpdir(), 'telnyx-numbers-')));
  let simulator: Simulator;
  let other: Door;
  let next = 0;
  let number: { id: string; phoneNumber: string };
  let document: vscode.TextDocument;

  before(async () => {
    simulator = await startSimulator({ numbers: 30 });
    other = openDoor({ baseUrl: simulator.url, apiKey: key });
    await signIn(simulator.url);
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    other.close();
    await simulator.close();
    rmSync(folder.fsPath, { recursive: true });
  });

  /** Each test has a number of its own, open in the form. */
  beforeEach(async () => {
    const page = await other.page((sdk, query, options) => sdk.phoneNumbers.list(query, options), {
      number: 1,
      size: 250,
    });
    const raw = page.rows[next++] as { id: string; phone_number: string };
    number = { id: raw.id, phoneNumber: raw.phone_number };
    await elsewhere({ customer_reference: 'FIRST', external_pin: '4711', hd_voice_enabled: false });
    await vscode.commands.executeCommand(commands.editNumber, { type: 'number', ...number });
    document = await theDocument();
    assert.match(document.getText(), /FIRST/);
  });
  afterEach(async () => {
    await autoSave('off');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  async function theDocument(): Promise<vscode.TextDocument> {
    const find = () =>
      vscode.workspace.textDocuments.find(
        ({ uri }) => uri.scheme === schemes.document && uri.path.includes(number.phoneNumber),
      );
    await until(() => find() !== undefined);
    return find() ?? assert.fail();
  }

  async function elsewhere(body: Body): Promise<void> {
    await patchNumber(other, number.id, body);
  }
  const held = async () => (await readNumber(other, number.id)).raw;
  const patches = () =>
    simulator.log.filter(({ method, path }) => method === 'PATCH' && path.endsWith(number.id)).length;
  const autoSave = (value: string) =>
    vscode.workspace.getConfiguration('files').update('autoSave', value, vscode.ConfigurationTarget.Global);
  const complaints = () => vscode.languages.getDiagnostics(document.uri).map(({ message }) => message);

  it('opens in the form, once however often it is asked for', async () => {
    await vscode.commands.executeCommand(commands.editNumber, { type: 'number', ...number });
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const forms = tabs.filter(
      ({ input }) => input instanceof vscode.TabInputCustom && input.uri.path.includes(number.phoneNumber),
    );
    assert.equal(forms.length, 1);
    assert.ok(forms[0]?.input instanceof vscode.TabInputCustom);
    assert.equal(forms[0].input.viewType, numberEditor);
    assert.equal(document.languageId, 'json');
    assert.ok(!document.getText().includes('4711'));
  });

  it('of a number that the account does not have says so, as after a link to it', async () => {
    const missing = '+19995550000';
    await vscode.commands.executeCommand(commands.editNumber, { type: 'number', phoneNumber: missing });
    const uri = document.uri.with({ path: document.uri.path.replace(number.phoneNumber, missing) });
    assert.match(uri.path, /\+19995550000/);
    const told = await vscode.workspace.openTextDocument(uri);
    assert.match(told.getText(), /This account has no number \+19995550000\./);
    assert.equal((await vscode.workspace.fs.stat(uri)).permissions, vscode.FilePermission.Readonly);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('of a mobile number opens by that number alone, as after a link to it', async () => {
    const page = await other.page((sdk, query, options) => sdk.mobilePhoneNumbers.list(query, options), {
      number: 1,
      size: 1,
    });
    const [{ phone_number: phoneNumber }] = page.rows as [{ phone_number: string }];
    await vscode.commands.executeCommand(commands.editNumber, { type: 'number', phoneNumber });
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    assert.ok(tab?.input instanceof vscode.TabInputCustom);
    assert.match(tab.input.uri.path, /\/mobile\/.*\.telnyx-mobile\.json$/);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('is dirty when edited, and saving sends what changed, once', async () => {
    const before = patches();
    await retype(document, 'customer_reference', '"SECOND"');
    assert.equal(document.isDirty, true);
    assert.equal(await document.save(), true);
    await until(() => !document.isDirty);
    assert.equal(patches(), before + 1);
    assert.deepEqual(simulator.log.filter(({ method }) => method === 'PATCH').at(-1)?.body, {
      customer_reference: 'SECOND',
    });
    assert.equal((await held()).customer_reference, 'SECOND');
  });

  it('means the same in every encoding that a person may have chosen for files', async () => {
    const files = vscode.workspace.getConfiguration('files');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await files.update('encoding', 'gbk', vscode.ConfigurationTarget.Global);
    try {
      await elsewhere({ customer_reference: 'Müller' });
      await vscode.commands.executeCommand(commands.editNumber, { type: 'number', ...number });
      document = await theDocument();
      assert.match(document.getText(), /Müller/);
      await retype(document, 'customer_reference', '"客户"');
      assert.equal(await document.save(), true);
      assert.equal((await held()).customer_reference, '客户');
    } finally {
      await files.update('encoding', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('stays clean when an edit changes nothing, such as a PIN typed and taken back', async () => {
    const edits = new EditQueue();
    await edits.apply(document, (text) => [{ offset: 0, length: 1, content: text.slice(0, 1) }]);
    assert.equal(document.isDirty, false);
  });

  it('undoes and redoes like any text, and sends nothing for it', async () => {
    const before = patches();
    const text = document.getText();
    await retype(document, 'customer_reference', '"SECOND"');
    await vscode.commands.executeCommand('undo');
    await until(() => document.getText() === text && !document.isDirty);
    await vscode.commands.executeCommand('redo');
    await until(() => document.getText().includes('SECOND') && document.isDirty);
    assert.equal(patches(), before);
  });

  it('goes back to what the account holds when reverted', async () => {
    await retype(document, 'customer_reference', '"SECOND"');
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await until(() => !document.isDirty && document.getText().includes('FIRST'));
  });

  it('shows the mask again once a typed PIN is saved', async () => {
    await retype(document, 'external_pin', '"0815"');
    await document.save();
    await until(() => document.getText().includes(secretMask) && !document.isDirty);
    assert.equal((await held()).external_pin, '0815');
  });

  it('sends nothing when VS Code saves by itself, and keeps a draft that can be applied', async () => {
    const before = simulator.traffic.requests;
    const sent = patches();
    await autoSave('afterDelay');
    await retype(document, 'customer_reference', '"DRAFT"');
    await until(() => !document.isDirty);
    assert.equal(simulator.traffic.requests, before);
    assert.match(document.getText(), /DRAFT/);
    await vscode.commands.executeCommand(commands.applyDraft);
    assert.equal(patches(), sent + 1);
    assert.equal((await held()).customer_reference, 'DRAFT');
  });

  it('shows the draft when it is opened again, until it is discarded', async () => {
    await autoSave('afterDelay');
    await retype(document, 'customer_reference', '"DRAFT"');
    await until(() => !document.isDirty);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.commands.executeCommand(commands.editNumber, { type: 'number', ...number });
    document = await theDocument();
    assert.match(document.getText(), /DRAFT/);
    const before = patches();
    await vscode.commands.executeCommand(commands.discardDraft);
    await until(() => document.getText().includes('FIRST'));
    assert.equal(patches(), before);
  });

  it('is discarded alone where that is chosen in its title, though another one is in front', async () => {
    const own = document;
    await retype(own, 'customer_reference', '"OWN"');
    const page = await other.page((sdk, query, options) => sdk.phoneNumbers.list(query, options), {
      number: 1,
      size: 250,
    });
    const { phone_number } = page.rows[next++] as { phone_number: string };
    const uri = own.uri.with({ path: own.uri.path.replace(number.phoneNumber, phone_number) });
    await vscode.commands.executeCommand('vscode.openWith', uri, numberEditor, vscode.ViewColumn.Beside);
    const front = await vscode.workspace.openTextDocument(uri);
    await retype(front, 'customer_reference', '"FRONT"');
    await vscode.commands.executeCommand(commands.discardDraft, own.uri);
    await until(() => own.getText().includes('FIRST') && !own.isDirty);
    assert.match(front.getText(), /FRONT/);
    assert.ok(front.isDirty, 'what was typed in the other one is there still');
    await vscode.commands.executeCommand('workbench.action.focusSecondEditorGroup');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('says why its draft was not sent where no form is in sight to say it', async () => {
    await autoSave('afterDelay');
    await retype(document, 'customer_reference', '"DRAFT"');
    await until(() => !document.isDirty);
    const address = addressOf(document.uri) ?? assert.fail();
    const account = new CurrentAccount();
    const profile = { name: 'Same', icon: 'account', kind: 'account', readOnly: false } as const;
    const door = openDoor({ baseUrl: simulator.url, apiKey: key });
    const session = new Session({ ...profile, id: address.profileId, baseUrl: simulator.url }, door);
    account.become({ phase: 'open', session });
    const files = new NumberFiles({
      account,
      restore: () => Promise.resolve(),
      drafts: {
        load: () => Promise.resolve(undefined),
        store: () => Promise.resolve(),
        remove: () => Promise.resolve(),
      },
      isKnown: () => true,
      onSaved: () => undefined,
      witness: () => Promise.reject(new Error('not remembered')),
      onFailure: (failure) => assert.fail(failure.sentence),
    });
    await files.open(address);
    await elsewhere({ customer_reference: 'SECOND' });
    await applyDraft(files, document);
    await vscode.commands.executeCommand('vscode.openWith', document.uri, 'default');
    await assert.rejects(
      applyDraft(files, document),
      /Changed elsewhere since you began: .*Nothing was sent/,
    );
    files.dispose();
    account.dispose();
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.commands.executeCommand('vscode.openWith', document.uri, numberEditor);
    await vscode.commands.executeCommand(commands.discardDraft);
  });

  it('sends a draft when it is saved by hand', async () => {
    await autoSave('afterDelay');
    await retype(document, 'customer_reference', '"DRAFT"');
    await until(() => !document.isDirty);
    await autoSave('off');
    await vscode.commands.executeCommand('workbench.action.files.save');
    await until(() => simulator.log.at(-1)?.method === 'PATCH');
    assert.equal((await held()).customer_reference, 'DRAFT');
  });

  it('takes what was changed elsewhere once numbers are refreshed, and shows a conflict where something is typed', async () => {
    const before = patches();
    await elsewhere({ customer_reference: 'THEIR' });
    await vscode.commands.executeCommand(commands.refreshNumbers);
    await until(() => document.getText().includes('THEIR'));
    assert.equal(document.isDirty, false);
    await retype(document, 'customer_reference', '"MINES"');
    await elsewhere({ customer_reference: 'AGAIN' });
    await vscode.commands.executeCommand(commands.refreshAll);
    await until(() => complaints().some((message) => message.includes('changed elsewhere to "AGAIN"')));
    assert.match(document.getText(), /MINES/);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await until(() => document.getText().includes('AGAIN') && !document.isDirty);
    assert.equal(patches(), before + 2, 'those of somebody else');
  });

  it('is looked at when it comes into sight, if its number was written to meanwhile', async () => {
    const asked = () => simulator.log.filter(({ path }) => path.includes(number.id)).length;
    await vscode.commands.executeCommand('workbench.action.files.newUntitledFile');
    await elsewhere({ customer_reference: 'THEIR' });
    const before = asked();
    await vscode.commands.executeCommand(commands.refreshNumbers);
    assert.equal(asked(), before);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until(() => document.getText().includes('THEIR'));
  });

  it('is not saved over what somebody else set meanwhile, even of equal size', async () => {
    await retype(document, 'customer_reference', '"MINES"');
    await elsewhere({ customer_reference: 'THEIR' });
    const before = patches();
    assert.equal(await document.save(), false);
    assert.equal(document.isDirty, true);
    assert.equal(patches(), before);
    assert.match(document.getText(), /MINES/);
    await until(() => complaints().some((message) => message.includes('changed elsewhere to "THEIR"')));
  });

  it('stays dirty after a 422, with the complaint at its field', async () => {
    await retype(document, 'connection_id', '"1111111111111111111"');
    assert.equal(await document.save(), false);
    assert.equal(document.isDirty, true);
    await until(() => complaints().length > 0);
    const [diagnostic] = vscode.languages.getDiagnostics(document.uri);
    assert.ok(diagnostic);
    assert.equal(document.getText(diagnostic.range), '"1111111111111111111"');
    // In the list of problems nothing else says which setting is meant.
    assert.match(diagnostic.message, /^Connection: /);
  });

  it('is refused as invalid JSON with a sentence, and nothing typed is lost', async () => {
    const before = simulator.traffic.requests;
    await retype(document, 'customer_reference', '"SECOND" oops');
    assert.equal(await document.save(), false);
    assert.ok(document.getText().includes('"SECOND" oops'));
    assert.equal(simulator.traffic.requests, before);
  });

  it('keeps everything when the network is gone while saving', async () => {
    simulator.faults.add({ fault: 'reset' });
    await retype(document, 'customer_reference', '"OFFLINE"');
    assert.equal(await document.save(), false);
    simulator.faults.clear();
    assert.match(document.getText(), /OFFLINE/);
    assert.equal(await document.save(), true);
    assert.equal((await held()).customer_reference, 'OFFLINE');
  });

  it('opens while Telnyx cannot be reached, without anything that could be saved, and fills once it can', async () => {
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    simulator.faults.add({ fault: 'reset' });
    const { uri } = document;
    await vscode.commands.executeCommand('vscode.openWith', uri, numberEditor);
    document = await theDocument();
    assert.match(document.getText(), /^\/\/ .+\n\{\}\n$/);
    assert.equal((await vscode.workspace.fs.stat(uri)).permissions, vscode.FilePermission.Readonly);
    const before = simulator.log.length;
    const text = new TextEncoder().encode(document.getText());
    await assert.rejects(Promise.resolve(vscode.workspace.fs.writeFile(uri, text)));
    simulator.faults.clear();
    await vscode.workspace.fs.stat(uri);
    await until(() => document.getText().includes('FIRST'));
    assert.equal((await vscode.workspace.fs.stat(uri)).permissions, undefined);
    assert.ok(simulator.log.slice(before).every(({ method }) => method === 'GET'));
    // Even the text that stood there would be no wish.
    await vscode.workspace.fs.writeFile(uri, text);
    assert.equal(await document.save(), true);
    assert.ok(simulator.log.slice(before).every(({ method }) => method === 'GET'));
  });

  it('completes and explains settings in its text, from the table', async () => {
    await vscode.commands.executeCommand('vscode.openWith', document.uri, 'default');
    const at = document.positionAt(document.getText().indexOf('customer_reference') + 3);
    let hovers: readonly vscode.Hover[] = [];
    while (hovers.length === 0)
      hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, at);
    const [part] = hovers.flatMap(({ contents }) => contents);
    assert.ok(part instanceof vscode.MarkdownString);
    assert.match(part.value, /order or customer number/);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('and files of numbers and of plans complete what the account has, asked for when it is needed', async () => {
    const asked = () => simulator.log.filter(({ path }) => path === '/v2/connections').length;
    const offered = async ({ uri }: vscode.TextDocument, at: vscode.Position) => {
      const list: vscode.CompletionList = await vscode.commands.executeCommand(
        'vscode.executeCompletionItemProvider',
        uri,
        at,
      );
      return list.items.map(({ label, insertText }) => ({
        label: typeof label === 'string' ? label : label.label,
        text: typeof insertText === 'string' ? insertText : (insertText?.value ?? ''),
      }));
    };
    const before = asked();
    const held = /"connection_id": "?/.exec(document.getText());
    assert.ok(held);
    const own = await offered(document, document.positionAt(held.index + held[0].length));
    const sales = own.find(({ label }) => label === 'Sales desk');
    assert.match(sales?.text ?? '', /^"\d+"$/);
    const file = (name: string) => vscode.Uri.joinPath(folder, name);
    const shown = async (name: string, text: string) => {
      await vscode.workspace.fs.writeFile(file(name), new TextEncoder().encode(text));
      return (await vscode.window.showTextDocument(file(name))).document;
    };
    // Windows' line ends shift nothing.
    const csv = await shown('few.telnyx-numbers.csv', "phone_number,connection_id,tags\r\n'+1312,,\r\n");
    assert.ok((await offered(csv, new vscode.Position(1, 7))).some(({ text }) => text === 'Sales desk'));
    assert.ok((await offered(csv, new vscode.Position(1, 8))).some(({ text }) => text === 'campaign'));
    const json = await shown(
      'few.telnyx-numbers.json',
      '[{ "phone_number": "+1", "general": { "tags": [""] } }]',
    );
    const tag = json.positionAt(json.getText().indexOf('""') + 1);
    assert.ok((await offered(json, tag)).some(({ text }) => text === '"campaign"'));
    const plan = await shown(
      'few.telnyx-plan.json',
      '{ "changes": [{ "set": { "general.tags": [""], "general.connection_id": "" } }] }',
    );
    const inPlan = (mark: string) => plan.positionAt(plan.getText().indexOf(mark) + mark.length);
    assert.ok((await offered(plan, inPlan('["'))).some(({ text }) => text === '"campaign"'));
    const named = await offered(plan, inPlan('connection_id": "'));
    assert.ok(named.some(({ label, text }) => label === 'Sales desk' && /^"\d+"$/.test(text)));
    // Anew at most, where what earlier stories loaded is old by now.
    assert.ok(asked() - before <= 1, 'a list is asked for once');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('cannot be saved where the account is read-only', async () => {
    const uri = document.uri.with({ scheme: schemes.readOnlyDocument });
    const stat = await vscode.workspace.fs.stat(uri);
    assert.equal(stat.permissions, vscode.FilePermission.Readonly);
    await assert.rejects(Promise.resolve(vscode.workspace.fs.writeFile(uri, new Uint8Array())));
  });

  it('takes a write that no person asked for as a draft', async () => {
    const before = simulator.traffic.requests;
    const text = document.getText().replace('FIRST', 'FOREIGN');
    await vscode.workspace.fs.writeFile(document.uri, new TextEncoder().encode(text));
    assert.equal(simulator.traffic.requests, before);
    assert.equal((await held()).customer_reference, 'FIRST');
  });

  it('keeps what was saved of several sections when one is refused, and sends only that one again', async () => {
    await retype(document, 'customer_reference', '"PARTLY"');
    await retype(document, 'translated_number', '"desk7"');
    simulator.faults.next({ fault: '429', method: 'PATCH', path: /\/voice$/ });
    assert.equal(await document.save(), false);
    assert.equal(document.isDirty, true);
    assert.equal((await held()).customer_reference, 'PARTLY');
    const before = patches();
    assert.equal(await document.save(), true);
    await until(() => !document.isDirty);
    assert.equal(patches(), before);
    assert.deepEqual(simulator.log.filter(({ method }) => method === 'PATCH').at(-1)?.body, {
      translated_number: 'desk7',
    });
    assert.match(document.getText(), /"translated_number": "desk7"/);
  });

  it('goes back to what was saved meanwhile when it is reverted after a partial save', async () => {
    await retype(document, 'customer_reference', '"PARTLY"');
    await retype(document, 'translated_number', '"desk7"');
    simulator.faults.next({ fault: '429', method: 'PATCH', path: /\/voice$/ });
    assert.equal(await document.save(), false);
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await until(() => !document.isDirty && document.getText().includes('PARTLY'));
    assert.ok(!document.getText().includes('desk7'));
  });

  it('is laid beside what the account holds, in VS Code’s own comparison of texts', async () => {
    await retype(document, 'customer_reference', '"MINE"');
    await vscode.commands.executeCommand(commands.reviewChanges);
    const compared = () => {
      const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputTextDiff ? input : undefined;
    };
    await until(() => compared() !== undefined);
    const input = compared() ?? assert.fail();
    assert.equal(input.modified.toString(), document.uri.toString());
    const live = await vscode.workspace.openTextDocument(input.original);
    assert.equal(live.getText(), document.getText().replace('MINE', 'FIRST'));
    await elsewhere({ hd_voice_enabled: true });
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('is there for a mobile number too, with settings of its own', async () => {
    const page = await other.page((sdk, query, options) => sdk.mobilePhoneNumbers.list(query, options), {
      number: 1,
      size: 50,
    });
    const raw = page.rows[2] as { id: string; phone_number: string };
    const subject = { type: 'number', id: raw.id, phoneNumber: raw.phone_number, mobile: true };
    await vscode.commands.executeCommand(commands.editNumber, subject);
    const find = () => vscode.workspace.textDocuments.find(({ uri }) => uri.path.includes(raw.phone_number));
    await until(() => find() !== undefined);
    const mobile = find() ?? assert.fail();
    assert.match(mobile.uri.path, /\/mobile\/.*\.telnyx-mobile\.json$/);
    await retype(mobile, 'customer_reference', '"VAN-7"');
    assert.equal(await mobile.save(), true);
    const last = simulator.log.filter(({ method }) => method === 'PATCH').at(-1);
    assert.deepEqual([last?.operation, last?.body], [26, { customer_reference: 'VAN-7' }]);
    await until(() => !mobile.isDirty && mobile.getText().includes('VAN-7'));
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });
});
