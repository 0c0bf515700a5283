import assert from 'node:assert/strict';
import { goodKey, newestNumbers, signsIn, writes } from './lib/account.ts';
import { story, type Person } from './lib/person.ts';
import { until } from './lib/wait.ts';

const rowNumber = /^\+\d{8,}/;
const reference = 'Customer reference';

/** The phone numbers drawn at the moment; none of them twice. */
async function drawnNumbers({ sidebar }: Person): Promise<string[]> {
  const rows = await sidebar.view('Numbers').rows();
  const numbers = rows.flatMap((row) => /^\+\d{8,}/.exec(row)?.[0].slice(0, 16) ?? []);
  assert.equal(new Set(rows.filter((row) => row.startsWith('+'))).size, numbers.length, 'no row twice');
  return numbers;
}

story('too many requests are waited out', {}, async (person, { account }) => {
  const { sidebar } = person;
  const simulator = await account({ rate: { limit: 4, windowMs: 2000 } });
  simulator.faults.add({ fault: '429', path: '/phone_numbers', times: 3, retryAfter: '1' });
  simulator.faults.add({ fault: '429', path: '/balance', times: 2, retryAfter: '0' });
  await signsIn(person, { key: goodKey, address: simulator.url });
  const numbers = sidebar.view('Numbers');
  assert.equal(await numbers.description(), '250 of 420');
  await numbers.row('Load more').reveal();
  await numbers.row('Load more').click();
  await until('every number is there', async () => (await numbers.description()) === '420');
  await drawnNumbers(person);
  await sidebar.view('Billing').row('Balance').waitFor();
  await numbers.collapse();
  await sidebar.view('Jobs').expand();
  await sidebar
    .view('Jobs')
    .row(/, completed, /)
    .waitFor();
  assert.equal(await sidebar.row(/^Failed: /).locator.count(), 0);
  const pages = simulator.log.filter(({ path, status }) => path === '/v2/phone_numbers' && status === 200);
  assert.deepEqual(
    pages.map(({ query }) => /page\[number\]=(\d)/.exec(query)?.[1]),
    ['1', '2'],
    'each page was read once',
  );
  const { requests } = simulator.traffic;
  assert.ok(requests <= 25, `${requests} requests`);
});

story('a dead network is said to be one, and nothing typed is lost', {}, async (person, { act, account }) => {
  const { sidebar, editors, notifications } = person;
  const first = await account();
  const port = Number(new URL(first.url).port);
  const [number] = await newestNumbers(first);
  assert.ok(number);
  await signsIn(person, { key: goodKey, address: first.url });
  const numbers = sidebar.view('Numbers');
  await numbers.row(number.phone_number).choose('Edit Settings');
  await editors.form.field(reference).waitFor();

  await act('rows stay when a refresh fails, with a way to try again beside them', async () => {
    await first.close();
    await numbers.press('Refresh Numbers');
    await numbers.row(/^Failed: .*127\.0\.0\.1/).waitFor();
    await numbers.row(number.phone_number).waitFor();
    await person.statusItem('offline').waitFor();
  });

  await act('a save says that nothing was sent and keeps what was typed', async () => {
    await editors.form.type(reference, 'OFFLINE-1');
    await editors.active.becomesDirty();
    await editors.save();
    await notifications.waitFor(/Nothing was sent\./);
    assert.equal(await editors.active.isDirty(), true);
    assert.equal(await editors.form.field(reference).inputValue(), 'OFFLINE-1');
  });

  await act('without a row there is nothing shown but how to try again', async () => {
    await person.reloads({ unsaved: 'OFFLINE-1' });
    await numbers.welcome.getByText('Telnyx cannot be reached').waitFor();
    assert.deepEqual(await numbers.rows(), []);
  });

  await act('once the network is back, rows come and the edit is saved once', async () => {
    const second = await account({ port });
    await numbers.welcome.getByRole('button', { name: 'Try Again' }).click();
    await numbers.row(number.phone_number).waitFor();
    await person.statusItem('offline').waitFor({ state: 'hidden' });
    await editors.active.click();
    assert.equal(await editors.active.isDirty(), true);
    await editors.save();
    await editors.active.becomesClean();
    assert.deepEqual(
      writes(second).map(({ body, status }) => ({ body, status })),
      [{ body: { customer_reference: 'OFFLINE-1' }, status: 200 }],
    );
  });
});

story(
  'a page instead of an answer is no empty list; a key revoked later is said to be so',
  {},
  async (person, { act, account }) => {
    const { sidebar, quickInput } = person;
    const first = await account();
    const port = Number(new URL(first.url).port);
    await signsIn(person, { key: goodKey, address: first.url });
    const numbers = sidebar.view('Numbers');

    await act('HTML with status 200 is a failure with a way to try again', async () => {
      first.faults.add({ fault: 'html200' });
      await person.reloads();
      const failure = numbers.row(/^Failed: /);
      await failure.waitFor();
      assert.equal(await numbers.welcome.isVisible(), false);
      assert.deepEqual(await drawnNumbers(person), []);
      first.faults.clear();
      await failure.press('Retry');
      await numbers.row(rowNumber).waitFor();
      await failure.gone();
    });

    await act('a revoked key can be replaced from the view', async () => {
      const fresh = 'KEY_ISSUED_ANEW';
      await first.close();
      await account({ port, keys: [{ key: fresh, name: 'fresh', billing: true }] });
      await numbers.press('Refresh Numbers');
      await numbers.row(/^Failed: /).waitFor();
      await person.statusItem('key refused').waitFor();
      await person.reloads();
      await numbers.welcome.getByText('does not accept the API key').waitFor();
      await numbers.welcome.getByRole('button', { name: 'Replace API Key' }).click();
      await quickInput.waitFor();
      await person.pastes(fresh);
      await quickInput.accept();
      await numbers.row(rowNumber).waitFor();
      await person.statusItem('key refused').waitFor({ state: 'hidden' });
    });
  },
);
