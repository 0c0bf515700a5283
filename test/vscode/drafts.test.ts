import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Profile } from '../../src/core/model/profile.ts';
import { numberTable } from '../../src/core/settings/table.ts';
import { CurrentAccount, Session } from '../../src/core/state/session.ts';
import { openDoor } from '../../src/core/telnyx/client.ts';
import { addressOf, uriOf, type Address } from '../../src/editors/address.ts';
import type { Draft } from '../../src/editors/draft.ts';
import { DraftFiles } from '../../src/editors/draftFiles.ts';
import { NumberFiles } from '../../src/editors/numberFiles.ts';
import { NumberFileSystem } from '../../src/editors/numberFileSystem.ts';
import { startSimulator, type Simulator } from '../simulator.ts';
import { Keyring } from './keyring.ts';

const profile: Profile = {
  id: 'shared',
  name: 'Shared',
  icon: 'account',
  kind: 'account',
  baseUrl: '',
  readOnly: false,
};

describe('Drafts', () => {
  let simulator: Simulator;
  let account: CurrentAccount;
  let folder: string;
  let keyring: Keyring;
  let known: boolean;
  let address: Address;
  let windows: NumberFiles[];
  let told: string[];

  before(async () => {
    simulator = await startSimulator({ numbers: 20 });
    account = new CurrentAccount();
    const baseUrl = simulator.url;
    const door = openDoor({ baseUrl, apiKey: simulator.account.keys[0]?.key ?? '' });
    account.become({ phase: 'open', session: new Session({ ...profile, baseUrl }, door) });
    const page = await door.page((sdk, query, options) => sdk.phoneNumbers.list(query, options), {
      number: 1,
      size: 20,
    });
    address = {
      profileId: profile.id,
      folder: 'numbers',
      phoneNumber: (page.rows[3] as { phone_number: string }).phone_number,
    };
  });
  after(async () => {
    account.dispose();
    await simulator.close();
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'telnyx-drafts-'));
    keyring = new Keyring();
    known = true;
    windows = [];
    told = [];
  });
  afterEach(async () => {
    for (const files of windows) files.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  /** What a window keeps, as it is on disk. */
  const shelf = (window = 'one') => new DraftFiles(vscode.Uri.file(folder), keyring, window);
  const kept = (window?: string, { phoneNumber }: Address = address) =>
    shelf(window).load(profile.id, phoneNumber);
  const files = async () =>
    (await readdir(join(folder, 'drafts'), { recursive: true }).catch(() => [])).filter((name) =>
      name.endsWith('.json'),
    );

  /** The number documents of a window, or of a later life of one. */
  function openWindow(window = 'one'): NumberFiles {
    const opened = new NumberFiles({
      account,
      restore: () => Promise.resolve(),
      isKnown: () => known,
      drafts: shelf(window),
      onSaved: () => undefined,
      // A save that cannot be remembered is made all the same.
      witness: () => Promise.reject(new Error('nobody remembers')),
      onFailure: ({ sentence }) => told.push(sentence),
    });
    windows.push(opened);
    return opened;
  }

  const dirty = (text: string) => ({ isDirty: true, getText: () => text }) as vscode.TextDocument;
  const clean = (text: string) => ({ isDirty: false, getText: () => text }) as vscode.TextDocument;
  const elsewhere = async (reference: string) => {
    const { door, id } = { door: account.needed().door, id: (await openWindow('aside').open(address)).id };
    await door.write(
      (sdk, options) => sdk.phoneNumbers.update(id, { customer_reference: reference }, options),
      (data) => data,
    );
  };
  const setting = (wanted: string) => numberTable.settings.find(({ key }) => key === wanted) ?? assert.fail();
  const reference = setting('customer_reference');
  const connection = setting('connection_id');

  const withVoice = (text: string, translated: string) =>
    text.replace(/("translated_number": )("[^"]*"|null)/, `$1"${translated}"`);
  const withReference = (text: string, reference: string) =>
    text.replace(/("customer_reference": )("[^"]*"|null)/, `$1"${reference}"`);

  it('outlive another window that has the same number open, and closes or saves it', async () => {
    const [mine, other] = [openWindow('one'), openWindow('two')];
    const [file, same] = [await mine.open(address), await other.open(address)];
    await mine.keep(address, file, withReference(file.text, 'DRAFT'));
    await other.send(address, withReference(same.text, 'OTHER'));
    assert.match((await kept())?.text ?? '', /DRAFT/);
    await other.closed(address);
    assert.match((await kept())?.text ?? '', /DRAFT/);
    await mine.discard(address);
    assert.deepEqual(await files(), []);
  });

  it('of two windows are kept apart, so that each goes on with what it saw', async () => {
    const [one, two] = [openWindow('one'), openWindow('two')];
    await elsewhere('BEFORE');
    const first = await one.open(address);
    await one.typed(dirty(withReference(first.text, 'MINE')), address);
    await elsewhere('BETWEEN');
    const second = await two.open(address);
    await two.typed(dirty(withReference(second.text, 'YOURS')), address);
    const [again, other] = [await openWindow('one').open(address), await openWindow('two').open(address)];
    assert.equal(again.base['general.customer_reference'], 'BEFORE');
    assert.equal(other.base['general.customer_reference'], 'BETWEEN');
    assert.equal(again.conflicts(withReference(first.text, 'MINE')).length, 1);
    assert.equal(other.conflicts(withReference(second.text, 'YOURS')).length, 0);
    await two.typed(clean(second.text), address);
    assert.equal((await kept('one'))?.base['general.customer_reference'], 'BEFORE');
    await one.typed(clean(first.text), address);
    assert.deepEqual(await files(), []);
  });

  it('that another window left behind are gone on with, and forgotten once they are sent', async () => {
    const before = openWindow('one');
    const file = await before.open(address);
    await before.keep(address, file, withReference(file.text, 'LATER'));
    const now = openWindow('two');
    const found = await now.open(address);
    assert.match(found.text, /LATER/);
    await now.keep(address, found, withReference(found.text, 'LATER STILL'));
    assert.deepEqual(
      (await files()).map((name) => name.endsWith('two.json')),
      [true],
    );
    await now.send(address, found.text);
    assert.deepEqual(await files(), []);
  });

  it('keep what the person saw again when they type on while it is saved', async () => {
    const opened = openWindow();
    const file = await opened.open(address);
    const text = withReference(file.text, 'FIRST');
    await opened.typed(dirty(text), address);
    await opened.send(address, text);
    assert.deepEqual(await files(), []);
    await opened.typed(dirty(text), address);
    assert.equal((await kept())?.base['general.customer_reference'], 'FIRST');
  });

  it('keep a conflict that was settled as settled', async () => {
    const opened = openWindow();
    const file = await opened.open(address);
    const text = withReference(file.text, 'CHOSEN');
    await opened.typed(dirty(text), address);
    await elsewhere('MEANWHILE');
    await opened.refresh(address);
    assert.equal(file.conflicts(text).length, 1);
    await opened.accept(address, reference);
    const again = await openWindow().open(address);
    assert.deepEqual(again.conflicts(text), []);
    assert.deepEqual(
      again.changes(text).map(({ verdict }) => verdict),
      ['change'],
    );
  });

  it('that are given up take along what was said of them', async () => {
    const opened = openWindow();
    const file = await opened.open(address);
    const refused = file.text.replace(/("connection_id": )("[^"]*"|null)/, '$1"1111111111111111111"');
    await opened.typed(dirty(refused), address);
    await assert.rejects(opened.send(address, refused), /Connection: /);
    assert.equal(file.notice?.tone, 'error');
    await opened.typed(clean(file.text), address);
    assert.equal(file.notice, undefined);
    assert.deepEqual(file.complaints(connection, '1111111111111111111'), []);
  });

  it('of an account that was removed are not kept any more', async () => {
    const opened = openWindow();
    const file = await opened.open(address);
    known = false;
    await opened.typed(dirty(withReference(file.text, 'TYPED')), address);
    await opened.keep(address, file, withReference(file.text, 'SAVED'));
    assert.deepEqual(await files(), []);
  });

  it('of a mobile number are kept apart from those of a number that is called the same', async () => {
    const opened = openWindow();
    const file = await opened.open(address);
    await opened.keep(address, file, withReference(file.text, 'MINE ALONE'));
    assert.equal((await files()).length, 1);
    await opened.closed({ ...address, folder: 'mobile' });
    assert.match((await kept())?.text ?? '', /MINE ALONE/);
    await opened.discard(address);
    assert.deepEqual(await files(), []);
  });

  it('keep what was saved in part as saved, for after a reload', async () => {
    const opened = openWindow();
    const file = await opened.open(address);
    const text = withVoice(withReference(file.text, 'PARTLY'), 'desk7');
    await opened.typed(dirty(text), address);
    simulator.faults.next({ fault: '429', method: 'PATCH', path: /\/voice$/ });
    await assert.rejects(opened.send(address, text), /^NotSaved: Saved: Customer reference/);
    const base = (await kept())?.base;
    assert.equal(base?.['general.customer_reference'], 'PARTLY');
    assert.notEqual(base['voice.translated_number'], 'desk7');
  });

  it('keep what was sent and nobody tells as sent, so that it is not sent again after a reload', async () => {
    const opened = openWindow();
    const file = await opened.open(address);
    const text = withVoice(file.text, 'desk9').replace('"bundle": {}', '"bundle": { "bundle_id": "b-1" }');
    const bundles = () => simulator.log.filter(({ operation }) => operation === 18).length;
    await opened.typed(dirty(text), address);
    simulator.faults.next({ fault: '429', method: 'PATCH', path: /\/voice$/ });
    await assert.rejects(opened.send(address, text), /^NotSaved: Saved: Bundle/);
    assert.equal(bundles(), 1);
    const again = openWindow();
    await again.open(address);
    await again.send(address, text);
    assert.equal(bundles(), 1);
    assert.deepEqual(await files(), []);
  });

  it('that cannot be kept say that what was sent may be offered again after a reload', async () => {
    const opened = openWindow();
    const file = await opened.open(address);
    const text = withVoice(withReference(file.text, 'NOT NOTED'), 'desk5');
    await opened.typed(dirty(text), address);
    await rm(folder, { recursive: true });
    await writeFile(folder, 'no folder any more');
    simulator.faults.next({ fault: '429', method: 'PATCH', path: /\/voice$/ });
    await assert.rejects(opened.send(address, text), /^NotSaved: Saved: Customer reference/);
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', /was saved, but that could not be noted on this machine/);
  });

  it('on disk hold neither a typed PIN nor the one that was set, and give both back', async () => {
    const drafts = shelf();
    const base = { 'general.external_pin': '4711', 'general.customer_reference': 'REF' };
    const texts = [undefined, '{ "general": { "external_pin": "0815" } }', '{ "general": {} }'];
    const states: Draft[] = [
      ...texts.map((text) => ({ id: '1', base, stamp: 5, ...(text !== undefined && { text }) })),
      { id: '1', base: {}, stamp: 6, unseen: { 'general.external_pin': '0815', 'bundle.bundle_id': 'b-1' } },
    ];
    for (const draft of states) {
      await drafts.store('p', '+1', draft);
      assert.doesNotMatch(await readFile(join(folder, 'drafts', 'p', '+1', 'one.json'), 'utf8'), /4711|0815/);
      assert.deepEqual(await drafts.load('p', '+1'), draft);
    }
    await drafts.remove('p', '+1');
    assert.equal(keyring.entries.size, 0);
    await drafts.store('p', '+1', states[1] ?? assert.fail());
    await shelf('two').removeAll('p');
    assert.deepEqual([keyring.entries.size, (await files()).length], [0, 0]);
  });

  it('say nothing that VS Code would make a link of when they cannot be saved', async () => {
    const opened = openWindow();
    const { text } = await opened.open(address);
    const fileSystem = new NumberFileSystem(opened);
    const uri = uriOf(address);
    assert.deepEqual(addressOf(uri), address);
    fileSystem.announce(uri, vscode.TextDocumentSaveReason.Manual);
    const hostile = text.replace('"tags"', '"[x](command:workbench.action.quit)"');
    await assert.rejects(fileSystem.writeFile(uri, new TextEncoder().encode(hostile)), (thrown) => {
      assert.ok(thrown instanceof Error);
      assert.match(thrown.message, /\[x\]/);
      assert.ok(!thrown.message.includes(']('), thrown.message);
      return true;
    });
  });

  it('are refused in another encoding than UTF-8, in which they would mean something else', async () => {
    const opened = openWindow();
    const { text } = await opened.open(address);
    const fileSystem = new NumberFileSystem(opened);
    const latin = Buffer.from(withReference(text, 'Müller'), 'latin1');
    await assert.rejects(fileSystem.writeFile(uriOf(address), latin), /encoding/);
    assert.equal((await opened.open(address)).draft, false);
  });
});
