import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { goodKey, newestNumbers, signsIn, type PhoneNumber } from './lib/account.ts';
import { story, type Person } from './lib/person.ts';
import { settles, until } from './lib/wait.ts';

interface Told extends PhoneNumber {
  readonly status: string;
}

/** Names a file. The dialog of VS Code puts the folder it begins in into the box, also over what somebody fast has typed. */
async function names({ quickInput }: Person, file: string): Promise<void> {
  await until('the dialog stands in the folder', async () =>
    (await quickInput.typed()).includes('workspace'),
  );
  await until('the dialog takes the name', async () => {
    await quickInput.type(file);
    return !(await settles(async () => (await quickInput.typed()) !== file));
  });
  await quickInput.accept();
}

story(
  'a person verifies which numbers of a list the account owns',
  { size: { width: 1280, height: 900 } },
  async (person, { act, account }) => {
    const simulator = await account({ numbers: 60 });
    await signsIn(person, { key: goodKey, address: simulator.url, name: 'Northwind' });
    const { quickInput, editors, notifications } = person;
    const all = (await newestNumbers(simulator)) as readonly Told[];
    const us = all.filter(({ status, phone_number }) => status === 'active' && phone_number.startsWith('+1'));
    const [first, second] = us.map(({ phone_number }) => phone_number);
    assert.ok(first !== undefined && second !== undefined);
    const calls = () => simulator.log.filter(({ path }) => path.endsWith('/verify_ownership'));
    await act('a pasted list, by keyboard alone', async () => {
      const list = [
        first,
        `${second.slice(0, 2)} (${second.slice(2, 5)}) ${second.slice(5)}`,
        first,
        '+19995550000',
        'hello',
      ];
      await person.page.evaluate((text) => navigator.clipboard.writeText(text), list.join('\n'));
      await person.runs('Telnyx: Verify Ownership…');
      await quickInput.option('Clipboard').waitFor();
      await quickInput.accept();
      await editors.tab('Ownership - Northwind').waitFor();
      const text = await editors.text();
      for (const part of [
        /2 {2}Found/,
        /1 {2}Not found/,
        /1 {2}Malformed/,
        /1 {2}Duplicates/,
        /hello +line 5/,
        /line 3, first in line 1/,
      ])
        assert.match(text, part);
      assert.deepEqual(
        calls().map(({ body }) => body),
        [{ phone_numbers: [first, second, '+19995550000'] }],
        'nothing but the numbers is sent',
      );
    });
    await act('what was found is copied', async () => {
      await person.runs('Telnyx: Copy Numbers Found');
      await person.hasCopied(`${first}\n${second}`);
    });
    await act('a CSV whose numbers have no country code asks for the country, by mouse', async () => {
      const file = join(person.workbench.dataDir, 'workspace', 'customers.csv');
      const rows = [`Jo,${first.slice(2)},60601`, 'Mo,,60602', `Bo,${second},60603`];
      await writeFile(file, ['name,Phone number,zip', ...rows].join('\n'));
      await person.sidebar.view('Numbers').chooses('Verify Ownership…');
      await quickInput.choose('File…');
      await names(person, file);
      await quickInput.option(/^United States/).click();
      await until(
        'the result is shown',
        async () => (await editors.names()).filter((name) => name.startsWith('Ownership')).length === 2,
      );
      await until('the result tells its column', async () =>
        (await editors.text()).includes('Read from the column "Phone number".'),
      );
      assert.match(await editors.text(), /2 {2}Found/);
      assert.match(await editors.text(), /Mo, , 60602 +line 3/);
    });
    await act('the result is saved as CSV', async () => {
      const file = join(person.workbench.dataDir, 'workspace', 'result.csv');
      await editors.action('Save as CSV…').click();
      await names(person, file);
      await until('the file is there', async () => {
        return (await readFile(file, 'utf8').catch(() => '')).includes(',found,');
      });
    });
    await act('a list without a number asks nothing', async () => {
      const before = calls().length;
      await person.page.evaluate(() => navigator.clipboard.writeText(' \n'));
      await person.runs('Telnyx: Verify Ownership…');
      await quickInput.choose('Clipboard');
      await notifications.waitFor('No phone number was found in it');
      assert.equal(calls().length, before);
    });
  },
);
