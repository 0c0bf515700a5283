import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { goodKey, signsIn } from './lib/account.ts';
import { story } from './lib/person.ts';
import { until } from './lib/wait.ts';

const size = { width: 1400, height: 900 };

story('a person finds numbers that cost rent for nothing', { size }, async (person, { act, account }) => {
  const { sidebar, editors, quickInput } = person;
  const { form } = editors;
  const simulator = await account();
  await signsIn(person, { key: goodKey, address: simulator.url, name: 'Northwind' });
  const tab = editors.tab('Idle numbers: Northwind');
  const numbers = form.locator('.drawn .link');
  const recordsAsked = () => simulator.log.filter(({ path }) => path === '/v2/detail_records').length;

  await act('they are a click in the Billing view away, with month and year', async () => {
    await sidebar.view('Billing').press('Find Idle Numbers');
    await tab.waitFor();
    await numbers.first().waitFor();
    await form.text(/^\$[\d.,]+ a year$/).waitFor();
    assert.equal(recordsAsked(), 0);
  });

  await act('messages and calls are looked for when a person asks', async () => {
    const unasked = form.locator('#reason-silent .count');
    assert.equal(await unasked.innerText(), 'not looked at');
    await form.button('Look for Messages and Calls').click();
    await form.text('Looked at, ').waitFor();
    await until('there is a count', async () => /^\d/.test(await unasked.innerText()));
    assert.ok(recordsAsked() > 0);
    await form.locator('#reason-silent').click();
  });

  await act('what is shown goes to a CSV file', async () => {
    await form.button('CSV…').click();
    await until('a file is offered', async () => (await quickInput.typed()).endsWith('.csv'));
    const file = await quickInput.typed();
    await quickInput.accept();
    await person.notifications.waitFor('The table was exported.');
    const rows = (await readFile(file, 'utf8')).trimEnd().split('\r\n');
    assert.equal(rows.length - 1, Number(await form.locator('.grid').getAttribute('aria-rowcount')) - 2);
  });

  await act('the keyboard chooses one, and a plan shows what a tag would change', async () => {
    await numbers.first().focus();
    await person.presses('Space');
    await form.text('1 selected').waitFor();
    await form.locator('#choose-all').click();
    await until('all are chosen', () => form.locator('#choose-all').isChecked());
    await form.button('Add Tags…').click();
    await quickInput.answer('idle');
    await editors.tab(/Add the tag/).waitFor();
  });

  await act('release is a plan as well, and nothing is sent by it', async () => {
    await tab.click();
    await form.button('Release…').click();
    await editors.tab(/Delete \d+ numbers/).waitFor();
    assert.deepEqual(
      simulator.log.filter(({ method }) => method !== 'GET'),
      [],
    );
  });

  await act('a number opens its editor by keyboard, and the tab comes back after a reload', async () => {
    await tab.click();
    const phone = (await numbers.first().innerText()).trim();
    await numbers.first().focus();
    await person.presses('Enter');
    await editors.tab(phone).waitFor();
    await quickInput.runCommand('Telnyx: Find Idle Numbers');
    await numbers.first().waitFor();
    await person.reloads({ tab: 'unconnected' });
    await tab.click();
    await numbers.first().waitFor();
  });
});
