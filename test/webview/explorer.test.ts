import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { chargesActs, type ChargesViewName } from '../../src/core/protocol/charges.ts';
import { receive } from '../../src/core/protocol/receive.ts';
import { monthsUntil } from '../../src/core/billing/period.ts';
import { explorer, type Explorer } from '../core/billing/explorer.ts';
import type { OpenOptions, OpenPage } from './lib/harness.ts';
import { visiting } from './lib/visiting.ts';

const visit = visiting('charges');

/** The page over the real charges of a sample account, in one view. */
async function onPage(
  t: TestContext,
  view: ChargesViewName,
  use: (open: OpenPage, charges: Explorer) => Promise<void>,
  {
    numbers = 420,
    months = 6,
    ...options
  }: Partial<OpenOptions> & { readonly numbers?: number; readonly months?: number } = {},
): Promise<void> {
  const charges = await explorer(t, { numbers, period: monthsUntil('2025-06-20', months, 1) });
  charges.open();
  charges.view.turn(view);
  await charges.settled();
  await visit(async (open) => {
    await open.tell(charges.view.state());
    await use(open, charges);
  }, options);
}

/** The last act the page sent, checked as the extension checks it. */
async function lastAct(open: OpenPage) {
  const received = receive(chargesActs, (await open.sent()).at(-1));
  assert.ok(received?.type === 'act');
  return [received.act, received.detail];
}

const rowsOf = ({ page }: OpenPage) => page.locator('.drawn .row');

