import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Profile } from '../../src/core/model/profile.ts';
import { CurrentAccount, Session } from '../../src/core/state/session.ts';
import { openDoor } from '../../src/core/telnyx/client.ts';
import { addressOf, uriOf, type Address } from '../../src/editors/address.ts';
import type { Draft, DraftStore } from '../../src/editors/draft.ts';
import { DraftFiles } from '../../src/editors/draftFiles.ts';
import { NumberFiles } from '../../src/editors/numberFiles.ts';
import { NumberFileSystem } from '../../src/editors/numberFileSystem.ts';
import { startSimulator, type Simulator } from '../simulator.ts';

const profile: Profile = {
  id: 'shared',
  name: 'Shared',
  icon: 'account',
  kind: 'account',
  baseUrl: '',
  readOnly: false,
};

/** Drafts as windows share them. */
class Shelf implements DraftStore {
  readonly kept = new Map<string, Draft>();

  load(_: string, phoneNumber: string): Promise<Draft | undefined> {
    return Promise.resolve(this.kept.get(phoneNumber));
  }
  store(_: string, phoneNumber: string, draft: Draft): Promise<void> {
    this.kept.set(phoneNumber, draft);
    return Promise.resolve();
  }
  remove(_: string, phoneNumber: string): Promise<void> {
    this.kept.delete(phoneNumber);
    return Promise.resolve();
  }
}

/** A keyring, as far as drafts need one. */
class Keyring {
  readonly entries = new Map<string, string>();
  readonly onDidChange = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>().event;

  keys(): Promise<string[]> {
    return Promise.resolve([...this.entries.keys()]);
  }
  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.entries.get(key));
  }
  store(key: string, value: string): Promise<void> {
    this.entries.set(key, value);
    return Promise.resolve();
  }
  delete(key: string): Promise<void> {
    this.entries.delete(key);
    return Promise.resolve();
  }
}

describe('Drafts', () => {
  let simulator: Simulator;
  let account: CurrentAccount;
  let shelf: Shelf;
  let address: Address;
  let windows: NumberFiles[];

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
  beforeEach(() => {
    shelf = new Shelf();
    windows = [];
  });
  afterEach(() => {
    for (const files of windows) files.dispose();
  });

  /** The number documents of one more window. */
  function openWindow(): NumberFiles {
    const restore = () => Promise.resolve();
    const files = new NumberFiles({ account, restore, drafts: shelf, onSaved: () => undefined });
    windows.push(files);
    return files;
  }

  const withReference = (text: string, reference: string) =>
    text.replace(/("customer_reference": )("[^"]*"|null)/, `$1"${reference}"`);

  it('outlive another window that has the same number open, and closes or saves it', async () => {
    const [mine, other] = [openWindow(), openWindow()];
    const [file, same] = [await mine.open(address), await other.open(address)];
    await mine.keep(address, file, withReference(file.text, 'DRAFT'));
    await other.send(address, withReference(same.text, 'OTHER'));
    assert.match(shelf.kept.get(address.phoneNumber)?.text ?? '', /DRAFT/);
    await other.closed(address);
    assert.match(shelf.kept.get(address.phoneNumber)?.text ?? '', /DRAFT/);
    await mine.discard(address);
    assert.equal(shelf.kept.size, 0);
  });

  it('of an earlier life of the window are forgotten once they are sent', async () => {
    const before = openWindow();
    const file = await before.open(address);
    await before.keep(address, file, withReference(file.text, 'LATER'));
    const now = openWindow();
    await now.send(address, (await now.open(address)).text);
    assert.equal(shelf.kept.size, 0);
  });

  it('keep what the person saw again when they type on while it is saved', async () => {
    const files = openWindow();
    const file = await files.open(address);
    const text = withReference(file.text, 'FIRST');
    const document = { isDirty: true, getText: () => text } as vscode.TextDocument;
    await files.typed(document, address);
    await files.send(address, text);
    assert.equal(shelf.kept.size, 0);
    await files.typed(document, address);
    assert.equal(shelf.kept.get(address.phoneNumber)?.base['general.customer_reference'], 'FIRST');
  });

  it('of a mobile number are kept apart from those of a number that is called the same', async () => {
    const files = openWindow();
    const file = await files.open(address);
    await files.keep(address, file, withReference(file.text, 'MINE'));
    assert.deepEqual([...shelf.kept.keys()], [address.phoneNumber]);
    await files.closed({ ...address, folder: 'mobile' });
    assert.match(shelf.kept.get(address.phoneNumber)?.text ?? '', /MINE/);
    await files.discard(address);
    assert.equal(shelf.kept.size, 0);
  });

  it('keep what was saved in part as saved, for after a reload', async () => {
    const files = openWindow();
    const file = await files.open(address);
    const text = withReference(file.text, 'PARTLY').replace(
      /("translated_number": )("[^"]*"|null)/,
      '$1"desk7"',
    );
    const document = { isDirty: true, getText: () => text } as vscode.TextDocument;
    await files.typed(document, address);
    simulator.faults.next({ fault: '429', method: 'PATCH', path: /\/voice$/ });
    await assert.rejects(files.send(address, text), /^NotSaved: Saved: Customer reference/);
    const base = shelf.kept.get(address.phoneNumber)?.base;
    assert.equal(base?.['general.customer_reference'], 'PARTLY');
    assert.notEqual(base['voice.translated_number'], 'desk7');
  });

  it('on disk hold neither a typed PIN nor the one that was set, and give both back', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'telnyx-drafts-'));
    try {
      const keyring = new Keyring();
      const drafts = new DraftFiles(vscode.Uri.file(folder), keyring);
      const base = { 'general.external_pin': '4711', 'general.customer_reference': 'REF' };
      const texts = [undefined, '{ "general": { "external_pin": "0815" } }', '{ "general": {} }'];
      for (const text of texts) {
        const draft: Draft = { id: '1', base, stamp: 5, ...(text !== undefined && { text }) };
        await drafts.store('p', '+1', draft);
        assert.doesNotMatch(await readFile(join(folder, 'drafts', 'p', '+1.json'), 'utf8'), /4711|0815/);
        assert.deepEqual(await drafts.load('p', '+1'), draft);
      }
      await drafts.remove('p', '+1');
      assert.equal(keyring.entries.size, 0);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('say nothing that VS Code would make a link of when they cannot be saved', async () => {
    const files = openWindow();
    const { text } = await files.open(address);
    const fileSystem = new NumberFileSystem(files);
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
    const files = openWindow();
    const { text } = await files.open(address);
    const fileSystem = new NumberFileSystem(files);
    const latin = Buffer.from(withReference(text, 'Müller'), 'latin1');
    await assert.rejects(fileSystem.writeFile(uriOf(address), latin), /encoding/);
    assert.equal((await files.open(address)).draft, false);
  });
});
