import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { goodKey, signsIn } from './lib/account.ts';
import { story } from './lib/person.ts';
import { until } from './lib/wait.ts';

const notPaid = /^\d{4}-\d\d-\d\d – \d{4}-\d\d-\d\d, not paid$/;
const paid = /^\d{4}-\d\d-\d\d – \d{4}-\d\d-\d\d, paid$/;

story('a person saves the PDFs of invoices', {}, async (person, { act, account }) => {
  const { sidebar, editors, quickInput, notifications, page } = person;
  const simulator = await account();
  await signsIn(person, { key: goodKey, address: simulator.url });
  const folder = join(person.workbench.dataDir, 'invoices');
  await mkdir(folder);
  const files = async () => (await readdir(folder)).sort();
  const billing = sidebar.view('Billing');
  await sidebar.view('Numbers').collapse();
  const row = billing.row(notPaid);
  /** The name that is proposed comes late, and would replace one that was typed before. */
  const savesAs = async (name: string) => {
    await quickInput.waitFor();
    await until('a name is proposed', async () =>
      /telnyx-invoice-\d{4}-\d\d\.pdf$/.test(await quickInput.typed()),
    );
    await quickInput.answerFile(join(folder, name));
  };

  await act('invoices stand under their years, and say whether they are paid', async () => {
    await billing.row('Invoices').expand();
    await row.waitFor();
    assert.match((await billing.rows()).join('\n'), /\b20\d\d\n?\s*\d+/);
    const menu = await row.offers();
    assert.deepEqual(menu.slice(0, 2), ['Open PDF', 'Save PDF…']);
  });

  await act('one is saved by mouse, under the name that is proposed', async () => {
    await row.choose('Save PDF…');
    await savesAs('one.pdf');
    await notifications.waitFor('Saved one.pdf.');
    assert.deepEqual(await files(), ['one.pdf']);
    assert.match(await readFile(join(folder, 'one.pdf'), 'utf8'), /^%PDF-/);
    const asked = simulator.log.filter(({ path }) => path.includes('/invoices/'));
    assert.equal(asked[0]?.query, 'action=link');
    assert.equal(asked[1]?.key, undefined);
  });

  await act('several are saved by keyboard into a folder, where nothing is replaced', async () => {
    const taken = simulator.log.length;
    // The first one opens and takes the focus along; the keys go on from there.
    await row.click();
    await editors.takesFocus();
    await billing.row(paid).click(['Shift']);
    await person.presses('Shift+ArrowDown');
    await person.presses('Shift+F10');
    await person.menu.waitFor();
    await person.menu.choose('Save PDFs of Invoices…');
    await quickInput.answerFile(`${folder}/`);
    await notifications.waitFor('Saved 3 PDFs.');
    const names = (await files()).filter((name) => name !== 'one.pdf');
    assert.equal(names.length, 3);
    for (const name of names) assert.match(name, /^telnyx-invoice-\d{4}-\d\d\.pdf$/);
    assert.equal(simulator.log.slice(taken).filter(({ query }) => query === 'action=link').length, 3);
    await writeFile(join(folder, names[0] ?? ''), 'mine');
    await notifications.calm();
    await quickInput.runCommand('Telnyx: Save PDFs of Invoices…');
    for (const name of names) {
      const month = /\d{4}-\d\d/.exec(name)?.[0] ?? '';
      await quickInput.tick(new RegExp(`^${month}`));
    }
    await quickInput.accept();
    await quickInput.answerFile(`${folder}/`);
    const again = async () => (await files()).filter((name) => name.endsWith(' (2).pdf'));
    await until('there are three more', async () => (await again()).length === 3);
    assert.equal(await readFile(join(folder, names[0] ?? ''), 'utf8'), 'mine');
    assert.equal((await files()).length, 7);
  });

  await act('what cannot be saved is said, with a way to try again, and leaves no part', async () => {
    const before = await files();
    await notifications.calm();
    simulator.faults.add({ fault: 'html200', path: /\/storage\// });
    await person.looksAtRest();
    // One row alone: its menu would be that of the selection.
    await row.click();
    await billing.row(paid).click();
    // What it opens takes the focus, and would close a menu.
    const period = await billing.row(paid).locator.locator('.label-name').innerText();
    await editors.tab(period).waitFor();
    await editors.takesFocus();
    await person.looksAtRest();
    await billing.row(paid).choose('Save PDF…');
    await savesAs('two.pdf');
    await notifications.waitFor('not a PDF');
    assert.deepEqual(await files(), before);
    simulator.faults.clear();
    await notifications.press('not a PDF', 'Retry');
    await notifications.toast('not a PDF').waitFor({ state: 'hidden' });
    await until('it is saved', async () => (await files()).includes('two.pdf'));
  });

  await act('by keyboard alone they are found, and one is saved', async () => {
    await notifications.calm();
    await billing.row('Invoices').collapse();
    await row.gone();
    await quickInput.runByKeys('Telnyx: Focus on Billing View');
    await billing.row('Invoices').walkTo();
    await person.presses('ArrowRight');
    await row.waitFor();
    await row.walkTo();
    await person.presses('Shift+F10');
    await person.menu.waitFor();
    // Past "Open PDF".
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await person.presses(key);
    await savesAs('keys.pdf');
    await notifications.waitFor('Saved keys.pdf.');
    assert.match(await readFile(join(folder, 'keys.pdf'), 'utf8'), /^%PDF-/);
  });

  await act('in a browser an invoice is not opened, and its link goes to no browser', async () => {
    await notifications.calm();
    const pages = page.context().pages().length;
    await person.looksAtRest();
    await row.choose('Open PDF');
    await notifications.waitFor('A PDF cannot be opened from here');
    assert.equal(page.context().pages().length, pages);
    assert.doesNotMatch(await person.workbench.log(), /signature=/);
  });
});
