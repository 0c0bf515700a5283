import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asksElsewhere, goodKey, newestNumbers, signsIn, writes } from './lib/account.ts';
import { story } from './lib/person.ts';
import { until } from './lib/wait.ts';

interface Mobile {
  readonly phone_number: string;
}

const size = { width: 1440, height: 900 };

story(
  'a person uses the verbs of numbers from the table and the tree',
  { size },
  async (person, { act, account }) => {
    const simulator = await account({ numbers: 60 });
    const numbers = await newestNumbers(simulator);
    await signsIn(person, { key: goodKey, address: simulator.url, name: 'Northwind' });
    const { editors, quickInput, menu, sidebar } = person;
    const { form } = editors;
    const view = sidebar.view('Numbers');
    const row = (at: number) => form.locator(`[data-at="${at}"]`);
    const counts = (words: string) => form.locator('.counts').getByText(words).waitFor();
    const opensTable = async () => {
      await view.press('Open Numbers as Table');
      await counts('90 numbers');
      await row(0).waitFor();
    };
    const chooses = async (...places: readonly number[]) => {
      for (const [nth, at] of places.entries())
        await row(at).click(nth === 0 ? {} : { modifiers: ['ControlOrMeta'] });
      await counts(`${places.length} selected`);
    };

    await act('voice and messaging settings of all numbers go to a CSV file', async () => {
      const since = simulator.log.length;
      const file = join(person.workbench.dataDir, 'workspace', 'all.telnyx-numbers.csv');
      await person.runs('Telnyx: Export Numbers as CSV…');
      await quickInput.title.getByText('Export all numbers of Northwind').waitFor();
      await quickInput.type('Translated number');
      await quickInput.tick('Translated number');
      await quickInput.type('Messaging profile');
      await quickInput.tick('Messaging profile');
      await quickInput.type('');
      await quickInput.accept();
      await quickInput.answerFile(file);
      const written = () => readFile(file, 'utf8').catch(() => '');
      await until('the file is written', async () => (await written()).endsWith('\r\n'));
      const [head = '', ...lines] = (await written()).trimEnd().split('\r\n');
      assert.ok(head.includes('voice.translated_number') && head.includes('messaging.messaging_profile_id'));
      assert.equal(lines.length, 60);
      const lists = simulator.log.slice(since).map(({ path }) => path);
      for (const list of ['/v2/phone_numbers', '/v2/phone_numbers/voice', '/v2/phone_numbers/messaging'])
        assert.ok(lists.includes(list), list);
    });
    await act('two tables stand side by side, each with a choice of its own', async () => {
      await opensTable();
      await chooses(0, 1);
      await opensTable();
      await person.runs('View: Move Editor into Right Group');
      const tables = person.page.locator('iframe.webview.ready:visible');
      await until('both tables are in sight', async () => (await tables.count()) === 2);
      const told = await Promise.all(
        [0, 1].map((nth) =>
          tables.nth(nth).contentFrame().frameLocator('#active-frame').locator('.counts').innerText(),
        ),
      );
      assert.deepEqual(told.map((words) => words.includes('2 selected')).sort(), [false, true]);
      await person.runs('View: Close All Editors');
      await until('both are closed', async () => (await tables.count()) === 0);
    });
    await act('the menu of chosen rows compares two of them', async () => {
      await opensTable();
      await chooses(0, 2);
      await menu.chooseOn(row(2), 'Compare Selected');
      await editors.tab(`${numbers[0]?.phone_number ?? '?'} ↔ ${numbers[2]?.phone_number ?? '?'}`).waitFor();
      await person.runs('View: Close Editor');
    });
    await act('the menu of chosen rows proposes a tag for them, and sends nothing', async () => {
      await chooses(0, 2);
      await menu.chooseOn(row(0), 'Add Tags…');
      await quickInput.title.getByText('Add Tags to 2 numbers').waitFor();
      await quickInput.type('from-the-table');
      await quickInput.box.getByRole('checkbox', { name: /from-the-table.*new tag/ }).waitFor();
      await quickInput.accept();
      await editors.tab('Plan: Add the tag “from-the-table” to 2 numbers').waitFor();
      for (const at of [0, 2]) await form.text(numbers[at]?.phone_number ?? '?').waitFor();
      assert.deepEqual(writes(simulator), []);
      await person.runs('View: Close All Editors');
    });
    const [first, second] = await asksElsewhere<readonly Mobile[]>(simulator, '/mobile_phone_numbers');
    assert.ok(first && second);
    await act('a mobile number opens by a few of its digits', async () => {
      await person.runs('Telnyx: Go to Number…');
      await quickInput.type(first.phone_number.slice(-7));
      await quickInput.option(new RegExp(`^\\${first.phone_number}.*Mobile number`)).waitFor();
      await quickInput.accept();
      await editors.tab(first.phone_number).waitFor();
      await form.field('Customer reference').waitFor();
      await person.runs('View: Close All Editors');
    });
    await act('a mobile number is compared with another one that is picked', async () => {
      const folder = view.row(/^Mobile/);
      await folder.reveal();
      await folder.expand();
      const mobile = view.row(first.phone_number);
      await mobile.reveal();
      await mobile.choose('Compare With…');
      await quickInput.title.getByText(`Compare ${first.phone_number} With…`).waitFor();
      await quickInput.choose(new RegExp(`^\\${second.phone_number}`));
      await editors.tab(`${first.phone_number} ↔ ${second.phone_number}`).waitFor();
      assert.deepEqual(writes(simulator), [], 'looking, comparing and proposing write nothing');
    });
  },
);
