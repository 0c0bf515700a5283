import assert from 'node:assert/strict';
import { goodKey, newestNumbers, signsIn, writes, type PhoneNumber } from './lib/account.ts';
import { story, type Person } from './lib/person.ts';
import { until } from './lib/wait.ts';

interface Told extends PhoneNumber {
  readonly status: string;
  readonly deletion_lock_enabled: boolean;
}

const view = ({ sidebar }: Person) => sidebar.view('Numbers');

/** Waits for a plan that names these numbers. */
async function plans(person: Person, title: string, numbers: readonly PhoneNumber[]): Promise<void> {
  const { editors } = person;
  await editors.tab(`Plan: ${title}`).waitFor();
  for (const { phone_number } of numbers) await editors.form.text(phone_number).waitFor();
}

story(
  'a person changes several numbers by verbs and by dragging, and sees a plan each time',
  { size: { width: 1500, height: 1000 } },
  async (person, { act, account }) => {
    const simulator = await account({ numbers: 60 });
    await signsIn(person, { key: goodKey, address: simulator.url, name: 'Northwind' });
    const { quickInput } = person;
    await person.sidebar.view('Billing').collapse();
    const numbers = ((await newestNumbers(simulator)) as readonly Told[]).filter(
      ({ status, deletion_lock_enabled }) => status === 'active' && !deletion_lock_enabled,
    );
    const [first, second, third, fourth] = numbers;
    assert.ok(first && second && third && fourth);
    await act('tags of the account and a new one are added to two numbers', async () => {
      // With Ctrl from the start: a mere click would open the number.
      for (const { phone_number } of [first, second])
        await view(person).row(phone_number).click(['ControlOrMeta']);
      await view(person).row(second.phone_number).choose('Add Tags…');
      await quickInput.title.getByText('Add Tags to 2 numbers').waitFor();
      await quickInput.tick('campaign');
      assert.ok(
        simulator.log.some(({ path }) => path === '/v2/user_tags'),
        'operation 36 was asked',
      );
      await quickInput.type('brand-new');
      await quickInput.box.getByRole('checkbox', { name: /brand-new.*new tag/ }).waitFor();
      await quickInput.accept();
      await plans(person, 'Add the tags “campaign”, “brand-new” to 2 numbers', [first, second]);
    });
    await act('a tag is removed, by keyboard alone', async () => {
      await person.runs('Telnyx: Remove Tags…');
      await quickInput.title.getByText('Remove Tags from a Number').waitFor();
      const tagged = numbers.find(({ tags }) => tags.length === 1);
      const [tag = ''] = tagged?.tags ?? [];
      assert.ok(tagged);
      await quickInput.type(tagged.phone_number.slice(-7));
      await until('the number is the one that Enter takes', async () => {
        const options = await quickInput.options();
        return options.length === 2 && options[0]?.startsWith(tagged.phone_number) === true;
      });
      await quickInput.accept();
      await quickInput.title.getByText(`Remove Tags from ${tagged.phone_number}`).waitFor();
      await quickInput.box.getByRole('checkbox', { name: tag }).first().waitFor();
      // Down into the list, and Space ticks.
      await person.presses('ArrowDown');
      await person.presses('Space');
      await until('it is ticked', async () => (await quickInput.box.innerText()).includes('1 Selected'));
      await quickInput.accept();
      await plans(person, `Remove the tag “${tag}” from ${tagged.phone_number}`, [tagged]);
    });
    await act('a messaging profile is assigned from a submenu', async () => {
      await view(person).row(third.phone_number).choose('Assign', 'Assign Messaging Profile…');
      await quickInput.option(/No messaging profile/).waitFor();
      await quickInput.choose(/No messaging profile/);
      await plans(person, `Take ${third.phone_number} off their messaging profile`, [third]);
    });
    await act('several numbers are deleted by way of a plan', async () => {
      await view(person).row(first.phone_number).choose('Delete…');
      await plans(person, 'Delete 2 numbers', [first, second]);
    });
    const grouped = async (by: string) => {
      await person.runs('Telnyx: Group Numbers…');
      await quickInput.choose(by);
    };
    const drags = async (number: PhoneNumber, from: string, to: string) => {
      await view(person)
        .row(new RegExp(`^${from}, \\d+$`))
        .expand();
      const row = view(person).row(number.phone_number);
      await row.waitFor();
      await row.dragOnto(view(person).row(new RegExp(`^${to}, \\d+$`)));
    };
    await act('a number is dragged onto a tag', async () => {
      const plain = (list: readonly string[]) => list.length === 1 && /^[a-z]+$/.test(list[0] ?? '');
      const number = numbers.find(({ tags }) => plain(tags));
      const [from] = number?.tags ?? [];
      const [to] = numbers.find(({ tags }) => plain(tags) && tags[0] !== from)?.tags ?? [];
      assert.ok(from !== undefined && to !== undefined && number);
      await grouped('tag');
      await drags(number, from, to);
      await plans(person, `Add the tag “${to}” to ${number.phone_number}`, [number]);
    });
    await act('a number is dragged onto a connection, and onto none', async () => {
      await grouped('connection');
      await drags(first, 'Sales desk', 'Support line US');
      await plans(person, `Assign the connection "Support line US" to ${first.phone_number}`, [first]);
      await drags(first, 'Sales desk', 'none');
      await plans(person, `Take ${first.phone_number} off their connection`, [first]);
    });
    await act('what cannot be changed by dropping says so', async () => {
      await grouped('country');
      await drags(first, 'US', 'CA');
      await person.notifications.waitFor(/country of a number cannot be changed by dropping/);
    });
    assert.deepEqual(writes(simulator), [], 'nothing is written by any of this');
    await act('what a plan shows is written when it is applied, and not before', async () => {
      await person.editors.tab('Plan: Add the tags “campaign”, “brand-new” to 2 numbers').click();
      await person.editors.form.button(/^Apply to 2/).click();
      await until('both numbers have the tags', async () => {
        const now = await newestNumbers(simulator);
        const told = now.filter(({ tags }) => tags.includes('campaign') && tags.includes('brand-new'));
        return told.length === 2;
      });
    });
  },
);
