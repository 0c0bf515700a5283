import assert from 'node:assert/strict';
import { asksElsewhere, goodKey, signsIn, writes, type PhoneNumber } from './lib/account.ts';
import { story, type Person } from './lib/person.ts';
import { allNumbers, appliesPlan, says } from './lib/plans.ts';
import { until } from './lib/wait.ts';
import type { Simulator } from '../simulator.ts';

const owned = 3461;
const title = 'Change 2 settings of 2,504 numbers';

interface Held extends PhoneNumber {
  readonly messaging_profile_id: string | null;
}

/** How often each number stood in a job or order that was sent. */
function timesSent(simulator: Simulator, path: RegExp, member: string): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { path: own, body } of writes(simulator)) {
    if (!path.test(own)) continue;
    const names = (body as Readonly<Record<string, readonly string[] | undefined>>)[member] ?? [];
    for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  }
  return times;
}

/** How many numbers the plan in front says to have become something. */
async function countOf({ editors }: Person, filter: string): Promise<number> {
  const text = await editors.form.button(new RegExp(`^${filter}`)).innerText();
  return Number(text.replace(/\D/g, ''));
}

/** How many rows of the table in front are selected. */
async function selected({ editors }: Person): Promise<number> {
  const words = await editors.form.locator('.counts').innerText();
  return Number(/([\d,]+) selected/.exec(words)?.[1]?.replaceAll(',', '') ?? 0);
}

const byId = async (simulator: Simulator) =>
  new Map((await allNumbers(simulator, owned)).map((number) => [number.id, number as Held]));