describe('The charges page, put together', () => {
  test('draws a few rows of a thousand, and asks for those that come into sight', (t) =>
    onPage(
      t,
      'number',
      async (open, { view }) => {
        const grid = open.page.getByRole('grid');
        assert.ok((await rowsOf(open).count()) < 100);
        await grid.evaluate((element) => {
          element.scrollTop = 20_000;
        });
        await open.settle();
        const [act, detail] = await lastAct(open);
        assert.equal(act, 'look');
        assert.ok(typeof detail === 'object' && 'to' in detail && detail.from > 200);
        view.look(detail);
        await open.tell(view.state());
        const first = rowsOf(open).first();
        assert.equal(await first.getByRole('rowheader').innerText(), view.state().table?.rows[100]?.label);
        assert.equal(await grid.getAttribute('aria-rowcount'), String((view.state().table?.total ?? 0) + 2));
      },
      { numbers: 1500 },
    ));

  test('holds as many elements for 13 months of thousands of numbers as for a few', (t) =>
    onPage(
      t,
      'number',
      async (open, { view }) => {
        view.compare(true);
        const { page } = open;
        const grid = page.getByRole('grid');
        const size = () => page.evaluate(() => document.querySelectorAll('*').length);
        const { total = 0, columns = [] } = view.state().table ?? {};
        assert.ok(total > 2500, `${total}`);
        assert.equal(columns.length, 1 + 2 + 13 + 1);
        const highest = await grid.evaluate((element) => element.scrollHeight);
        // Down to the end in steps, as a person scrolls, with what comes into sight told each time.
        await open.tell(view.state());
        for (const part of [0.1, 0.11, 0.5, 0.9, 1]) {
          await grid.evaluate((element, to) => {
            element.scrollTop = to;
          }, part * highest);
          await open.settle();
          const [act, detail] = await lastAct(open);
          assert.ok(act === 'look' && typeof detail === 'object' && 'to' in detail);
          view.look(detail);
          const state = view.state();
          assert.ok((state.table?.rows.length ?? 0) <= 500, 'no message grows with the account');
          await open.tell(state);
          const drawn = await rowsOf(open).count();
          assert.ok(drawn > 20 && drawn < 100, `${drawn} rows`);
          assert.ok((await size()) < 5000, `${await size()} elements`);
        }
        const last = await rowsOf(open).last().getAttribute('aria-rowindex');
        assert.equal(last, String(total + 1));
      },
      { numbers: 3000, months: 13 },
    ));

  test('opens what is below a row or a bar by mouse and by keyboard, and lets go of it', (t) =>
    onPage(t, 'tag', async (open, { view }) => {
      const { page } = open;
      const [first, second] = view.state().table?.rows ?? [];
      await page.getByRole('button', { name: `Show the numbers of ${first?.label}`, exact: true }).click();
      assert.deepEqual(await lastAct(open), ['open', first?.key]);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      assert.deepEqual(await lastAct(open), ['open', second?.key]);
      await page.locator('g.bar').nth(1).focus();
      await page.keyboard.press('Enter');
      assert.deepEqual(await lastAct(open), ['open', view.state().table?.bars[1]?.key]);
      view.open(first?.key ?? '');
      await open.tell(view.state());
      await open.picture('explorer-narrowed');
      assert.match(
        await page.getByRole('list', { name: 'Only' }).innerText(),
        new RegExp(first?.label ?? '-'),
      );
      const number = view.state().table?.rows[0]?.label;
      await page.getByRole('button', { name: `Edit ${number}`, exact: true }).click();
      assert.deepEqual(await lastAct(open), ['open', number]);
      await page.getByRole('button', { name: `Remove Tag: ${first?.label}` }).click();
      assert.deepEqual(await lastAct(open), ['widen', 0]);
    }));

  test('compares month against month at a press of Space, with bars for what changed', (t) =>
    onPage(t, 'service', async (open, { view }) => {
      const { page } = open;
      const box = page.getByRole('checkbox', { name: 'Month against month' });
      await box.focus();
      await page.keyboard.press('Space');
      assert.deepEqual(await lastAct(open), ['compare', true]);
      view.compare(true);
      await open.tell(view.state());
      const { table } = view.state();
      assert.equal(await box.getAttribute('aria-checked'), 'true');
      assert.equal(await page.locator('g.bar').count(), table?.bars.length);
      const [bar] = table?.bars ?? [];
      assert.equal(
        await page.locator('g.bar').first().getAttribute('aria-label'),
        `${bar?.label}: ${bar?.total.text}`,
      );
      const first = rowsOf(open).first();
      assert.deepEqual(await first.getByRole('gridcell').allInnerTexts(), table?.rows[0]?.cells);
      await page.getByRole('columnheader', { name: 'Percent' }).getByRole('button').click();
      assert.deepEqual(await lastAct(open), ['sort', 'percent']);
      view.turn('months');
      await open.tell(view.state());
      assert.equal(await box.count(), 0, 'that view compares months already');
    }));

  test('the arrow keys, Home and End walk from bar to bar, and each is told', (t) =>
    onPage(t, 'service', async (open, { view }) => {
      const { page } = open;
      const bars = view.state().table?.bars ?? [];
      const focused = () => page.locator('g.bar:focus').getAttribute('aria-label');
      const starts = async (at: number) => assert.ok((await focused())?.startsWith(`${bars[at]?.label}: `));
      assert.ok(bars.length > 2);
      assert.equal(await page.locator('g.bar[tabindex="0"]').count(), 1, 'Tab reaches one bar');
      await page.locator('g.bar').first().focus();
      for (const [key, at] of [
        ['ArrowLeft', 0],
        ['ArrowRight', 1],
        ['End', bars.length - 1],
        ['ArrowRight', bars.length - 1],
        ['ArrowLeft', bars.length - 2],
        ['Home', 0],
      ] as const) {
        await page.keyboard.press(key);
        await starts(at);
        assert.equal(await page.locator('g.bar[tabindex="0"]').count(), 1);
        assert.ok((await page.locator('.told').innerText()).startsWith(`${bars[at]?.label}: `));
      }
      await page.keyboard.press('Space');
      assert.deepEqual(await lastAct(open), ['open', bars[0]?.key]);
    }));

  test('turns to another view and sorts by mouse and keyboard', (t) =>
    onPage(t, 'service', async (open) => {
      const { page } = open;
      await page.getByRole('tab', { name: 'Months' }).click();
      assert.deepEqual(await lastAct(open), ['view', 'months']);
      await page.getByRole('tab', { name: 'Services' }).press('ArrowRight');
      assert.deepEqual(await lastAct(open), ['view', 'type']);
      // A second key before the first has been answered.
      await page.keyboard.press('ArrowRight');
      assert.deepEqual(await lastAct(open), ['view', 'number']);
      await page.getByRole('columnheader', { name: 'Numbers' }).getByRole('button').click();
      assert.deepEqual(await lastAct(open), ['sort', 'numbers']);
      assert.equal(
        await page.getByRole('columnheader', { name: 'Total' }).getAttribute('aria-sort'),
        'descending',
      );
      for (const [name, form] of [
        ['Copy as Table', 'clipboard'],
        ['CSV…', 'csv'],
        ['Markdown…', 'markdown'],
      ] as const) {
        await page.getByRole('button', { name }).click();
        assert.deepEqual(await lastAct(open), ['export', form]);
      }
    }));

  test('the ways out stand beside the tabs of views in a window of 1280 pixels', (t) =>
    onPage(
      t,
      'service',
      async ({ page }) => {
        const bottom = (element: Element) => element.getBoundingClientRect().bottom;
        const tabs = await page.locator('.tabs').evaluate(bottom);
        const out = await page.locator('.out').evaluate(bottom);
        assert.ok(Math.abs(tabs - out) < 8, `${tabs} ${out}`);
      },
      // What is left of the window beside the bars at its side.
      { width: 930 },
    ));

  test('walks through all rows with the keyboard', (t) =>
    onPage(t, 'number', async (open, { view }) => {
      const { page } = open;
      const rows = view.state().table?.rows ?? [];
      const focused = () => page.locator('.drawn :focus').innerText();
      await page.getByRole('button', { name: `Edit ${rows[0]?.label}`, exact: true }).focus();
      await page.keyboard.press('PageDown');
      const paged = rows.findIndex(({ label }) => label === '') + 1;
      assert.equal(paged, 0);
      assert.notEqual(await focused(), rows[0]?.label);
      await page.keyboard.press('Home');
      await open.settle();
      assert.equal(await focused(), rows[0]?.label);
      await page.keyboard.press('ArrowDown');
      assert.equal(await focused(), rows[1]?.label);
    }));

  test('says that several currencies are never added, and shows one of them', (t) =>
    onPage(t, 'categories', async (open, { view }) => {
      const currencies = { chosen: 'USD', all: ['EUR', 'USD'] };
      await open.tell({ ...view.state(), currencies });
      assert.match(await open.page.locator('.currency').innerText(), /never added/);
      await open.page.getByRole('combobox', { name: 'Currency' }).click();
      await open.page.getByRole('option', { name: 'EUR' }).click();
      assert.deepEqual(await lastAct(open), ['currency', 'EUR']);
    }));

  for (const theme of ['dark', 'light', 'highContrast'] as const)
    test(`month against month fits its place, in ${theme}`, (t) =>
      onPage(
        t,
        'service',
        async (open, { view }) => {
          view.compare(true);
          await open.tell(view.state());
          for (const width of [1000, 420]) {
            await open.page.setViewportSize({ width, height: 900 });
            await open.settle();
            const wide = await open.page.evaluate(
              () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
            );
            assert.equal(wide, false, `${width}`);
            await open.picture(`explorer-compare-${theme}-${width}`);
          }
        },
        { theme },
      ));

  for (const view of ['months', 'service', 'number', 'connection'] as const)
    for (const theme of ['dark', 'light', 'highContrast'] as const)
      test(`by ${view} fits its place and keeps its names in view, in ${theme}`, (t) =>
        onPage(
          t,
          view,
          async (open) => {
            for (const width of [1000, 420]) {
              await open.page.setViewportSize({ width, height: 900 });
              await open.settle();
              const wide = await open.page.evaluate(
                () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
              );
              assert.equal(wide, false, `${width}`);
              await open.picture(`explorer-${view}-${theme}-${width}`);
            }
          },
          { theme },
        ));
});
