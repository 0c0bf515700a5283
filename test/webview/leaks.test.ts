import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { leaksActs, type LeaksState } from '../../src/core/protocol/leaks.ts';
import { receive } from '../../src/core/protocol/receive.ts';
import { leaks } from '../core/billing/leaks.ts';
import type { OpenOptions, OpenPage } from './lib/harness.ts';
import { visiting } from './lib/visiting.ts';
import { hostile } from './number-states.ts';

const visit = visiting('leaks');
type Leaks = Awaited<ReturnType<typeof leaks>>;

/** The page over the real idle numbers of a sample account. */
async function onPage(
  t: TestContext,
  use: (open: OpenPage, found: Leaks) => Promise<void>,
  { numbers = 420, ...options }: Partial<OpenOptions> & { readonly numbers?: number } = {},
): Promise<void> {
  const found = await leaks(t, numbers);
  await found.open();
  await visit(async (open) => {
    await open.tell(writable(found.view.state()));
    await use(open, found);
  }, options);
}

/** The account of these tests cannot be written to; the page is to offer what it offers for others. */
const writable = (state: LeaksState): LeaksState => ({ ...state, readOnly: false });

/** The last act the page sent, checked as the extension checks it. */
async function lastAct(open: OpenPage) {
  const received = receive(leaksActs, (await open.sent()).at(-1));
  assert.ok(received?.type === 'act');
  return [received.act, received.detail];
}

