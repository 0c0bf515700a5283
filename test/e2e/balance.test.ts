import assert from 'node:assert/strict';
import { asksElsewhere, goodKey, signsIn } from './lib/account.ts';
import { story } from './lib/person.ts';
import { statusItem } from './lib/statusBar.ts';

const settings = { 'telnyx.balance.low': 100_000 };

story('a person sees that the balance is low', { settings }, async (person, { act, account }) => {
  const { sidebar, page } = person;
  const simulator = await account();
  await signsIn(person, { key: goodKey, address: simulator.url });
  const { balance, credit_limit: limit } = await asksElsewhere<{
    readonly balance: string;
    readonly credit_limit: string;
  }>(simulator, '/balance');

  await act('the status bar shows it once the Billing view knows it', async () => {
    await statusItem(page, `${balance} USD`).waitFor();
  });

  await act('the row unfolds into the amounts beside it', async () => {
    await sidebar.view('Numbers').collapse();
    const row = sidebar.view('Billing').row('Balance');
    await row.expand();
    assert.match(await sidebar.view('Billing').row('Credit limit').text(), new RegExp(`${limit} USD`));
  });

  await act('a click on it opens the charges of this month', async () => {
    await statusItem(page, `${balance} USD`).click();
    await person.editors.form.locator('.totals .grand').waitFor();
  });
});