story(
  'a person selects 2,500 numbers in the table, changes them, reloads the window in the middle, and takes it all back',
  { size: { width: 1440, height: 900 } },
  async (person, { act, account }) => {
    const { editors, menu, quickInput, notifications } = person;
    const { form } = editors;
    const jobs = { startMs: 300, stepMs: 8, expireMs: 600_000 };
    // How many numbers are of a type depends on their age: the account always begins on the same day.
    const began = Date.now();
    let day = Date.UTC(2026, 10, 22, 12);
    const now = () => day + Date.now() - began;
    const simulator = await account({ numbers: owned, jobs, now });
    // The jobs that the account begins with are over by now.
    day += 600_000;
    const before = await byId(simulator);
    interface Profile {
      readonly id: string;
      readonly name: string;
    }
    const profiles = await asksElsewhere<readonly Profile[]>(simulator, '/messaging_profiles');
    const profile = profiles.find(({ name }) => /^[\w ]+$/.test(name));
    assert.ok(profile);
    const changed = async () =>
      [...(await byId(simulator)).values()].filter(
        ({ tags, messaging_profile_id: id }) => String(tags) === 'spring' && id === profile.id,
      );
    await signsIn(person, { key: goodKey, address: simulator.url });
    const row = (at: number) => form.locator(`[data-at="${at}"]`);

    await act(
      'local numbers are found in the table, and all of them are selected by the keyboard',
      async () => {
        await person.sidebar.view('Numbers').press('Open Numbers as Table');
        await form.locator('.counts').getByText('3,491 numbers').waitFor();
        await form.button('Filter…').click();
        await quickInput.choose(/^type/);
        await quickInput.step(2);
        await quickInput.tick(/^local\D/);
        await quickInput.accept();
        await form.locator('.counts').getByText('2,504 of 3,491 numbers').waitFor();
        await row(0).click();
        await person.presses('ControlOrMeta+a');
        await until('all are selected', async () => (await selected(person)) === 2504);
      },
    );

    await act('a tag and a messaging profile are chosen for them', async () => {
      await menu.chooseOn(row(2), 'Change Settings…');
      await editors.tab('Change settings of 2,504 numbers').waitFor();
      await form.field('What to do with Tags').click();
      await form.frame.getByRole('option', { name: 'Replace all their tags' }).click();
      await form.field('Add to Tags').fill('spring');
      await person.presses('Enter');
      await form.locator('[role=tab]').getByText('Messaging').click();
      await form.type('Messaging profile', profile.name);
      await form.frame.getByRole('option', { name: profile.name }).first().click();
      await form.text('2 settings of 2,504 numbers').waitFor();
      await form.button('Review').click();
      await editors.tab(`Plan: ${title}`).waitFor();
      await says(person, /^Sets Tags \([\d,]+\), Messaging profile \([\d,]+\) on 2,500 numbers in 3 jobs/);
      await form.text('1 number: Telnyx does not tell what is set now').waitFor();
      await says(person, '1 is not in the account; 3 have a status in which nothing can be changed');
      // Nothing can be changed about these, and the plan says so.
      assert.equal(await countOf(person, 'Blocked'), 4);
    });

    await act('the plan asks for the count before it changes so many', async () => {
      await form.button(/^Apply to/).click();
      await quickInput.message.getByText('Type 2,500').waitFor();
      await quickInput.type('7');
      await quickInput.accept();
      await quickInput.message.getByText('to go on, or press Escape').waitFor();
      await quickInput.cancel();
      assert.deepEqual(writes(simulator), [], 'nothing is sent without the count');
    });

    await act('a reload in the middle loses nothing, and nothing is sent twice', async () => {
      await appliesPlan(person);
      await form.locator('.run').waitFor();
      // Whose start was answered: a job that is only found later is believed less of what it says.
      await until('all jobs are under way and followed', () => {
        const { log } = simulator;
        const followed = log.flatMap(({ method, path }) =>
          method === 'GET' ? (/\/phone_numbers\/jobs\/([^/?]+)$/.exec(path)?.[1] ?? []) : [],
        );
        return Promise.resolve(new Set(followed).size === 3);
      });
      await person.reloads({ tab: 'telnyx.plan' });
      // A window that had no time to let go of its plan is believed to be at work for half a minute.
      await notifications.toast(/was interrupted after/).waitFor({ timeout: 60_000 });
      await notifications.press(/was interrupted after/, 'Resume');
      await says(person, /^Changed 2,492 of 2,500 numbers, \d more in part; 8 failed\./);
      const jobs = timesSent(simulator, /update_phone_numbers$/, 'phone_numbers');
      const orders = timesSent(simulator, /messaging_numbers_bulk_updates$/, 'numbers');
      assert.equal(jobs.size, 2500);
      const had = [...before.values()].filter(({ messaging_profile_id: id }) => id === profile.id);
      assert.ok(had.length > 0 && had.every(({ phone_number }) => !orders.has(phone_number)));
      assert.deepEqual(
        [...jobs, ...orders].filter(([, times]) => times !== 1),
        [],
      );
      assert.equal((await changed()).length, 2492);
    });

    await act('the eight that failed say why, and are tried once more', async () => {
      assert.equal(await countOf(person, 'Failed'), 8);
      await form.button(/^Failed/).click();
      await form.text(/^failed: .*The phone number is not active/).waitFor();
      await form.button(/^Retry 8 Failed/).click();
      await editors.tab(`Plan: Once more: ${title}`).waitFor();
      await says(person, /^Sets Tags.*, Messaging profile.* on 8 numbers/);
      await appliesPlan(person);
      await says(person, 'Changed 8 of 8 numbers');
      assert.equal((await changed()).length, 2500);
    });

    await act('all of it is taken back', async () => {
      const undoes = async (name: string, count: RegExp) => {
        await editors.tab(`Plan: ${name}`).click();
        await form.locator('h1').getByText(name, { exact: true }).waitFor();
        await form.button('Undo').click();
        await editors.tab(`Plan: Undo: ${name}`).waitFor();
        await says(person, /^Sets /);
        await appliesPlan(person);
        await says(person, count);
      };
      await undoes(`Once more: ${title}`, /^Changed 8 of 8 numbers\.$/);
      await undoes(title, /^Changed (2,49\d) of \1 numbers\.$/);
      const now = await byId(simulator);
      const told = ({ tags, messaging_profile_id: id }: Held) => `${[...tags].sort().join(' ')} ${id ?? ''}`;
      const different = [...before.values()].filter((number) => {
        const own = now.get(number.id);
        return own && told(own) !== told(number);
      });
      assert.deepEqual(
        different.map(({ messaging_profile_id: id }) => id),
        ['UNAVAILABLE'],
        'all but what nobody was told',
      );
    });
  },
);
