import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import Papa from 'papaparse';
import { textOfCell } from '../../src/core/files/cell.ts';
import { asksElsewhere, goodKey, signsIn, type PhoneNumber } from './lib/account.ts';
import { story } from './lib/person.ts';
import { until } from './lib/wait.ts';

story(
  'a person works with numbers in a table',
  { size: { width: 1400, height: 900 } },
  async (person, { act, account }) => {
    const simulator = await account({ numbers: 900 });
    const pages = [1, 2, 3, 4].map((page) =>
      asksElsewhere<readonly PhoneNumber[]>(simulator, `/phone_numbers?page[size]=250&page[number]=${page}`),
    );
    const numbers = (await Promise.all(pages)).flat();
    const listed = numbers.map(({ phone_number }) => phone_number);
    const mobile = await asksElsewhere<readonly PhoneNumber[]>(
      simulator,
      '/mobile_phone_numbers?page[size]=250',
    );
    const inOrder = [...listed, ...mobile.map(({ phone_number }) => phone_number)].sort();
    await signsIn(person, { key: goodKey, address: simulator.url, name: 'Northwind' });
    const { editors, quickInput, menu } = person;
    const { form } = editors;
    const row = (at: number) => form.locator(`[data-at="${at}"]`);
    const number = async (at: number) => (await row(at).locator('.cell').first().innerText()).trim();
    const shows = (words: string | RegExp) => form.locator('.counts').getByText(words).waitFor();
    const tag = 'support';
    const tagged = numbers.filter(({ tags }) => tags.includes(tag)).map(({ phone_number }) => phone_number);

    await act('it opens from the title of the view, and reads the whole account', async () => {
      await person.sidebar.view('Numbers').press('Open Numbers as Table');
      await editors.tab('Numbers: Northwind').waitFor();
      await shows('930 numbers');
      assert.equal(await number(0), listed[0]);
      assert.equal(await form.locator('#grid').getAttribute('aria-rowcount'), '931');
    });
    await act('a click on a head sorts, and the last row is one key away', async () => {
      await form.locator('#head-number').click();
      await until('the numbers stand in order', async () => (await number(0)) === inOrder[0]);
      await row(0).click();
      await person.presses('End');
      await until('the last number is in sight', async () => (await number(929)) === inOrder.at(-1));
      await person.presses('Home');
    });
    await act('a filter says what is in force and how much it finds', async () => {
      await form.button('Filter…').click();
      await quickInput.choose(/^tag/);
      await quickInput.step(2);
      const counted = new RegExp(`^${tag}\\D+${tagged.length}$`);
      await quickInput.box.getByRole('checkbox', { name: counted }).first().click();
      await quickInput.accept();
      await shows(`${tagged.length} of 930 numbers`);
      await form.button(`tag is ${tag}`).waitFor();
      const { message } = person.sidebar.view('Numbers');
      assert.equal(await message.isVisible(), false, 'the view has a search of its own');
    });
    const found = [...tagged].sort();
    await act('the keyboard chooses, and copies in the order of the table', async () => {
      await row(1).click();
      await person.presses('Shift+ArrowDown');
      await person.presses('Shift+ArrowDown');
      await shows('3 selected');
      await person.presses('ControlOrMeta+c');
      await person.hasCopied(found.slice(1, 4).join('\n'));
      await person.presses('ControlOrMeta+a');
      await shows(`${tagged.length} selected`);
      await person.presses('Escape');
      await form.text(/ selected/).waitFor({ state: 'hidden' });
    });
    await act('the menu of a row offers what all that is chosen can do', async () => {
      await row(2).click();
      await row(4).click({ modifiers: ['ControlOrMeta'] });
      await shows('2 selected');
      await menu.openOn(row(4));
      const items = await menu.items();
      for (const item of ['Edit Settings', 'Copy', 'Copy ID', 'Copy Rows', 'Export Table as CSV…', 'Refresh'])
        assert.ok(items.includes(item), `${item} in ${items.join(', ')}`);
      await menu.choose('Copy');
      await person.hasCopied([found[2], found[4]].join('\n'));
      await menu.chooseOn(row(5), 'Copy ID');
      await person.hasCopied(numbers.find(({ phone_number }) => phone_number === found[5])?.id ?? '?');
      await shows('1 selected');
    });
    await act('what is shown goes to a CSV file, no cell of which is a formula', async () => {
      await form.button('Export Table as CSV…').click();
      await quickInput.choose(/^Numbers that are shown/);
      await until('a file is offered', async () => (await quickInput.typed()).endsWith('/numbers.csv'));
      const file = await quickInput.typed();
      await quickInput.accept();
      await person.notifications.waitFor(`Numbers exported: ${tagged.length}.`);
      const text = await readFile(file, 'utf8');
      const { data } = Papa.parse<string[]>(text.slice(1).trimEnd(), { delimiter: ',' });
      assert.deepEqual(
        data.slice(1).map(([cell = '']) => textOfCell(cell)),
        found,
      );
      assert.deepEqual(
        data.flat().filter((cell) => /^[=+\-@]/.test(cell)),
        [],
      );
    });
    await act('columns are chosen, and stay as they are over a reload, with search and place', async () => {
      await form.locator('#grid').press('Home');
      for (let page = 0; page < 3; page++) await person.presses('PageDown');
      const at = await form.locator('#grid').getAttribute('aria-activedescendant');
      await form.button('Columns…').click();
      await quickInput.box.getByRole('checkbox', { name: 'Billing group' }).first().click();
      await quickInput.accept();
      await form.locator('#head-billingGroup').waitFor();
      await form.field('Search Numbers').fill('SUPPORT');
      await person.reloads({ tab: 'SUPPORT' });
      await shows(`${tagged.length} of 930 numbers`);
      await form.locator('#head-billingGroup').waitFor();
      await form.button(`tag is ${tag}`).waitFor();
      assert.equal(await form.field('Search Numbers').inputValue(), 'SUPPORT');
      await until('the place is found again', async () => {
        return (await form.locator('#grid').getAttribute('aria-activedescendant')) === at;
      });
      await form.locator(`#${at ?? ''}`).waitFor();
    });
    await act('Enter opens the number in its editor', async () => {
      await form.button('Clear Filters').click();
      await shows('930 numbers');
      await form.locator('#grid').press('Home');
      await row(3).click();
      await person.presses('Enter');
      await editors.tab(inOrder[3] ?? '?').waitFor();
      await form.field('Customer reference').waitFor();
    });
    assert.deepEqual(
      simulator.log.filter(({ method }) => method !== 'GET'),
      [],
      'looking writes nothing',
    );
  },
);
