import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { goodKey, signsIn } from './lib/account.ts';
import { story } from './lib/person.ts';
import { until } from './lib/wait.ts';

const size = { width: 1400, height: 900 };

story('a person reads charges by keyboard alone', { size }, async (person, { act, account }) => {
  const { editors, quickInput } = person;
  const { form } = editors;
  const simulator = await account();
  await signsIn(person, { key: goodKey, address: simulator.url, name: 'Northwind' });
  const asked = (path: string) => simulator.log.filter((request) => request.path === path).length;
  const links = form.locator('.drawn .link');
  let phone = '';

  await act('the palette opens them, for this month', async () => {
    await person.runs('Telnyx: View Charges');
    await editors.tab(/^Charges \w+ \d{4}$/).waitFor();
    await form.locator('.totals .grand').waitFor();
    assert.equal(asked('/v2/charges_summary'), 1);
  });

  await act('arrow keys choose another range', async () => {
    await form.locator('#month').press('Enter');
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await person.presses(key);
    await form.text('Put together from 3 reports').waitFor();
    assert.equal(await form.locator('#month').getAttribute('aria-expanded'), 'false');
  });

  await act('arrow keys turn to services, and Space sets month against month', async () => {
    await form.locator('[role=tab][aria-selected=true]').press('ArrowRight');
    await person.presses('ArrowRight');
    await form.text('add up to the recurring and one-time totals').waitFor();
    assert.equal(asked('/v2/charges_breakdown'), 3);
    await form.locator('#compare').press('Space');
    await form.text('month against month').waitFor();
    await form.text('the last two whole months').waitFor();
  });

  await act('a bar and a row tell their change; Enter goes into the numbers of a service', async () => {
    await form.locator('g.bar').first().press('End');
    await until('the last bar has the focus', async () =>
      form
        .locator('g.bar')
        .last()
        .evaluate((bar) => bar === document.activeElement),
    );
    const name = (await links.nth(1).innerText()).trim();
    await links.first().focus();
    await person.presses('ArrowDown');
    await person.presses('Enter');
    await form.text(`Service: ${name}`).waitFor();
    await links
      .filter({ hasText: /^\s*\+\d{6}/ })
      .first()
      .waitFor();
    assert.equal(asked('/v2/charges_breakdown'), 3, 'nothing is asked for twice');
  });

  await act('Enter on a number opens its editor, and the way back is a key', async () => {
    phone = (await links.first().innerText()).trim();
    await links.first().focus();
    await person.presses('Enter');
    await editors.tab(phone).waitFor();
    await person.runs('View: Open Previous Editor');
    await links.first().waitFor();
  });

  await act('what is shown goes to a Markdown file', async () => {
    const rows = Number(await form.locator('.grid').getAttribute('aria-rowcount')) - 2;
    await form.button('Markdown…').press('Enter');
    await until('a file is offered', async () => (await quickInput.typed()).endsWith('.md'));
    const file = await quickInput.typed();
    await quickInput.accept();
    await person.notifications.waitFor('The table was exported.');
    const text = await readFile(file, 'utf8');
    assert.match(text, /^# Charges .*\n\n- Account: Northwind\n- .*first and last day included\n- Service: /);
    const lines = text.split('\n').filter((line) => line.startsWith('|'));
    assert.match(lines[0] ?? '', /Change from \d{4}-\d\d to \d{4}-\d\d/);
    assert.equal(lines.length - 2, rows);
    assert.ok(lines.some((line) => line.includes(phone)));
    assert.doesNotMatch(text, new RegExp(goodKey));
  });

  assert.deepEqual(
    simulator.log.filter(({ method }) => method !== 'GET'),
    [],
    'looking writes nothing',
  );
});