describe('The page of idle numbers', () => {
  test('says of which account and month, and has a kind of numbers behind each tile', (t) =>
    onPage(t, async (open, { view }) => {
      const { page } = open;
      const state = view.state();
      assert.match(await page.locator('header').innerText(), /Idle numbers[^]*Work[^]*Rent of May 2025/);
      for (const { reason, label, count, shown } of state.reasons) {
        const tile = page.locator(`#reason-${reason}`);
        const words = await tile.innerText();
        assert.ok(words.includes(label));
        assert.ok(words.includes(count ?? 'not looked at'), words);
        assert.equal(await tile.getAttribute('aria-pressed'), String(shown));
      }
      await page.locator('#reason-no-messaging').press('Enter');
      assert.deepEqual(await lastAct(open), ['reason', { reason: 'no-messaging', shown: true }]);
      await page.locator('#reason-unconnected').click();
      assert.deepEqual(await lastAct(open), ['reason', { reason: 'unconnected', shown: false }]);
      assert.equal(
        await page
          .getByRole('row')
          .last()
          .innerText()
          .then((words) => words.includes('All together')),
        true,
      );
    }));

  test('chooses rows by keyboard and mouse, and offers plans for them only then', (t) =>
    onPage(t, async (open, { view }) => {
      const { page } = open;
      const [first, second] = view.state().table?.rows ?? [];
      for (const name of ['Add Tags…', 'Release…'])
        assert.equal(await page.locator(`vscode-button[aria-label="${name}"]`).getAttribute('disabled'), '');
      await page.getByRole('button', { name: `Edit ${first?.label}`, exact: true }).focus();
      await page.keyboard.press('Space');
      assert.deepEqual(await lastAct(open), ['choose', { key: first?.key, chosen: true }]);
      await page.getByRole('checkbox', { name: `Select ${second?.label}` }).click();
      assert.deepEqual(await lastAct(open), ['choose', { key: second?.key, chosen: true }]);
      view.choose(first?.key ?? '', true);
      await open.tell(writable(view.state()));
      assert.match(await page.locator('.verbs').innerText(), /1 selected/);
      assert.equal(await page.getByRole('row', { selected: true }).count(), 1);
      assert.equal(
        await page.locator('#choose-all').evaluate((box) => (box as HTMLInputElement).indeterminate),
        true,
      );
      await page.getByRole('button', { name: 'Add Tags…' }).click();
      assert.equal((await lastAct(open))[0], 'tag');
      await page.getByRole('button', { name: 'Release…' }).click();
      assert.equal((await lastAct(open))[0], 'release');
      await page.locator('#choose-all').click();
      assert.deepEqual(await lastAct(open), ['chooseAll', true]);
      await open.tell(view.state());
      assert.match(await page.locator('.verbs').innerText(), /read-only/);
      assert.equal(await page.locator('vscode-button[aria-label="Release…"]').getAttribute('disabled'), '');
    }));

  test('opens a number, sorts, and hands out what it shows', (t) =>
    onPage(t, async (open, { view }) => {
      const { page } = open;
      const [first, second] = view.state().table?.rows ?? [];
      await page.getByRole('button', { name: `Edit ${first?.label}`, exact: true }).focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      assert.deepEqual(await lastAct(open), ['open', second?.key]);
      await page.getByRole('columnheader', { name: 'Number' }).getByRole('button').click();
      assert.deepEqual(await lastAct(open), ['sort', 'name']);
      for (const [name, act, detail] of [
        ['Copy as Table', 'export', 'clipboard'],
        ['CSV…', 'export', 'csv'],
        ['View Charges', 'charges', undefined],
        ['Refresh', 'reload', undefined],
      ] as const) {
        await page.getByRole('button', { name }).click();
        assert.deepEqual(await lastAct(open), [act, detail]);
      }
    }));

  test('looks for messages and calls when asked, tells how far it is, and stops', (t) =>
    onPage(t, async (open, { view }) => {
      const { page } = open;
      const state = writable(view.state());
      await page.locator('#type-messaging').click();
      assert.deepEqual(await lastAct(open), ['type', { type: 'messaging', chosen: false }]);
      await page.getByRole('button', { name: 'Look for Messages and Calls' }).click();
      assert.equal((await lastAct(open))[0], 'search');
      await open.tell({
        ...state,
        records: { ...state.records, running: 'Messages: 50 of 600 records read' },
      });
      assert.match(await page.locator('.question').innerText(), /50 of 600 records read/);
      await page.getByRole('button', { name: 'Stop' }).click();
      assert.equal((await lastAct(open))[0], 'stop');
      const none = state.records.types.map((one) => ({ ...one, chosen: false }));
      await open.tell({ ...state, records: { ...state.records, types: none } });
      const look = page.locator('vscode-button[aria-label="Look for Messages and Calls"]');
      assert.equal(await look.getAttribute('disabled'), '', 'without a type there is nothing to look for');
      const failure = { sentence: 'Telnyx has a problem.' };
      await open.tell({ ...state, records: { ...state.records, failure } });
      await page.getByRole('button', { name: 'Retry' }).click();
      assert.equal((await lastAct(open))[0], 'search');
      await view.search();
      await open.tell(writable(view.state()));
      assert.match(await page.locator('#reason-silent .count').innerText(), /^\d/);
      assert.match(await page.locator('.records').innerText(), /Looked at, /);
    }));

  test('says why there is nothing, and keeps what it had while it fails', (t) =>
    onPage(t, async (open, { view }) => {
      const { page } = open;
      const state = writable(view.state());
      const { table, ...without } = state;
      assert.ok(table);
      await open.tell({ ...state, failure: { sentence: 'Telnyx has a problem.' } });
      await page.getByRole('button', { name: 'Retry' }).click();
      assert.equal((await lastAct(open))[0], 'retry');
      assert.ok((await page.locator('.drawn .row').count()) > 3);
      await open.tell({ ...state, table: { ...table, total: 0, rows: [] } });
      assert.match(await page.locator('.empty-state').innerText(), /No number of these kinds/);
      await open.tell({ ...without, loading: true });
      assert.match(await page.locator('.empty-state').innerText(), /Loading numbers/);
      await open.tell({ ...without, closed: 'The account "Work" is not open.' });
      assert.match(await page.locator('.banner').innerText(), /not open/);
    }));

  test('shows hostile names as plain text', (t) =>
    onPage(t, async (open, { view }) => {
      const { page } = open;
      const state = writable(view.state());
      const { table } = state;
      assert.ok(table);
      const [first, ...others] = table.rows;
      assert.ok(first);
      const rows = [{ ...first, label: hostile, cells: first.cells.map(() => hostile) }, ...others];
      await open.tell({ ...state, account: hostile, month: hostile, table: { ...table, rows } });
      assert.equal(await page.locator('main img, main script, main b').count(), 0);
      assert.ok((await page.locator('.drawn .row').first().innerText()).includes('<'));
    }));

  for (const theme of ['dark', 'light', 'highContrast'] as const)
    test(`fits any width, in ${theme}`, (t) =>
      onPage(
        t,
        async (open, { view }) => {
          view.choose(view.state().table?.rows[0]?.key ?? '', true);
          await open.tell(writable(view.state()));
          for (const width of [1400, 900, 480, 300]) {
            await open.page.setViewportSize({ width, height: 900 });
            await open.settle();
            const wide = await open.page.evaluate(
              () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
            );
            assert.equal(wide, 0, `${width}`);
            const cut = await open.page.evaluate(() =>
              Array.from(document.querySelectorAll('vscode-button, .reason'), (element) => {
                const { left, right } = element.getBoundingClientRect();
                return left < 0 || right > innerWidth ? element.textContent : '';
              }).filter(Boolean),
            );
            assert.deepEqual(cut, [], `${width}`);
            await open.picture(`leaks-${theme}-${width}`);
          }
        },
        { theme },
      ));
});
