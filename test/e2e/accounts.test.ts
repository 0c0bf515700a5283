import assert from 'node:assert/strict';
import { answersAccountQuestions, goodKey, keyWithoutBilling, signsIn } from './lib/account.ts';
import { filesHolding } from './lib/files.ts';
import { story, type Person } from './lib/person.ts';
import { until } from './lib/wait.ts';

const canary = 'KEY0CANARY7f3a91b2c4d5e6';

/** Pastes a key that cannot be one, and waits for the words that refuse it. */
async function isRefused(person: Person, key: string, words: RegExp): Promise<void> {
  const { quickInput } = person;
  await quickInput.type('');
  await person.pastes(key);
  await quickInput.accept();
  await quickInput.message.getByText(words).waitFor();
  await quickInput.step(1);
}

/** Everything that the window and the pages in it hold as HTML. */
async function htmlOf({ page }: Person): Promise<string> {
  const frames = await Promise.all(page.frames().map((frame) => frame.content().catch(() => '')));
  return frames.join('\n');
}

story('a person signs in with good and bad keys', {}, async (person, { act, account }) => {
  const { sidebar, quickInput, notifications } = person;
  const statusItem = (words: string) => person.statusItem(words);
  const simulator = await account();
  await sidebar.open();
  const numbers = sidebar.view('Numbers');

  await act('what cannot be a key is refused before it is sent', async () => {
    await numbers.welcome.getByRole('button', { name: 'Add Account' }).click();
    await quickInput.step(1);
    assert.equal(await quickInput.masked(), true);
    await isRefused(person, '   ', /Enter an API key\./);
    await isRefused(person, 'KEY one two', /An API key has no spaces in it\./);
    await isRefused(person, 'KEY1234\nKEY5678', /An API key (has no spaces in it|is a single line)\./);
    await isRefused(person, 'KEYключ', /only letters, digits and signs of ASCII/);
    assert.equal(simulator.traffic.requests, 0);
  });

  await act('an address that is not https is refused', async () => {
    await quickInput.type(canary);
    await quickInput.accept();
    await quickInput.step(2);
    await quickInput.choose('Other address');
    await quickInput.message.getByText('The address of the API').waitFor();
    await quickInput.answer('http://api.telnyx.example/v2');
    await quickInput.message.getByText(/Only https:\/\/ is allowed/).waitFor();
    await quickInput.answer('api.telnyx.com');
    await quickInput.message.getByText(/begins with https:\/\//).waitFor();
  });

  await act('a key that Telnyx does not know is said to be so, and stays in the box', async () => {
    await quickInput.answer(simulator.url);
    await quickInput.step(3);
    await quickInput.accept();
    await quickInput.step(1);
    await quickInput.message.getByText('Telnyx does not accept this API key.').waitFor();
    assert.equal(await quickInput.typed(), canary);
    assert.deepEqual(
      simulator.log.map(({ path, status }) => [path, status]),
      [['/v2/balance', 401]],
    );
    assert.match(await numbers.welcome.innerText(), /Connect a Telnyx account/);
    await quickInput.cancel();
  });

  await act('a key without the right to see billing is kept, and what is closed is said', async () => {
    await person.runs('Telnyx: Add Account…');
    await answersAccountQuestions(person, {
      key: keyWithoutBilling,
      address: simulator.url,
      name: 'No money',
    });
    await notifications.waitFor(/No money: The API key works, but has no right to see billing\./);
    await numbers.row(/^\+\d{8,}/).waitFor();
    await sidebar
      .view('Billing')
      .row(/^Failed: /)
      .waitFor();
    await statusItem('No money').waitFor();
  });

  await act('a second account is added and switched to', async () => {
    await person.runs('Telnyx: Add Account…');
    await answersAccountQuestions(person, { key: goodKey, address: simulator.url, name: 'Whole' });
    await statusItem('Whole').waitFor();
    await sidebar.view('Billing').row('Balance').waitFor();
    await statusItem('Whole').click();
    await quickInput.choose(/Switch Account/);
    await quickInput.choose('No money');
    await statusItem('No money').waitFor();
    await sidebar
      .view('Billing')
      .row(/^Failed: /)
      .waitFor();
  });

  await act('an account is made read-only and removed', async () => {
    await person.runs('Telnyx: Toggle Read-Only');
    await statusItem('No money (read-only)').waitFor();
    await person.runs('Telnyx: Remove Account…');
    await notifications.dialog.waitFor();
    assert.match(await notifications.dialog.text(), /Remove the account "No money"\?/);
    await notifications.dialog.press('Remove');
    await statusItem('Whole').waitFor();
    await person.runs('Telnyx: Remove Account…');
    await notifications.dialog.press('Remove');
    await numbers.welcome.getByRole('button', { name: 'Add Account' }).waitFor();
    await statusItem('Whole').waitFor({ state: 'hidden' });
  });
});

story('a key survives a reload and is nowhere to be read', {}, async (person, { account }) => {
  const { sidebar, editors, workbench } = person;
  const simulator = await account({ keys: [{ key: canary, name: 'canary', billing: true }] });
  await signsIn(person, { key: canary, address: simulator.url });
  await sidebar
    .view('Numbers')
    .row(/^\+\d{8,}/)
    .choose('Edit Settings');
  await editors.form.field('Customer reference').waitFor();
  await sidebar.view('Billing').row('Balance').choose('View as JSON');
  await editors.tab('Balance').waitFor();
  await person.runs('Telnyx: Show Log');
  await person.reloads({ tab: 'telnyx-record' });
  await sidebar
    .view('Numbers')
    .row(/^\+\d{8,}/)
    .waitFor();
  await until('the account is asked again with the kept key', () =>
    Promise.resolve(simulator.log.filter(({ path }) => path === '/v2/phone_numbers').length >= 2),
  );
  assert.ok(simulator.log.every(({ key }) => key === 'canary'));
  assert.ok(!(await htmlOf(person)).includes(canary), 'no page shows the key');
  assert.deepEqual(await filesHolding(workbench.dataDir, canary), [], 'no file holds the key');
  const address = new URL(simulator.url).host;
  assert.notDeepEqual(await filesHolding(workbench.dataDir, address), [], 'the search finds what is there');
});
