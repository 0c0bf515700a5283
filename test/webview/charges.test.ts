import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { comparative, mixed, reportOf, simple } from '../core/billing/reports.ts';
import { juneState, stateOf } from './charges-states.ts';
import type { OpenPage } from './lib/harness.ts';
import type { ThemeName } from './lib/themes.ts';
import { visiting } from './lib/visiting.ts';

const onPage = visiting('charges');

const bars = ({ page }: OpenPage) => page.locator('g.bar');
const named = (locator: Locator) => locator.getAttribute('aria-label');
const overflows = ({ page }: OpenPage) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

interface Stop {
  readonly name: string;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Where the Tab key stops from the first to the last, in pixels of the whole page. A date has several stops, told once. */
async function walked({ page }: OpenPage): Promise<readonly Stop[]> {
  const stops: Stop[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate((): Stop | undefined => {
      const { activeElement: focused } = document;
      if (!focused || focused === document.body) return undefined;
      const { top, bottom, left, right } = focused.getBoundingClientRect();
      const name = [focused.localName, focused.id, focused.textContent.trim()].join(' ');
      return { name, top: top + scrollY, bottom: bottom + scrollY, left, right };
    });
    if (!stop) return stops;
    if (JSON.stringify(stop) !== JSON.stringify(stops.at(-1))) stops.push(stop);
  }
}

/** A theme of other colours to come from. */
const otherThan: Readonly<Record<ThemeName, ThemeName>> = {
  dark: 'light',
  light: 'dark',
  highContrast: 'light',
  highContrastLight: 'dark',
};

describe('The charges page', () => {
  test('asks once, and shows totals, chart, lines and adjustments of the answer', () =>
    onPage(async (open) => {
      assert.deepEqual(await open.sent(), [{ type: 'ready' }]);
      await open.tell(juneState);
      const { page } = open;
      assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'June 2025');
      assert.match(await page.locator('.tile.grand').innerText(), /Grand total\s+\$817\.156/);
      assert.match(await page.locator('.tile', { hasText: 'Credits' }).innerText(), /-\$25\.00/);
      assert.match(await page.locator('.check').innerText(), /add up/);
      const row = page.getByRole('row', { name: /^Local DIDs/ });
      assert.deepEqual(await row.getByRole('cell').allInnerTexts(), [
        '280',
        '$280.00',
        '10',
        '$10.00',
        '$10.00',
        '',
        '',
        '$300.00',
      ]);
      assert.match(await page.getByRole('row', { name: /^Shared-cost/ }).innerText(), /not given/);
      const adjustments = page.getByRole('table', { name: 'Adjustments' });
      assert.match(await adjustments.innerText(), /Credit for service outage\s+2025-06-15\s+-\$25\.00/);
    }));

  test('draws each category with a name for screen readers, credits below zero', () =>
    onPage(async (open) => {
      await open.tell(juneState);
      assert.equal(await bars(open).count(), 7);
      assert.equal(
        await named(bars(open).first()),
        'Local DIDs: $300.00 (Existing recurring $280.00, New recurring $10.00, One-time $10.00)',
      );
      const zero = Number(await open.page.locator('line.zero').getAttribute('y1'));
      const edges = (bar: Locator) =>
        bar
          .locator('.part')
          .evaluateAll((parts) =>
            parts.map((part) => [Number(part.getAttribute('y')), Number(part.getAttribute('height'))]),
          );
      for (const [y = 0, height = 0] of await edges(bars(open).first())) assert.ok(y + height <= zero);
      for (const [y = 0] of await edges(bars(open).last())) assert.ok(y >= zero);
      assert.equal(await named(bars(open).last()), 'Adjustments: -$25.00');
    }));

  test('moves from bar to bar with the arrow keys, and tells the bar in words', () =>
    onPage(async (open) => {
      await open.tell(juneState);
      const { page } = open;
      assert.equal(await page.locator('g.bar[tabindex="0"]').count(), 1);
      await bars(open).first().focus();
      await page.keyboard.press('ArrowRight');
      assert.match(await page.locator('.told').innerText(), /^Toll-free DIDs: \$86\.00/);
      await page.keyboard.press('End');
      assert.equal(await named(page.locator('g.bar:focus')), 'Adjustments: -$25.00');
      await page.keyboard.press('ArrowRight');
      assert.equal(await named(page.locator('g.bar:focus')), 'Adjustments: -$25.00');
      await page.keyboard.press('Home');
      await page.keyboard.press('ArrowLeft');
      assert.match(await page.locator('.told').innerText(), /^Local DIDs/);
      await page.locator('g.bar').nth(3).hover();
      assert.match(await page.locator('.told').innerText(), /^Outbound SMS: \$204\.936/);
    }));

  test('steps, picks a month, reloads, and shows other days by mouse and keyboard', () =>
    onPage(async (open) => {
      await open.tell(juneState);
      const { page } = open;
      await page.getByRole('button', { name: 'Previous' }).click();
      await page.getByRole('button', { name: 'Next' }).press('Enter');
      await page.getByRole('button', { name: 'Refresh' }).click();
      await page.getByRole('combobox', { name: 'Period' }).click();
      await page.getByRole('option', { name: 'May 2025' }).click();
      await page.getByLabel('From', { exact: true }).fill('2025-05-20');
      await page.getByLabel('to', { exact: true }).fill('2025-06-03');
      await page.getByLabel('to', { exact: true }).press('Enter');
      assert.deepEqual((await open.sent()).slice(1), [
        { type: 'act', act: 'step', detail: 'previous' },
        { type: 'act', act: 'step', detail: 'next' },
        { type: 'act', act: 'reload' },
        { type: 'act', act: 'show', detail: { from: '2025-05-01', lastDay: '2025-05-31' } },
        { type: 'act', act: 'show', detail: { from: '2025-05-20', lastDay: '2025-06-03' } },
      ]);
    }));

  test('always offers the shown days in its list of months', () =>
    onPage(async (open) => {
      const days = { from: '2025-05-20', lastDay: '2025-06-03', title: 'May 20 – Jun 3, 2025', days: 'x' };
      await open.tell(juneState);
      await open.tell({ ...juneState, period: days });
      const month = open.page.getByRole('combobox', { name: 'Period' }).locator('[part=selected-value]');
      assert.match(await month.innerText(), /May 20 – Jun 3, 2025/);
      await open.tell(juneState);
      assert.match(await month.innerText(), /June 2025/);
      assert.deepEqual(await open.sent(), [{ type: 'ready' }], 'what is told is not sent back');
    }));

  test('keeps typed days through a complaint, a new state and a reload, until they are shown', () =>
    onPage(async (open) => {
      await open.tell(juneState);
      await open.page.getByLabel('From', { exact: true }).fill('2024-01-01');
      const sentence = '400 days are too many: Telnyx reports at most 31 days at a time.';
      const complaint = { from: '2024-01-01', lastDay: '2025-06-30', sentence };
      await open.tell({ ...juneState, complaint });
      assert.equal(await open.page.getByLabel('From', { exact: true }).inputValue(), '2024-01-01');
      assert.equal(await open.page.getByRole('alert').innerText(), sentence);
      assert.equal(await open.page.getByLabel('From', { exact: true }).getAttribute('aria-invalid'), 'true');
      const kept = await open.kept();
      assert.deepEqual(kept, { ...juneState.restore, typed: { from: '2024-01-01', lastDay: '2025-06-30' } });
      await onPage(
        async (again) => {
          await again.tell(juneState);
          assert.equal(await again.page.getByLabel('From', { exact: true }).inputValue(), '2024-01-01');
          await again.tell({ ...juneState, period: { ...juneState.period, from: '2025-06-02' } });
          assert.equal(await again.page.getByLabel('From', { exact: true }).inputValue(), '2025-06-02');
        },
        { kept },
      );
    }));

  test('keeps the report while it is loaded again and when that fails, with ways out', () =>
    onPage(async (open) => {
      const { page } = open;
      await open.tell({ ...juneState, loading: true });
      assert.equal(await page.getByRole('progressbar', { name: 'Loading charges' }).count(), 1);
      assert.equal(await bars(open).count(), 7);
      const sentence = 'Telnyx refused the API key.';
      await open.tell({ ...juneState, failure: { sentence, requestId: 'req-1', repair: 'replace-key' } });
      assert.match(await page.getByRole('alert').innerText(), /refused the API key\.\s+Request ID: req-1/);
      assert.equal(await bars(open).count(), 7);
      await page.getByRole('button', { name: 'Replace API Key…' }).click();
      await page.getByRole('button', { name: 'Retry' }).click();
      assert.deepEqual((await open.sent()).slice(1), [
        { type: 'act', act: 'repair', detail: 'replace-key' },
        { type: 'act', act: 'retry' },
      ]);
    }));

  test('shows a difference to the reported total, and days other than those asked for', () =>
    onPage(async (open) => {
      await open.tell(
        stateOf({ ...mixed, end_date: '2025-06-30', total: { ...mixed.total, grand_total: '817.16' } }),
      );
      const [days, difference] = await open.page.getByRole('status').allInnerTexts();
      assert.match(days ?? '', /other days than asked for: Jun 1\s–\s29, 2025/);
      assert.match(
        difference ?? '',
        /\$817\.156; Telnyx reports a total of \$817\.16\. The difference is \$0\.004\./,
      );
      assert.equal(await open.page.locator('.check').count(), 0);
      await open.picture('charges-difference');
    }));

  test('calls amounts it cannot know unknown, and draws none of them', () =>
    onPage(async (open) => {
      const odd = [
        simple('Scientific', 1, '1e3'),
        { type: 'tiered', name: 'Tiered thing', alias: 'tiered', amount: '5.00' },
        comparative('No rent', { quantity: null, otc: '1.00' }, {}),
      ];
      await open.tell(stateOf(reportOf(odd, '1e3')));
      const { page } = open;
      assert.match(await page.locator('.tile.grand').innerText(), /unknown: 1e3/);
      assert.match(
        await page.getByRole('row', { name: /Tiered thing/ }).innerText(),
        /not understood: tiered/,
      );
      assert.match(await page.getByRole('row', { name: /No rent/ }).innerText(), /not given/);
      assert.equal(await bars(open).count(), 0);
      assert.match(await page.getByRole('status').innerText(), /could not be checked/);
      await open.picture('charges-unknown');
    }));

  test('says so when nothing was charged, when the account is closed, and before anything is known', () =>
    onPage(async (open) => {
      await open.tell(stateOf(undefined, { loading: true }));
      assert.match(await open.page.locator('main').innerText(), /Loading charges…/);
      await open.picture('charges-loading');
      await open.tell(stateOf(reportOf([])));
      assert.match(await open.page.locator('main').innerText(), /Telnyx reports no charges for these days\./);
      assert.equal(await open.page.locator('table, .chart').count(), 0);
      await open.picture('charges-empty');
      await open.tell(stateOf(undefined, { closed: 'The account "Work" is not open.' }));
      assert.match(await open.page.getByRole('status').innerText(), /"Work" is not open/);
      const sentence = 'api.telnyx.com cannot be reached. Check the network.';
      await open.tell(stateOf(undefined, { failure: { sentence } }));
      assert.equal(await open.page.getByRole('button', { name: 'Retry' }).count(), 1);
      await open.picture('charges-failure');
    }));

  test('shows hostile and endless names as plain text without breaking its layout', () =>
    onPage(
      async (open) => {
        const names = [
          '<img src=x onerror=alert(1)>',
          '\u202Egnp.exe',
          '[x](command:evil)',
          'W'.repeat(5000),
          '',
        ];
        const lines = names.map((name) => simple(name, 1, '10.00'));
        const adjustment = {
          amount: '-1.00',
          description: '</script><b>x</b>'.repeat(50),
          event_date: '<i>',
        };
        await open.tell(stateOf(reportOf(lines, '49.00', [adjustment]), { account: '<b>W</b>'.repeat(100) }));
        assert.equal(await open.page.locator('img, b, i, a').count(), 0);
        assert.ok((await open.page.locator('main').innerText()).includes('[U+202E]gnp.exe'));
        assert.equal(await overflows(open), false);
        const cut = open.page.locator('tbody th[title^=WWW]').first();
        assert.equal((await cut.getAttribute('title'))?.slice(0, 5000), 'W'.repeat(5000));
        const table = open.page.locator('.table').first();
        assert.equal(await table.evaluate((element) => element.scrollWidth - element.clientWidth), 0);
        await open.picture('charges-hostile');
      },
      { width: 700 },
    ));

  for (const width of [300, 480, 900, 1600]) {
    test(`fits ${width} pixels with one line, with many kinds of lines and with 200`, () =>
      onPage(
        async (open) => {
          await open.tell(stateOf(reportOf([simple('Port out', 1, '15.75')], '15.75')));
          assert.equal(await overflows(open), false);
          await open.tell(juneState);
          assert.equal(await overflows(open), false);
          await open.picture(`charges-${width}`);
          const many = Array.from({ length: 200 }, (_, at) =>
            simple(`Category number ${at}`, at, (at % 7 === 0 ? -at : at * 1.5).toFixed(3)),
          );
          await open.tell(stateOf(reportOf(many, '0.00')));
          assert.equal(await overflows(open), false);
          assert.equal(await open.page.locator('tbody tr').count(), 200);
          assert.equal(await bars(open).count(), 20);
          assert.match((await named(bars(open).last())) ?? '', /smaller categories/);
          if (width === 900) await open.picture('charges-200');
        },
        { width },
      ));
  }

  for (const width of [420, 500, 800, 1300]) {
    test(`is walked through by the Tab key as it is read, ${width} pixels wide`, () =>
      onPage(
        async (open) => {
          await open.tell({ ...juneState, within: ['Connection: Main trunk'], compare: false });
          const reached = await walked(open);
          assert.ok(reached.length > 10);
          for (const [at, next] of reached.entries()) {
            const before = reached[at - 1];
            const isRead = !before || next.top >= before.bottom || next.left >= before.right;
            assert.ok(isRead, `${next.name} comes after ${before?.name}, and stands before it`);
          }
        },
        { width },
      ));
  }

  test('the total of a line stays in view where its columns scroll', () =>
    onPage(
      async (open) => {
        await open.tell(juneState);
        const table = open.page.getByRole('table', { name: 'Charges by category' });
        const total = table
          .getByRole('row', { name: /^Local DIDs/ })
          .getByRole('cell')
          .last();
        await table.scrollIntoViewIfNeeded();
        const [cell, around] = [
          await total.boundingBox(),
          await open.page.locator('.table').first().boundingBox(),
        ];
        assert.ok(cell && around);
        assert.ok(cell.x >= around.x && cell.x + cell.width <= around.x + around.width + 1);
      },
      { width: 420 },
    ));

  for (const theme of ['dark', 'light', 'highContrast', 'highContrastLight'] as const) {
    test(`follows the theme ${theme} while it is open`, () =>
      onPage(
        async (open) => {
          await open.tell(juneState);
          const fill = () =>
            bars(open)
              .first()
              .locator('.part')
              .first()
              .evaluate((part) => getComputedStyle(part).fill);
          const before = await fill();
          await open.switchTheme(theme);
          assert.notEqual(await fill(), before);
          const hatched = await open.page.locator('.hatch').first().isVisible();
          assert.equal(hatched, theme.startsWith('highContrast'), 'patterns where colours are not enough');
          await open.page.locator('g.bar').nth(1).focus();
          await open.page.keyboard.press('ArrowLeft');
          await open.picture(`charges-${theme}`);
        },
        { theme: otherThan[theme] },
      ));
  }

  test('tells the series apart without colours and stands still when asked to', () =>
    onPage(
      async (open) => {
        await open.tell({ ...juneState, loading: true });
        assert.equal(await open.page.locator('.hatch').first().isVisible(), true);
        const moving = await open.page.evaluate(() => document.getAnimations().length);
        assert.equal(moving, 0);
        await open.picture('charges-forced-colors');
      },
      { theme: 'light', forcedColors: true, reducedMotion: true },
    ));

  test('speaks the words it is given', () =>
    onPage(
      async (open) => {
        await open.tell(juneState);
        assert.equal(await open.page.getByRole('button', { name: '刷新' }).count(), 1);
        assert.match((await open.page.locator('.axis').first().textContent()) ?? '', /US\$/);
      },
      { language: 'zh-cn', words: { Refresh: '刷新' } },
    ));
});
