import assert from 'node:assert/strict';
import { goodKey, newestNumbers, signsIn } from './lib/account.ts';
import { story } from './lib/person.ts';
import { movesToNorth } from './lib/plans.ts';
import { settles, until } from './lib/wait.ts';

story(
  'a person finds out what happened to a number',
  { size: { width: 1400, height: 900 } },
  async (person, { act, account }) => {
    const simulator = await account({
      numbers: 20,
      auditDelayMs: 0,
      jobs: { startMs: 50, stepMs: 0, expireMs: 60_000 },
    });
    const numbers = await newestNumbers(simulator);
    const [first] = numbers;
    const name = first?.phone_number ?? '?';
    await signsIn(person, { key: goodKey, address: simulator.url, name: 'Northwind' });
    const { sidebar, editors, quickInput, menu } = person;
    const { form } = editors;
    const tab = editors.tab(`Timeline: ${name}`);
    const entry = (words: RegExp) => form.locator('.line.entry').filter({ hasText: words }).first();

    await movesToNorth(person, numbers.slice(0, 12));
    simulator.account.deliver({ status: 'failed', eventType: 'call.test', payload: { to: name } });

    await act(
      'from the tree: our plan, the job, the audit event, the delivery and the charges in one order',
      async () => {
        const writes = simulator.log.filter(({ method }) => method !== 'GET').length;
        await sidebar.view('Numbers').row(name).choose('Show Timeline');
        await tab.waitFor();
        await entry(/Move to North[^]*changed · Customer reference/).waitFor();
        await entry(/Update numbers[^]*succeeded/).waitFor();
        await entry(/customer_reference: .* → “NORTH-7”/).waitFor();
        await entry(/call\.test[^]*failed · HTTP 503/).waitFor();
        assert.equal(simulator.log.filter(({ method }) => method !== 'GET').length, writes);
      },
    );
    await act('by keyboard, an event opens as before and after', async () => {
      const lines = form.locator('#lines');
      const active = () => form.locator('.line.active').innerText();
      await lines.press('Home');
      await until('the event is the active line', async () => {
        const before = await active();
        if (before.includes('NORTH-7”')) return true;
        await lines.press('ArrowDown');
        // A line that is drawn late must not be passed by.
        await settles(async () => (await active()) !== before);
        return false;
      });
      await lines.press('Enter');
      await editors.tab(/“from” ↔ “to”/).waitFor();
      await person.page.locator('.monaco-diff-editor').getByText('NORTH-7').first().waitFor();
      await tab.click();
    });
    await act('a plan and a delivery open in their own tabs', async () => {
      await entry(/call\.test/).click();
      await editors.tab('call.test').waitFor();
      await form.text('Why attempt 1 failed').waitFor();
      await tab.click();
      await entry(/Move to North/).click();
      await editors.tab('Plan: Move to North').waitFor();
      await tab.click();
    });
    await act('it is there again after a reload', async () => {
      await person.reloads({ tab: name });
      await tab.click();
      await entry(/customer_reference: .* → “NORTH-7”/).waitFor();
    });
    await act('older things are loaded when asked', async () => {
      const footer = form.locator('footer');
      const [before = ''] = await footer.allInnerTexts();
      await until('it goes further back', async () => {
        await form.button('Load Older').click();
        return settles(async () => !(await footer.allInnerTexts()).includes(before));
      });
    });
    await act('a source that fails says so, and the others stay', async () => {
      simulator.faults.add({ fault: 'html200', method: 'GET', path: '/phone_numbers/jobs' });
      await form.button('Refresh').click();
      await form.text(/^Jobs: /).waitFor();
      await entry(/customer_reference: .* → “NORTH-7”/).waitFor();
      simulator.faults.clear();
      await form.button('Retry').click();
      await entry(/Update numbers[^]*succeeded/).waitFor();
      await tab.close();
    });
    await act('from the palette any number is asked for, and from the table its menu', async () => {
      await person.runs('Telnyx: Show Timeline');
      await quickInput.type(name);
      await quickInput.choose(name);
      await tab.waitFor();
      await tab.close();
      await person.runs('Telnyx: Open Numbers as Table');
      const row = form.locator('[data-at="0"]');
      await row.waitFor();
      await menu.chooseOn(row, 'Show Timeline');
      await tab.waitFor();
    });
  },
);
