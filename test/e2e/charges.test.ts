import assert from 'node:assert/strict';
import { asksElsewhere, goodKey, signsIn } from './lib/account.ts';
import { story, type Person } from './lib/person.ts';
import { until } from './lib/wait.ts';

interface Summary {
  readonly summary: { readonly lines: readonly { readonly name: string }[] };
  readonly total: { readonly grand_total: string };
}

/** A month so many before this one: how people call it, and its days as the API takes them. */
function month(back: number) {
  const now = new Date();
  const first = (months: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1));
  const day = (date: Date) => date.toISOString().slice(0, 10);
  const title = first(-back).toLocaleString('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return { title, from: day(first(-back)), to: day(first(1 - back)) };
}

/** An amount with every digit that Telnyx reports. */
function money(amount: string): string {
  const [whole = '', digits = ''] = amount.split('.');
  return `$${Number(whole).toLocaleString('en')}.${digits.padEnd(2, '0')}`;
}

/** Waits until the tab in front shows a month with this total. */
async function shows({ editors }: Person, title: string, total: string): Promise<void> {
  await editors.tab(`Charges ${title}`).waitFor();
  await editors.form.locator('h1').getByText(title).waitFor();
  await editors.form.locator('.totals .grand').getByText(money(total), { exact: true }).waitFor();
}

story('a person opens charges in an editor tab', {}, async (person, { act, account }) => {
  const { sidebar, editors } = person;
  const simulator = await account();
  const reported = async (back: number) => {
    const { from, to } = month(back);
    return asksElsewhere<Summary>(simulator, `/charges_summary?start_date=${from}&end_date=${to}`);
  };
  await signsIn(person, { key: goodKey, address: simulator.url });
  const billing = sidebar.view('Billing');
  await sidebar.view('Numbers').collapse();

  await act('a click on a month shows its totals as Telnyx reports them', async () => {
    const { summary, total } = await reported(1);
    await billing.row('Charges').expand();
    await billing.row(month(1).title).click();
    await shows(person, month(1).title, total.grand_total);
    for (const { name } of summary.lines) await editors.form.text(name).waitFor();
    await editors.form.text('add up to the total that Telnyx reports').waitFor();
  });

  await act('the month before is a click or a key away', async () => {
    await editors.form.button('Previous').click();
    await shows(person, month(2).title, (await reported(2)).total.grand_total);
    await person.presses('Enter');
    await shows(person, month(3).title, (await reported(3)).total.grand_total);
    await editors.form.button('Next').click();
    await shows(person, month(2).title, (await reported(2)).total.grand_total);
  });

  await act('days that cannot be shown are refused with the reason', async () => {
    const since = simulator.log.length;
    const { from } = month(2);
    await editors.form.field('From').fill(month(1).from);
    await editors.form.field('to').fill(from);
    await editors.form.button('Show').click();
    await editors.form.text('The last day is before the first day.').waitFor();
    await editors.form.field('From').fill('2001-01-01');
    await person.presses('Enter');
    await editors.form.text('are too many: choose at most').waitFor();
    assert.equal(simulator.log.length, since, 'nothing was asked');
    await editors.form.field('From').fill(from);
    await editors.form.field('to').fill(`${from.slice(0, 8)}07`);
    await person.presses('Enter');
    await editors.form.text('are too many').waitFor({ state: 'hidden' });
    await until('the seven days are asked for, the last one included', () => {
      const asked = simulator.log.at(-1);
      const end = `end_date=${from.slice(0, 8)}08`;
      return Promise.resolve(asked?.path === '/v2/charges_summary' && asked.query.includes(end));
    });
  });

  await act(
    'a quarter is one choice away, put together by service, and a service opens its numbers',
    async () => {
      await editors.form.locator('#month').click();
      await editors.form.locator('vscode-option').filter({ hasText: 'Last 3 months' }).click();
      await editors.form.text('Put together from 3 reports').waitFor();
      await editors.form.locator('[role=tab]').filter({ hasText: 'Services' }).click();
      await editors.form.text('add up to the recurring and one-time totals').waitFor();
      const service = editors.form.locator('.drawn .link').first();
      const name = await service.innerText();
      await service.click();
      await editors.form.text(`Service: ${name}`).waitFor();
      await editors.form
        .locator('.drawn .link')
        .filter({ hasText: /\+\d{6}/ })
        .first()
        .waitFor();
      await editors.form.button(`Remove Service: ${name}`).click();
      await editors.form.locator('[role=tab]').filter({ hasText: 'Categories' }).click();
    },
  );

  await act('a month that is over is kept, and costs no request when it is opened again', async () => {
    await billing.row(month(3).title).click();
    await shows(person, month(3).title, (await reported(3)).total.grand_total);
    const since = simulator.log.length;
    await editors.form.button('Previous').click();
    await shows(person, month(4).title, (await reported(4)).total.grand_total);
    await editors.form.button('Next').click();
    await shows(person, month(3).title, (await reported(3)).total.grand_total);
    const asked = simulator.log
      .slice(since)
      .filter(({ query }) => query.includes(`start_date=${month(3).from}`));
    // One is ours: the test asks too, to compare.
    assert.equal(asked.length, 1);
  });

  await act('a failure is told with a way to try again', async () => {
    simulator.faults.add({ fault: '500', path: '/charges_summary' });
    await editors.form.button('Refresh').click();
    const retry = editors.form.button('Retry');
    await retry.waitFor();
    assert.match(await editors.form.locator('.banner.error').innerText(), /Telnyx/);
    simulator.faults.clear();
    await retry.click();
    await retry.waitFor({ state: 'hidden' });
  });

  await act('a reload of the window brings the tab back', async () => {
    await billing.row(month(4).title).click();
    const { total } = await reported(4);
    await shows(person, month(4).title, total.grand_total);
    await person.reloads({ tab: month(4).from });
    await shows(person, month(4).title, total.grand_total);
  });
});
