import assert from 'node:assert/strict';
import { asksElsewhere, goodKey, signsIn, writes, type PhoneNumber } from './lib/account.ts';
import { story, type Person } from './lib/person.ts';
import { allNumbers, appliesPlan, opensPlan, says } from './lib/plans.ts';
import { until } from './lib/wait.ts';
import type { Simulator } from '../simulator.ts';

const count = 2500;
const title = 'Prepare the spring campaign';

interface Job {
  readonly phone_numbers: readonly string[];
}

/** How often each number stood in a job or order that was sent. */
function timesSent(simulator: Simulator, path: RegExp, member: string): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { path: own, body } of writes(simulator)) {
    if (!path.test(own)) continue;
    const names = (body as Readonly<Record<string, Job['phone_numbers'] | undefined>>)[member] ?? [];
    for (const name of names) times.set(name, (times.get(name) ?? 0) + 1);
  }
  return times;
}

/**
 * Numbers on their way in or out are refused by a job and taken one by one; tags that break our own rules are not
 * written back. Neither is what this story is about.
 */
const isPlain = ({ status, tags }: PhoneNumber) =>
  !/^(port|purchase)|deleted/.test(status) && tags.every((tag) => /^[\w-]+$/.test(tag));

/** How many numbers the plan in front says to have become something. */
async function countOf({ editors }: Person, filter: string): Promise<number> {
  const text = await editors.form.button(new RegExp(`^${filter}`)).innerText();
  return Number(text.replace(/\D/g, ''));
}

story(
  'a person changes 2,500 numbers, reloads the window in the middle, and takes it all back',
  { size: { width: 1440, height: 900 } },
  async (person, { act, account }) => {
    const { editors, notifications } = person;
    const { form } = editors;
    const simulator = await account({
      numbers: count,
      jobs: { startMs: 300, stepMs: 8, expireMs: 600_000 },
    });
    const before = await allNumbers(simulator, count);
    const [profile] = await asksElsewhere<readonly { readonly id: string }[]>(
      simulator,
      '/messaging_profiles',
    );
    assert.ok(profile);
    await signsIn(person, { key: goodKey, address: simulator.url });

    await act('the plan asks for the count before it changes so many', async () => {
      await opensPlan(person, {
        title,
        numbers: before.filter(isPlain),
        mine: () => ({ 'general.tags': ['spring'], 'messaging.messaging_profile_id': profile.id }),
      });
      await says(person, /^Sets Tags, Messaging profile on 2,4\d\d numbers/);
      await form.button(/^Apply to/).click();
      await person.quickInput.message.getByText('Type 2,4').waitFor();
      await person.quickInput.type('7');
      await person.quickInput.accept();
      await person.quickInput.message.getByText('to go on, or press Escape').waitFor();
      await person.quickInput.cancel();
      assert.deepEqual(writes(simulator), [], 'nothing is sent without the count');
    });

    await act('a reload in the middle loses nothing, and nothing is sent twice', async () => {
      await appliesPlan(person);
      await form.locator('.run').waitFor();
      await until('a job is under way', () =>
        Promise.resolve(writes(simulator).some(({ path }) => path.endsWith('/jobs/update_phone_numbers'))),
      );
      await person.reloads({ tab: 'telnyx.plan' });
      await notifications.press(/was interrupted after/, 'Resume');
      await says(person, /^Changed 2,\d\d\d of 2,4\d\d numbers; \d+ failed\.$/);
      const jobs = timesSent(simulator, /update_phone_numbers$/, 'phone_numbers');
      const orders = timesSent(simulator, /messaging_numbers_bulk_updates$/, 'numbers');
      assert.deepEqual(
        [...jobs, ...orders].filter(([, times]) => times !== 1),
        [],
      );
    });

    await act('it says honestly what failed, and tries that once more', async () => {
      const failed = await countOf(person, 'Failed');
      assert.ok(failed > 0);
      await form.button(/^Failed/).click();
      await form.text(/^failed: /).waitFor();
      const now = new Map((await allNumbers(simulator, count)).map((number) => [number.id, number]));
      const changed = before.filter(({ id }) => String(now.get(id)?.tags) === 'spring').length;
      assert.ok(changed >= (await countOf(person, 'Changed')));
      await form.button(/^Retry \d+ Failed/).click();
      await editors.tab(`Plan: Once more: ${title}`).waitFor();
      await says(person, /^Sets /);
      await appliesPlan(person);
      await says(person, /^Changed \d+ of \d+ numbers/);
    });

    await act('all of it is taken back', async () => {
      await editors.tab(`Plan: ${title}`).click();
      await form.locator('h1').getByText(title, { exact: true }).waitFor();
      await form.button('Undo').click();
      await editors.tab(`Plan: Undo: ${title}`).waitFor();
      await says(person, /^Sets /);
      // What Telnyx itself calls unavailable cannot be written back, and the plan says so before it is applied.
      const blocked = /(\d+) would break a rule/.exec(await form.locator('.head').innerText())?.[1] ?? '0';
      await appliesPlan(person);
      await says(person, /^Changed 2,\d\d\d of/);
      const now = new Map((await allNumbers(simulator, count)).map((number) => [number.id, number]));
      const tagsOf = ({ tags }: PhoneNumber) => [...tags].sort().join(' ');
      const different = before.filter((number) => {
        const own = now.get(number.id);
        return own && tagsOf(own) !== tagsOf(number);
      });
      assert.equal(different.length, Number(blocked), 'all but what the plan has named');
    });
  },
);
