import assert from 'node:assert/strict';
import { asksElsewhere, goodKey, signsIn, writes } from './lib/account.ts';
import { story } from './lib/person.ts';
import { allNumbers, appliesPlan, opensPlan, says } from './lib/plans.ts';
import { until } from './lib/wait.ts';

const options = { size: { width: 1440, height: 900 }, settings: { 'telnyx.plan.chunkSize': 1 } };

/** So many jobs may be open at once; the account of this story has none besides. */
const atOnce = 20;

story('a person pauses a plan, goes on, and cancels it', options, async (person, { act, account }) => {
  const { editors, notifications } = person;
  const { form } = editors;
  // Time stands still in the account, so that jobs end when the story says so.
  let now = Date.UTC(2026, 10, 22, 12);
  const simulator = await account({
    numbers: 120,
    jobs: { startMs: 1000, stepMs: 1000, expireMs: 600_000 },
    now: () => now,
  });
  now += 3_600_000;
  const jobsEnd = () => (now += 60_000);
  const active = (await allNumbers(simulator, 120)).filter(({ status }) => status === 'active');
  const numbers = active.slice(0, 3 * atOnce - 10);
  await signsIn(person, { key: goodKey, address: simulator.url });
  const jobs = () => writes(simulator).filter(({ path }) => path.endsWith('/jobs/update_phone_numbers'));
  const focused = () => form.locator('vscode-button:focus').getAttribute('id');
  const begins = (count: number) =>
    until(`${count} jobs were started`, () => Promise.resolve(jobs().length === count));

  await act('Pause stays in its place, so that pressing it twice pauses and nothing else', async () => {
    await opensPlan(person, {
      title: 'Move to South',
      numbers,
      mine: () => ({ 'general.customer_reference': 'SOUTH-2' }),
    });
    await says(person, /^Sets Customer reference on/);
    await appliesPlan(person);
    await begins(atOnce);
    const pause = form.locator('#way-pause');
    await pause.focus();
    await person.presses('Enter');
    await form.button('Pausing…').waitFor();
    await person.presses('Enter');
    assert.equal(await focused(), 'way-pause');
    assert.equal(await notifications.dialog.locator.isVisible(), false);
    jobsEnd();
    await form.button('Resume').waitFor();
    assert.equal(jobs().length, atOnce, 'nothing was begun meanwhile');
  });

  await act(
    'Cancel asks while something is not sent, and the plan goes on when the answer is no',
    async () => {
      await form.locator('#way-cancel').focus();
      await person.presses('Enter');
      await notifications.dialog.waitFor();
      assert.match(
        await notifications.dialog.text(),
        new RegExp(`Not sent yet: ${numbers.length - atOnce} `),
      );
      await notifications.dialog.press('Keep It');
      await form.button('Resume').click();
      await begins(2 * atOnce);
    },
  );

  await act('cancelled, it says so, and offers to send the rest as a plan of its own', async () => {
    const rest = numbers.length - 2 * atOnce;
    await form.button('Cancel').click();
    await notifications.dialog.waitFor();
    await notifications.dialog.press('Cancel the Plan');
    await form.button('Cancelling…').waitFor();
    jobsEnd();
    await says(person, new RegExp(`^Cancelled\\. Changed \\d+ of .*; ${rest} not sent`));
    await form.button(`Send the ${rest} Not Sent`).click();
    await editors.tab('Plan: The rest of: Move to South').waitFor();
    await says(person, new RegExp(`^Sets Customer reference on ${rest} numbers`));
    await appliesPlan(person);
    await begins(numbers.length);
    jobsEnd();
    await says(person, `Changed ${rest} of ${rest} numbers`);
    const held = await asksElsewhere<readonly { readonly customer_reference: string | null }[]>(
      simulator,
      '/phone_numbers?page[size]=250&filter[customer_reference]=SOUTH-2',
    );
    assert.equal(held.length, numbers.length);
  });
});
