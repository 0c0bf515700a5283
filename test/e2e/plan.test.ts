import assert from 'node:assert/strict';
import { asksElsewhere, goodKey, signsIn, writes, type PhoneNumber } from './lib/account.ts';
import { story } from './lib/person.ts';
import { allNumbers, opensPlan, says } from './lib/plans.ts';
import { until } from './lib/wait.ts';

const size = { width: 1440, height: 900 };

story('a person reviews a plan and applies part of it', { size }, async (person, { act, account }) => {
  const { editors, sidebar } = person;
  const simulator = await account({ numbers: 40, jobs: { startMs: 200, stepMs: 5, expireMs: 60_000 } });
  const numbers = (await allNumbers(simulator, 40)).slice(0, 20);
  const [first, second, third] = numbers;
  assert.ok(first && second && third);
  await signsIn(person, { key: goodKey, address: simulator.url });
  const tagged = (number: PhoneNumber) => [...number.tags, 'vip'];
  const { form } = editors;
  const row = (number: PhoneNumber) => form.frame.getByRole('row', { name: number.phone_number });

  await act('the plan says in words what it would do, and sends nothing', async () => {
    await asksElsewhere(simulator, `/phone_numbers/${second.id}`, { tags: ['somebody-else'] });
    const since = simulator.log.length;
    await opensPlan(person, {
      title: 'Add the tag vip',
      numbers,
      mine: (number) => ({ 'general.tags': tagged(number) }),
      base: (number) => ({ 'general.tags': number.tags }),
    });
    await says(person, /^Sets Tags on 1\d numbers in .*1 changed since you looked/);
    await row(first).waitFor();
    assert.deepEqual(writes(simulator, since), []);
  });

  await act('a number is taken out, a conflict is decided, and the rest is applied', async () => {
    await row(first).getByRole('checkbox').click();
    await says(person, '1 is taken out');
    await form.button('Use Mine').click();
    await until('the conflict is decided', async () => {
      return !(await form.locator('.head').innerText()).includes('changed since you looked');
    });
    const since = simulator.log.length;
    await form.button(/^Apply to/).click();
    await says(person, /^Changed \d+ of \d+ numbers/);
    assert.ok(writes(simulator, since).length > 0);
    const now = new Map((await allNumbers(simulator, 40)).map((number) => [number.id, number.tags]));
    assert.deepEqual(now.get(first.id), first.tags, 'what was taken out is as it was');
    assert.deepEqual(now.get(second.id), tagged(second));
    assert.deepEqual(now.get(third.id), tagged(third));
  });

  await act('it stands in Recent Changes, and is taken back from there', async () => {
    const changes = sidebar.view('Recent Changes');
    await sidebar.view('Numbers').collapse();
    await changes.expand();
    await changes.row('Add the tag vip').choose('Undo…');
    await editors.tab('Plan: Undo: Add the tag vip').waitFor();
    await says(person, /^Sets Tags on/);
    await form.button(/^Apply to/).click();
    await says(person, /^Changed \d+ of \d+ numbers/);
    const now = new Map((await allNumbers(simulator, 40)).map((number) => [number.id, number.tags]));
    assert.deepEqual(now.get(third.id), third.tags);
    assert.deepEqual(now.get(second.id), ['somebody-else'], 'what was there before, not what was seen');
    await changes.row('Add the tag vip').locator.filter({ hasText: 'undone' }).waitFor();
  });
});
