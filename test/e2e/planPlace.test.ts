import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { goodKey, signsIn } from './lib/account.ts';
import { story } from './lib/person.ts';
import { allNumbers, opensPlan, says } from './lib/plans.ts';
import { until } from './lib/wait.ts';

const options = { size: { width: 1440, height: 900 }, settings: { 'telnyx.plan.confirmAbove': 10 } };

story('a person finds their place in a plan again', options, async (person, { act, account }) => {
  const { editors, quickInput } = person;
  const { form } = editors;
  const simulator = await account({ numbers: 120, jobs: { startMs: 200, stepMs: 5, expireMs: 60_000 } });
  const active = (await allNumbers(simulator, 120)).filter(({ status }) => status === 'active');
  const numbers = active.slice(0, 90);
  await signsIn(person, { key: goodKey, address: simulator.url });
  const lines = form.locator('#lines');
  const place = async () => ({
    active: await lines.getAttribute('aria-activedescendant'),
    top: await lines.evaluate(({ scrollTop }) => scrollTop),
  });
  const isAt = (wanted: { readonly active: string | null; readonly top: number }) =>
    until('the plan stands where it was', async () => {
      const { active, top } = await place();
      return active === wanted.active && Math.abs(top - wanted.top) <= 24;
    });

  await act('a plan stands where it was when another tab was in front', async () => {
    await opensPlan(person, {
      title: 'Move to South',
      numbers,
      mine: () => ({ 'general.customer_reference': 'SOUTH-2' }),
    });
    await says(person, /^Sets Customer reference on/);
    await lines.focus();
    await person.presses('End');
    await until('the last line is active', async () => (await place()).active === 'line-90');
    // It comes into sight a moment later.
    await form.locator('#line-90').waitFor();
    let before = await place();
    await until('the lines rest', async () => {
      const { top } = before;
      await sleep(300);
      before = await place();
      return top > 0 && before.top === top;
    });
    await person.runs('File: New Untitled Text File');
    await lines.waitFor({ state: 'hidden' });
    await editors.tab('Plan: Move to South').locator.click();
    await lines.waitFor();
    await isAt(before);
  });

  await act('what was searched for is there again after a reload', async () => {
    const [wanted] = numbers.slice(40);
    assert.ok(wanted);
    const query = wanted.phone_number.slice(2);
    await form.field('Search numbers and values').fill(query);
    await until('one line is left', async () => (await lines.getAttribute('aria-rowcount')) === '3');
    await person.reloads({ tab: query });
    await says(person, /^Sets Customer reference on/);
    assert.equal(await form.field('Search numbers and values').inputValue(), query);
    await until('one line is left', async () => (await lines.getAttribute('aria-rowcount')) === '3');
    await form.field('Search numbers and values').fill('');
    await until('all lines are back', async () => (await lines.getAttribute('aria-rowcount')) === '92');
  });

  await act('a folded group stays folded over a reload', async () => {
    const hasLines = (count: number) =>
      until(`${count} lines are there`, async () => {
        return (await lines.getAttribute('aria-rowcount')) === String(count + 1);
      });
    const group = form.locator('.row.group');
    await group.locator('.fold').click();
    await hasLines(1);
    await person.reloads({ tab: numbers[0]?.id ?? '?' });
    await says(person, /^Sets Customer reference on/);
    await hasLines(1);
    assert.equal(await group.getAttribute('aria-expanded'), 'false');
    await group.locator('.fold').click();
    await hasLines(91);
  });

  await act('applied by keyboard, it keeps the focus in the page', async () => {
    const apply = form.locator('#way-apply');
    const count = (await apply.innerText()).replace(/\D/g, '');
    await apply.focus();
    await person.presses('Enter');
    await quickInput.message.getByText('to go on').waitFor();
    await quickInput.answer(count);
    await quickInput.closed();
    await says(person, `Changed ${count} of ${count} numbers`);
    await until('something has the focus', () => form.locator('#title:focus').isVisible());
  });
});
