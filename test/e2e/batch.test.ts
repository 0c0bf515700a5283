import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { goodKey, newestNumbers, signsIn, writes } from './lib/account.ts';
import { story } from './lib/person.ts';
import { until } from './lib/wait.ts';

const size = { width: 1280, height: 900 };

story('a person chooses settings for several numbers at once', { size }, async (person, { act, account }) => {
  const { editors, sidebar } = person;
  const simulator = await account({ numbers: 60 });
  await signsIn(person, { key: goodKey, address: simulator.url, name: 'Northwind' });
  const all = await newestNumbers(simulator);
  const [first, second, third, fourth] = all.map(({ phone_number }) => phone_number);
  assert.ok(first !== undefined && second !== undefined && third !== undefined && fourth !== undefined);
  const { form } = editors;

  await act('those selected in the tree, from their menu', async () => {
    const numbers = sidebar.view('Numbers');
    await numbers.row(first).click(['ControlOrMeta']);
    await numbers.row(second).click(['ControlOrMeta']);
    await numbers.row(third).click(['ControlOrMeta']);
    await numbers.row(second).choose('Change Settings…');
    await editors.tab('Change settings of 3 numbers').waitFor();
    await form.text('Nothing is chosen yet.').waitFor();
    await form.text(/^(All have|They differ):/).waitFor();
  });

  await act('what is chosen survives hiding, another tab and a reload of the window', async () => {
    await form.type('Customer reference', 'ORDER-7');
    await form.text('1 setting of 3 numbers').waitFor();
    await form.locator('[role=tab]').getByText('Voice').click();
    await form.field('Inbound call screening').waitFor();
    await sidebar.view('Numbers').row(fourth).click();
    await editors.tab(fourth).waitFor();
    await editors.tab('Change settings of 3 numbers').click();
    await form.text('1 setting of 3 numbers').waitFor();
    await person.reloads({ tab: '"tab":"voice"' });
    await editors.tab('Change settings of 3 numbers').click();
    await form.text('1 setting of 3 numbers').waitFor();
    await form.field('Inbound call screening').waitFor();
    await form.locator('[role=tab]').getByText('General').click();
    await until(
      'the reference is there',
      async () => (await form.field('Customer reference').inputValue()) === 'ORDER-7',
    );
  });

  await act(
    'tags are added to those each number has, and all of it becomes a plan; nothing is sent',
    async () => {
      await form.field('What to do with Tags').click();
      await form.frame.getByRole('option', { name: 'Add tags to those they have' }).click();
      await form.field('Add to Tags').fill('vip-7');
      await person.presses('Enter');
      await form.text('2 settings of 3 numbers').waitFor();
      await form.button('Review').click();
      await editors.tab('Plan: Change 2 settings of 3 numbers').waitFor();
      await form.text('ORDER-7').waitFor();
      await form.text(/vip-7/).waitFor();
      assert.deepEqual(writes(simulator), []);
    },
  );
});

story('a person changes numbers in a spreadsheet', { size }, async (person, { act, account }) => {
  const { editors, quickInput } = person;
  const simulator = await account({ numbers: 60 });
  await signsIn(person, { key: goodKey, address: simulator.url, name: 'Northwind' });
  const [one, two] = await newestNumbers(simulator);
  assert.ok(one && two);
  const folder = join(person.workbench.dataDir, 'workspace');
  const file = join(folder, 'numbers.csv');
  const { form } = editors;
  const imports = async () => {
    await person.runs('Telnyx: Import Changes from CSV or JSON…');
    await quickInput.answerFile(file);
  };

  await act('an export has every number, guarded against what spreadsheets do', async () => {
    await person.runs('Telnyx: Export Numbers as CSV…');
    await quickInput.box.getByText('Tags', { exact: true }).waitFor();
    await quickInput.accept();
    await quickInput.answerFile(file);
    await until('the file is there', () =>
      readFile(file).then(
        () => true,
        () => false,
      ),
    );
    const [heads = '', ...lines] = (await readFile(file, 'utf8')).split('\r\n').slice(0, -1);
    assert.match(heads, /^\uFEFFphone_number,id,general\.tags,/);
    assert.equal(lines.length, 60);
    assert.ok(lines.every((line) => line.startsWith("'+")));
  });

  await act('an export that is imported again changes nothing', async () => {
    await person.notifications.calm();
    await imports();
    await person.notifications.waitFor(/numbers.csv changes nothing/);
  });

  await act('what cannot be taken is told with its place, and the rest waits for a word', async () => {
    await writeFile(
      file,
      `phone_number,tags,customer_reference,colour\n'${one.phone_number},vip-7,ORDER-7,red\n${two.phone_number.slice(1)},vip-7,,\n`,
    );
    await imports();
    await editors.tab('Import report: numbers.csv').waitFor();
    await form.text(/There is no setting "colour"/).waitFor();
    await form.text(/has lost its \+/).waitFor();
    await form.button('Review 1 Number').waitFor();
    await form.button('Show line 3 in the file').click();
    await editors.tab('numbers.csv').waitFor();
  });

  await act('a corrected file becomes a plan, of which nothing is sent before it is applied', async () => {
    await writeFile(
      file,
      `phone_number,tags,customer_reference\n'${one.phone_number},vip-7,ORDER-7\n'${two.phone_number},vip-7,\n`,
    );
    await editors.tab('Import report: numbers.csv').click();
    await form.button('Read Again').click();
    await form.button('Review 2 Numbers').click();
    await editors.tab('Plan: Import numbers.csv').waitFor();
    await form.text('ORDER-7').waitFor();
    assert.deepEqual(writes(simulator), []);
  });
});
