import assert from 'node:assert/strict';
import { asksElsewhere, goodKey, signsIn } from './lib/account.ts';
import { story } from './lib/person.ts';
import { statusItem } from './lib/statusBar.ts';
import { until } from './lib/wait.ts';

const settings = { 'telnyx.balance.low': 100_000 };

story('a person sees that the balance is low', { settings }, async (person, { act, account }) => {
  const { sidebar, quickInput, page } = person;
  const simulator = await account();
  await signsIn(person, { key: goodKey, address: simulator.url });
  const { balance, credit_limit: limit } = await asksElsewhere<{
    readonly balance: string;
    readonly credit_limit: string;
  }>(simulator, '/balance');

  await act('the status bar shows it once the Billing view knows it', async () => {
    await statusItem(page, `${balance} USD`).waitFor();
  });

  const billing = sidebar.view('Billing');
  const row = billing.row('Balance');
  const asked = () => simulator.log.filter(({ path }) => path === '/v2/balance').length;

  await act('by mouse the row unfolds into the amounts beside it, and is asked for anew', async () => {
    await sidebar.view('Numbers').collapse();
    await row.expand();
    assert.match(await billing.row('Credit limit').text(), new RegExp(`${limit} USD`));
    const before = asked();
    await row.choose('Refresh');
    await until('it is asked for', () => Promise.resolve(asked() > before));
    await row.collapse();
    await billing.row('Credit limit').gone();
  });

  await act('by keyboard alone it is found, unfolded and asked for anew', async () => {
    await quickInput.runByKeys('Telnyx: Focus on Billing View');
    await row.walkTo();
    await person.presses('ArrowRight');
    await billing.row('Credit limit').waitFor();
    assert.match(await billing.row('Credit limit').text(), new RegExp(`${limit} USD`));
    const before = asked();
    await quickInput.runByKeys('Telnyx: Refresh All');
    await until('it is asked for', () => Promise.resolve(asked() > before));
    await billing.row('Credit limit').waitFor();
  });

  await act('a click on it opens the charges of this month', async () => {
    await statusItem(page, `${balance} USD`).click();
    await person.editors.form.locator('.totals .grand').waitFor();
  });
});
