import assert from 'node:assert/strict';
import { asksElsewhere, goodKey, signsIn, type PhoneNumber } from './lib/account.ts';
import { story, type Person } from './lib/person.ts';
import { until } from './lib/wait.ts';

const told = (person: Person) => person.sidebar.view('Numbers').message;

async function says(person: Person, words: string | RegExp): Promise<void> {
  await told(person).getByText(words).waitFor();
}

story(
  'a person finds numbers in the sidebar',
  { size: { width: 1280, height: 900 } },
  async (person, { act, account }) => {
    const simulator = await account({ numbers: 900 });
    const numbers = (
      await Promise.all(
        [1, 2, 3, 4].map((page) =>
          asksElsewhere<readonly PhoneNumber[]>(
            simulator,
            `/phone_numbers?page[size]=250&page[number]=${page}`,
          ),
        ),
      )
    ).flat();
    await signsIn(person, { key: goodKey, address: simulator.url, name: 'Northwind' });
    const { sidebar, quickInput } = person;
    const view = sidebar.view('Numbers');
    const mobile = await asksElsewhere<readonly PhoneNumber[]>(simulator, '/mobile_phone_numbers');
    const last = numbers.at(-1)?.phone_number ?? '';
    await act('Ctrl+F finds a number that the view has not loaded', async () => {
      await person.runs('Telnyx: Focus on Numbers View');
      await person.presses('ControlOrMeta+f');
      await quickInput.title.getByText('Search Numbers').waitFor();
      const written = `${last.slice(0, 2)} (${last.slice(2, 5)}) ${last.slice(5)}`;
      await quickInput.type(written);
      await view.row(last).waitFor();
      await quickInput.accept();
      await quickInput.closed();
      await says(person, `1 of 930 · “${written}”`);
    });
    await act('one click puts the whole list back', async () => {
      await view.press('Clear Filters');
      await until('the count is that of the list', async () => (await view.description()) === '250 of 900');
      await told(person).waitFor({ state: 'hidden' });
    });
    await act('Escape leaves things as they were', async () => {
      await view.press('Search Numbers…');
      await quickInput.type(last);
      await view.row(last).waitFor();
      await quickInput.cancel();
      await until('the count is that of the list', async () => (await view.description()) === '250 of 900');
    });
    await act('a mobile number is found among the others by its digits, and says what it is', async () => {
      const [first] = mobile;
      assert.ok(first);
      await person.runs('Telnyx: Search Numbers…');
      await quickInput.type(first.phone_number.slice(-9));
      const row = view.row(new RegExp(`^\\${first.phone_number}, mobile number, active`));
      await row.waitFor();
      await quickInput.accept();
      await quickInput.closed();
      await says(person, `1 of 930 · “${first.phone_number.slice(-9)}”`);
      await row.choose('Add Tags…');
      await quickInput.title.getByText(`Add Tags to ${first.phone_number}`).waitFor();
      await quickInput.cancel();
      await view.press('Clear Filters');
    });
    await act('a filter that no mobile number can meet says that they were not looked through', async () => {
      await view.press('Filter Numbers…');
      await quickInput.choose(/^billing group/);
      await quickInput.step(2);
      await quickInput.box.getByRole('checkbox', { name: /^none/ }).first().click();
      await quickInput.accept();
      await says(person, /^\d+ of 900 · billing group is none · without mobile numbers$/);
      await view.press('Clear Filters');
    });
    await act('all mobile numbers are those of one type', async () => {
      await person.runs('Telnyx: Group Numbers…');
      await quickInput.choose(/^type/);
      const group = view.row(/^mobile number, 30$/);
      await group.expand();
      await view.row(mobile[0]?.phone_number ?? '?').waitFor();
      await view.press('Clear Filters');
    });
    const [tag = ''] = numbers.flatMap(({ tags }) => tags).filter((name) => /^[a-z]+$/.test(name));
    const tagged = numbers.filter(({ tags }) => tags.includes(tag));
    await act('a filter counts its values and says what is in force', async () => {
      await view.press('Filter Numbers…');
      await quickInput.choose(/^tag/);
      await quickInput.step(2);
      const counted = new RegExp(`^${tag}\\D+${tagged.length}$`);
      await quickInput.box.getByRole('checkbox', { name: counted }).first().click();
      await quickInput.accept();
      await says(person, `${tagged.length} of 930 · tag is ${tag}`);
    });
    await act('a search is saved, and found again by its name', async () => {
      await person.runs('Telnyx: Save Search…');
      await quickInput.answer('My numbers');
      await quickInput.closed();
      await view.press('Clear Filters');
      await until('the count is that of the list', async () => (await view.description()) === '250 of 900');
      await person.runs('Telnyx: Saved Searches…');
      await quickInput.choose(/My numbers/);
      await says(person, `${tagged.length} of 930 · tag is ${tag}`);
    });
    await act('numbers stand in groups, which unfold', async () => {
      await view.press('Clear Filters');
      await person.runs('Telnyx: Group Numbers…');
      await quickInput.choose(/^tag/);
      const group = view.row(new RegExp(`^${tag}, ${tagged.length}$`));
      await group.expand();
      await view.row(tagged[0]?.phone_number ?? '?').waitFor();
    });
    await act('what was looked for is there again after a reload', async () => {
      // What a window keeps for its workspace is written down with some delay.
      await person.reloads({ tab: '"group":"tag"' });
      await sidebar.open();
      await says(person, /by tag/);
      await view.row(new RegExp(`^${tag}, ${tagged.length}$`)).waitFor();
    });
    await act('nothing found is a welcome with a way back', async () => {
      await person.runs('Telnyx: Search Numbers…');
      await quickInput.answer('nobody has this');
      await view.welcome.getByText('No number matches').waitFor();
      await view.welcome.getByRole('button', { name: 'Clear Filters' }).click();
      await until('the count is that of the list', async () => (await view.description()) === '250 of 900');
    });
    await act('several numbers are selected and copied at once', async () => {
      const [first, second, third] = numbers.map(({ phone_number }) => phone_number);
      assert.ok(first !== undefined && second !== undefined && third !== undefined);
      await view.row(first).click(['ControlOrMeta']);
      await view.row(third).click(['Shift']);
      await view.row(second).choose('Copy');
      await person.hasCopied([first, second, third].join('\n'));
    });
    await act('a number opens by a few of its digits, with Enter pressed before it is found', async () => {
      const only = (digits: string) =>
        numbers.filter(({ phone_number }) => phone_number.includes(digits)).length === 1;
      const digits = [7, 8, 9, 10].map((count) => last.slice(-count)).find(only) ?? last;
      await person.runs('Telnyx: Go to Number…');
      await quickInput.type(digits);
      await quickInput.accept();
      await person.editors.tab(last).waitFor();
    });
    assert.deepEqual(
      simulator.log.filter(({ method }) => method !== 'GET'),
      [],
      'finding writes nothing',
    );
  },
);
