import assert from 'node:assert/strict';
import { goodKey, signsIn, writes } from './lib/account.ts';
import { story } from './lib/person.ts';
import { allNumbers, appliesPlan, opensPlan, says } from './lib/plans.ts';
import { until } from './lib/wait.ts';

const size = { width: 1440, height: 900 };

story('a person looks after jobs', { size }, async (person, { act, account }) => {
  const { editors, sidebar, quickInput } = person;
  // Time stands still in the account, so that a job expires when the story says so.
  let now = Date.UTC(2026, 10, 22, 12);
  const simulator = await account({
    numbers: 40,
    jobs: { startMs: 1000, stepMs: 20_000, expireMs: 100_000 },
    now: () => now,
  });
  now += 3_600_000;
  const numbers = (await allNumbers(simulator, 40)).filter(({ status }) => status === 'active').slice(0, 12);
  const asked = () => simulator.log.filter(({ path }) => path.endsWith('/jobs'));
  const filtered = () => asked().filter(({ query }) => query.includes('expired'));
  await signsIn(person, { key: goodKey, address: simulator.url });
  const view = sidebar.view('Jobs');

  await act('what failed in a job is tried once more from the row of that job', async () => {
    await opensPlan(person, {
      title: 'Move to South',
      numbers,
      mine: () => ({ 'general.customer_reference': 'SOUTH-2' }),
    });
    await appliesPlan(person);
    await until('the job is started', () => Promise.resolve(writes(simulator).length === 1));
    now += 200_000;
    await says(person, /^Changed 4 of 12 numbers; 8 failed/);
    await sidebar.view('Numbers').collapse();
    await sidebar.view('Billing').collapse();
    await view.expand();
    await view.row(/, Move to South/).choose('Retry Failed of Plan');
    await editors.tab('Plan: Once more: Move to South').waitFor();
    await says(person, /^Sets Customer reference on 8 numbers/);
    await appliesPlan(person);
    await says(person, 'Changed 8 of 8 numbers');
  });

  await act('jobs are filtered by type and status, and Telnyx is asked for those', async () => {
    await view.press('Filter Jobs…');
    await quickInput.step(1);
    await quickInput.choose('Update numbers');
    await quickInput.step(2);
    await quickInput.tick('expired');
    await quickInput.accept();
    await view.message.getByText('Only: Update numbers · expired').waitFor();
    assert.equal(filtered().length, 1);
  });

  await act('the filter opens with what is set, Back goes back, and Escape closes it', async () => {
    const focused = quickInput.box.locator('.monaco-list-row.focused');
    const isTicked = (name: string) => quickInput.box.getByRole('checkbox', { name }).first().isChecked();
    await view.press('Filter Jobs…');
    await quickInput.step(1);
    await focused.getByText('Update numbers').waitFor();
    await quickInput.accept();
    await quickInput.step(2);
    await until('what is set is ticked', () => isTicked('expired'));
    assert.equal(await isTicked('completed'), false);
    await quickInput.box.getByRole('button', { name: 'Back' }).click();
    await quickInput.step(1);
    await focused.getByText('Update numbers').waitFor();
    await quickInput.accept();
    await quickInput.step(2);
    await quickInput.cancel();
    await view.message.getByText('Only: Update numbers · expired').waitFor();
    assert.equal(filtered().length, 1, 'nothing else is asked for');
  });

  await act('the filter is there again after a reload, and gone for good when it is cleared', async () => {
    await person.reloads({ tab: '"statuses":["expired"]' });
    await sidebar.open();
    await view.message.getByText('Only: Update numbers · expired').waitFor();
    await view.row(/, Move to South/).waitFor();
    await view.press('Show All Jobs');
    await view.message.waitFor({ state: 'hidden' });
    await view.press('Filter Jobs…');
    await quickInput.step(1);
    await quickInput.box.locator('.monaco-list-row.focused').getByText('Any type').waitFor();
    await quickInput.cancel();
  });
});
