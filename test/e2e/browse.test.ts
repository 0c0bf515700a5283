import assert from 'node:assert/strict';
import { hostile } from '../../src/sample/business.ts';
import { asksElsewhere, goodKey, newestNumbers, signsIn } from './lib/account.ts';
import { story, type Person } from './lib/person.ts';
import { until } from './lib/wait.ts';

interface Job {
  readonly status: string;
  readonly phone_numbers: readonly unknown[];
  readonly successful_operations: readonly unknown[];
  readonly failed_operations: readonly {
    readonly phone_number: string;
    readonly errors: readonly { readonly detail: string }[];
  }[];
}

const rowNumber = /^\+\d{8,}/;

story(
  'a person signs in and finds the whole account in the sidebar',
  { size: { width: 1280, height: 900 } },
  async (person, { act, account }) => {
    const simulator = await account();
    await signsIn(person, { key: `  ${goodKey} `, address: simulator.url, name: 'Northwind' });
    await person.statusItem('Northwind').waitFor();
    assert.equal(simulator.log.at(0)?.path, '/v2/balance', 'the key was tried on the balance');
    await act('numbers are counted honestly and more are loaded', () => loadsMore(person));
    await act('a number is copied, and shown as JSON without its PIN', async () => {
      const withPin = (await newestNumbers(simulator)).find(({ external_pin }) => external_pin !== null);
      assert.ok(withPin?.external_pin);
      const { sidebar, editors } = person;
      const row = sidebar.view('Numbers').row(withPin.phone_number);
      await row.reveal();
      await row.choose('Copy');
      await person.hasCopied(withPin.phone_number);
      await row.choose('Copy ID');
      await person.hasCopied(withPin.id);
      await row.choose('View as JSON');
      await editors.tab(withPin.phone_number).waitFor();
      const text = await editors.text();
      assert.match(text, /"external_pin": "••••"/);
      assert.ok(!text.includes(withPin.external_pin));
      assert.match(text, new RegExp(`"id": "${withPin.id}"`));
    });
    await act('what a name tries to be, a tooltip only tells', () => tellsHostileNames(person));
    await act('a menu opens from the keyboard alone', () => opensMenuByKeyboard(person));
    await act('a job unfolds into what succeeded and what failed, and why', async () => {
      const jobs = await asksElsewhere<readonly Job[]>(simulator, '/phone_numbers/jobs?page[size]=60');
      const job = jobs.find(
        ({ status, failed_operations }) => status === 'completed' && failed_operations[0],
      );
      const [failed] = job?.failed_operations ?? [];
      assert.ok(job && failed);
      await person.sidebar.view('Numbers').collapse();
      const view = person.sidebar.view('Jobs');
      await view.expand();
      assert.equal(await view.description(), `${jobs.length}`);
      const [good, bad] = [job.successful_operations.length, job.failed_operations.length];
      const told = `completed, ${good} of ${job.phone_numbers.length}, ${bad} failed`;
      await view.row(new RegExp(`, ${told}`)).expand();
      const failures = view.row(new RegExp(`^Failed, ${bad}$`));
      await view.row(new RegExp(`^Succeeded, ${good}$`)).waitFor();
      await view.row('Pending').waitFor();
      await failures.expand();
      const text = await view.row(failed.phone_number).text();
      assert.ok(text.includes(failed.errors[0]?.detail ?? '?'), text);
      await view.collapse();
    });
    await act('a delivery unfolds into its attempts', async () => {
      const view = person.sidebar.view('Webhooks');
      await view.expand();
      // Incidents stand above: the rows want some room.
      await person.sidebar.view('Billing').collapse();
      await view.row(/^[a-z_]+\.[a-z_]+, delivered/).expand();
      const attempt = view.row(/^Attempt 1, delivered, HTTP 20\d/);
      assert.match(await attempt.tooltip(), /URL: https:\/\//);
      assert.equal(await view.description(), '250 of 2,000');
      await view.collapse();
    });
    await act('billing shows the balance, months and invoices', async () => {
      const view = person.sidebar.view('Billing');
      await view.expand();
      const balance = await asksElsewhere<{ balance: string }>(simulator, '/balance');
      assert.match(await view.row('Balance').text(), new RegExp(`${balance.balance} USD`));
      await view.row('Charges').expand();
      await view.row(/^[A-Z][a-z]+ \d{4}, so far$/).waitFor();
      const months = (await view.rows()).filter((row) => /^[A-Z][a-z]+ \d{4}/.test(row));
      assert.equal(months.length, 13);
      await view.row('Charges').collapse();
      await view.row('Invoices').expand();
      await view.row(/^\d{4}-\d\d-\d\d – \d{4}-\d\d-\d\d, not paid$/).waitFor();
    });
    assert.deepEqual(
      simulator.log.filter(({ method }) => method !== 'GET'),
      [],
      'looking around writes nothing',
    );
  },
);

async function loadsMore({ sidebar }: Person): Promise<void> {
  const view = sidebar.view('Numbers');
  await view.row(rowNumber).waitFor();
  assert.equal(await view.description(), '250 of 420');
  const more = view.row('Load more');
  await more.reveal();
  assert.match(await more.text(), /250 of 420/);
  await more.click();
  await until('the count is whole', async () => (await view.description()) === '420');
  await more.gone();
}

async function tellsHostileNames({ sidebar, page }: Person): Promise<void> {
  const view = sidebar.view('Numbers');
  for (const [number, words] of [
    ['+494066969764', hostile.markup],
    ['+493023125932', hostile.command],
  ] as const) {
    const row = view.row(number);
    await row.reveal();
    const told = await row.tooltip();
    assert.ok(told.includes(words), told);
    assert.equal(await page.locator('.monaco-hover:visible').locator('img, a').count(), 0);
  }
  assert.equal(await page.locator('.terminal').count(), 0);
}

async function opensMenuByKeyboard(person: Person): Promise<void> {
  const { page, menu, editors } = person;
  await person.runs('Telnyx: Focus on Numbers View');
  await person.presses('Home');
  const focused = page.locator('.pane.expanded .monaco-list-row.focused .label-name').first();
  await focused.waitFor();
  const number = await focused.innerText();
  await person.presses('Shift+F10');
  await menu.waitFor();
  await person.presses('ArrowDown');
  await person.presses('Enter');
  await editors.tab(number).waitFor();
  await editors.form.field('Customer reference').waitFor();
}
