import assert from 'node:assert/strict';
import { goodKey, newestNumbers, signsIn } from './lib/account.ts';
import { story } from './lib/person.ts';
import { until } from './lib/wait.ts';

story('a person looks at usage', {}, async (person, { act, account }) => {
  const { sidebar, editors, quickInput } = person;
  const { form } = editors;
  const simulator = await account();
  await signsIn(person, { key: goodKey, address: simulator.url });
  const asked = () => simulator.log.filter(({ path }) => path === '/v2/detail_records').at(-1)?.query ?? '';

  await act('a number shows its messages, once it is said which', async () => {
    const [number] = await newestNumbers(simulator);
    const name = number?.phone_number ?? '';
    await sidebar.view('Numbers').row(name).choose('Show Usage');
    await quickInput.choose(/^Messages.*messages to it/);
    await editors.tab(`Usage: Messages ${name}`).waitFor();
    await form.text(`cld is ${name}`).waitFor();
    await until('it is asked for', () => Promise.resolve(asked().includes(`filter[cld]=${name}`)));
  });

  await act('messages are shown by mouse, with what they cost, and loaded whole', async () => {
    await form.button(/^cld is/).click();
    await form.text(/50 of \d+ records loaded/).waitFor();
    await form.button('Load All').click();
    await form.text(/(\d+) of \1 records loaded/).waitFor();
    await form.text(/^\$\d+\.\d+ for \d+ of the records loaded/).waitFor();
    await form.button('cost').click();
    await until('it is sorted by cost', () => Promise.resolve(asked().includes('sort=-cost')));
  });

  await act('another type has fields of its own, and a filter of one of them', async () => {
    await form.locator('#type').click();
    await form.locator('vscode-option').filter({ hasText: 'Call control' }).click();
    await form.text('documents no fields').waitFor();
    await form.text(/50 of \d+ records loaded/).waitFor();
    await form.locator('#value').fill('inbound');
    await form.locator('#field').click();
    await form.locator('vscode-option').filter({ hasText: 'direction' }).click();
    await form.locator('#value').press('Enter');
    await form.button('direction is inbound').waitFor();
    await until('it is asked for', () => Promise.resolve(asked().includes('filter[direction]=inbound')));
  });

  await act('the tab is there again after a reload, with its query', async () => {
    await person.reloads({ tab: '"filters":[{"field":"direction"' });
    await form.button('direction is inbound').waitFor();
    await form.text(/records loaded/).waitFor();
  });

  await act('by keyboard it is opened from the palette, and a record as JSON', async () => {
    await person.runs('Telnyx: Show Usage');
    await editors.tab('Usage: Messages').waitFor();
    await form.locator('#line-2').waitFor();
    await form.locator('#grid').press('Home');
    await person.presses('ArrowDown');
    await person.presses('Enter');
    await editors.tab(/^Messages [0-9a-f-]{36}\.json/).waitFor();
  });

  assert.deepEqual(
    simulator.log.filter(({ method }) => method !== 'GET'),
    [],
    'looking writes nothing',
  );
});
