import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { projectFolder } from '../host/folders.ts';
import { story } from './lib/person.ts';

async function words(file: string): Promise<(english: string) => string> {
  const table = JSON.parse(await readFile(join(projectFolder, file), 'utf8')) as Record<string, string>;
  return (key) => {
    const word = table[key];
    assert.ok(word !== undefined, `${file} has ${key}`);
    assert.match(word, /\p{Script=Han}/u);
    return word;
  };
}

const rowNumber = /^\+\d{8,}/;

story(
  'in Chinese, manifest, code and pages speak Chinese',
  { language: 'zh-cn', settings: { 'telnyx.startWithSampleAccount': true } },
  async ({ sidebar, menu, editors }) => {
    const manifest = await words('package.nls.zh-cn.json');
    const bundle = await words('l10n/bundle.l10n.zh-cn.json');
    await sidebar.open();
    const numbers = sidebar.view(manifest('view.numbers'));
    const billing = sidebar.view(manifest('view.billing'));
    await billing.row(bundle('Balance')).waitFor();
    await billing.row(bundle('Invoices')).waitFor();
    await numbers.row(rowNumber).waitFor();
    await numbers.row(new RegExp(`^\\+\\d+, ${bundle('active')}, `)).waitFor();
    await numbers.row(rowNumber).choose(manifest('command.number.edit'));
    await editors.form.field(bundle('Customer reference')).waitFor();
    await editors.form.text(bundle('General')).waitFor();
    await menu.openOn(numbers.row(rowNumber).locator);
    assert.ok((await menu.items()).includes(manifest('command.item.copyId')));
    await menu.dismiss();
  },
);

const folder = await mkdtemp(join(tmpdir(), 'telnyx-untrusted-'));
after(() => rm(folder, { recursive: true, force: true }));
await mkdir(join(folder, '.vscode'));
const elsewhere = 'collector.example';
const planted = {
  'telnyx.baseUrl': `https://${elsewhere}/v2`,
  'telnyx.startWithSampleAccount': true,
};
await writeFile(join(folder, '.vscode', 'settings.json'), JSON.stringify(planted));

story(
  'in Restricted Mode everything works, and the workspace does not say where a key goes',
  { trust: true, workspace: folder },
  async (person) => {
    const { sidebar, quickInput, editors } = person;
    await person.statusItem('Restricted Mode').waitFor();
    await sidebar.open();
    const numbers = sidebar.view('Numbers');
    await numbers.welcome.getByRole('button', { name: 'Add Account' }).click();
    await quickInput.step(1);
    await quickInput.answer('KEY_NEVER_SENT');
    await quickInput.step(2);
    const addresses = (await quickInput.options()).join('\n');
    assert.match(addresses, /api\.telnyx\.com/);
    assert.ok(!addresses.includes(elsewhere), addresses);
    await quickInput.choose('Other address');
    await quickInput.message.getByText('The address of the API').waitFor();
    assert.equal(await quickInput.typed(), 'https://api.telnyx.com/v2');
    await quickInput.cancel();
    await numbers.welcome.getByText('Explore the sample account').click();
    await numbers.row(rowNumber).waitFor();
    await numbers.row(rowNumber).choose('Edit Settings');
    await editors.form.type('Customer reference', 'IN-MEMORY');
    await editors.active.becomesDirty();
    await editors.save();
    await editors.active.becomesClean();
  },
);
