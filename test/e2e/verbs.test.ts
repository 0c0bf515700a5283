import assert from 'node:assert/strict';
import { goodKey, newestNumbers, signsIn, writes, type PhoneNumber } from './lib/account.ts';
import { story, type Person } from './lib/person.ts';
import { until } from './lib/wait.ts';

interface Locked extends PhoneNumber {
  readonly deletion_lock_enabled: boolean;
  readonly status: string;
}

const view = ({ sidebar }: Person) => sidebar.view('Numbers');

/** Selects rows as people do: the first by a click, the others with Ctrl. */
async function selects(person: Person, [first = '', ...others]: readonly string[]): Promise<void> {
  // With Ctrl from the start, or the first click would open the number.
  for (const number of [first, ...others]) await view(person).row(number).click(['ControlOrMeta']);
}

/** Both sides of the comparison in front, as far as they are drawn. */
const sides = ({ page }: Person) =>
  page.locator('.part.editor .monaco-diff-editor .view-lines').allInnerTexts();

function showsSettings(person: Person): Promise<void> {
  return until('both sides show settings', async () => {
    return (await sides(person)).filter((text) => text.includes('customer_reference')).length === 2;
  });
}

/** Picks a number by its last digits, with the keyboard alone. */
async function picks({ quickInput }: Person, number: string): Promise<void> {
  await quickInput.type(number.slice(-7));
  // Before the list is drawn anew, VS Code sorts the one it has: then Enter would take what stands there next.
  await until('the number is the one that Enter takes', async () => {
    const options = await quickInput.options();
    return options.length === 2 && options[0]?.startsWith(number) === true;
  });
  await quickInput.accept();
}

story(
  'a person compares numbers and deletes one',
  { size: { width: 1400, height: 900 } },
  async (person, { act, account }) => {
    const simulator = await account({ numbers: 60 });
    await signsIn(person, { key: goodKey, address: simulator.url, name: 'Northwind' });
    const numbers = (await newestNumbers(simulator)) as readonly Locked[];
    const active = numbers.filter(({ status }) => status === 'active');
    const [first, second, third] = active.filter((one) => !one.deletion_lock_enabled);
    const locked = active.find((one) => one.deletion_lock_enabled);
    assert.ok(first && second && third && locked);
    await act('two selected numbers are laid side by side, for reading only', async () => {
      await selects(person, [first.phone_number, second.phone_number]);
      await view(person).row(second.phone_number).choose('Compare Selected');
      await person.editors.tab(/\+\d+ ↔ \+\d+/).waitFor();
      await showsSettings(person);
      const before = await sides(person);
      await person.page.locator('.monaco-diff-editor .editor.modified .view-lines').click();
      await person.page.keyboard.type('x');
      assert.deepEqual(await sides(person), before);
    });
    await act('a number is compared with one that is typed, by keyboard alone', async () => {
      await person.runs('Telnyx: Compare With…');
      const titles = ['Compare a Number', `Compare ${first.phone_number} With…`];
      for (const [at, { phone_number }] of [first, third].entries()) {
        await person.quickInput.title.getByText(titles[at] ?? '').waitFor();
        await picks(person, phone_number);
      }
      await person.editors.tab(`${first.phone_number} ↔ ${third.phone_number}`).waitFor();
      await showsSettings(person);
    });
    assert.deepEqual(writes(simulator), [], 'comparing writes nothing');
    await act('a locked number is named as such before anything is sent', async () => {
      await view(person).row(locked.phone_number).reveal();
      await view(person).row(locked.phone_number).choose('Delete…');
      await person.notifications.waitFor(/deletion lock of \+\d+ is on, so nothing was sent/);
      assert.deepEqual(writes(simulator), []);
    });
    await act('a number is deleted once, after its last four digits were typed', async () => {
      await view(person).row(first.phone_number).reveal();
      await view(person).row(first.phone_number).click();
      await person.editors.form.field('Customer reference').waitFor();
      await view(person).row(first.phone_number).choose('Delete…');
      await person.notifications.dialog.waitFor();
      const lost = await person.notifications.dialog.text();
      assert.ok(lost.includes(`Delete ${first.phone_number}?`));
      assert.match(lost, /cannot be undone/);
      await person.notifications.dialog.press('Continue…');
      await person.quickInput.answer('12');
      await person.quickInput.message.getByText('not the last four digits').waitFor();
      assert.deepEqual(writes(simulator), []);
      await person.quickInput.answer(first.phone_number.slice(-4));
      await person.notifications.waitFor(`${first.phone_number} was deleted.`);
      await view(person).row(first.phone_number).gone();
      assert.deepEqual(
        writes(simulator).map(({ method, path, status }) => ({ method, path, status })),
        [{ method: 'DELETE', path: `/v2/phone_numbers/${first.id}`, status: 200 }],
      );
    });
    await act('the editor of the deleted number says that it is gone', async () => {
      await person.editors.form.text(/is not in this account any more/).waitFor();
    });
    await act('a lost answer is looked after, and nothing is sent again', async () => {
      await person.notifications.calm();
      simulator.faults.next({ fault: 'drop', method: 'DELETE' });
      const before = simulator.log.length;
      await view(person).row(second.phone_number).choose('Delete…');
      await person.notifications.dialog.press('Continue…');
      await person.quickInput.answer(second.phone_number.slice(-4));
      await person.notifications.waitFor(/was deleted: the answer got lost/);
      assert.equal(writes(simulator, before).length, 1);
    });
  },
);
