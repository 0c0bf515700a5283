import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Side } from '../../src/core/protocol/plan.ts';
import type { OpenPage } from './lib/harness.ts';
import { visiting } from './lib/visiting.ts';
import { change, ended, group, linesOf, planState, running } from './plan-states.ts';

const onPage = visiting('plan');

/** What the page has sent after `ready`, without asking for lines. */
const acts = async (open: OpenPage) =>
  (await open.sent()).slice(1).filter((sent) => (sent as { act?: string }).act !== 'look');

const overflows = ({ page }: OpenPage) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

describe('The plan page', () => {
  test('tells in words what a plan would do, and shows each change from old to new', () =>
    onPage(async (open) => {
      await open.tell(planState());
      const { page } = open;
      assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), 'Add the tag "vip"');
      assert.match(await page.locator('.head').innerText(), /2,412 numbers in 3 jobs/);
      const row = page.getByRole('row', { name: /^\+13125550001/ });
      assert.deepEqual(
        (await row.getByRole('gridcell').allInnerTexts()).map((text) => text.trim()),
        ['', '+13125550001', 'Tags', 'sales', 'sales, vip', ''],
      );
      assert.equal(
        await row.getAttribute('aria-label'),
        '+13125550001, Tags, from sales to sales, vip, in the plan',
      );
      assert.equal(await page.getByRole('treegrid').getAttribute('aria-rowcount'), '8');
      await open.picture('plan-review');
    }));

  test('takes a number and a group out and puts them back, by mouse and by key', () =>
    onPage(async (open) => {
      await open.tell(planState());
      const { page } = open;
      await page
        .getByRole('row', { name: /^\+13125550001/ })
        .getByRole('checkbox')
        .click();
      await page
        .getByRole('row', { name: /^\+13125550002/ })
        .getByRole('checkbox')
        .click();
      await page.getByRole('checkbox', { name: 'All that are shown' }).click();
      await page.getByRole('treegrid').focus();
      await page.keyboard.press('Home');
      await page.keyboard.press(' ');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press(' ');
      assert.deepEqual(await acts(open), [
        { type: 'act', act: 'take', detail: { key: 'n1', included: false } },
        { type: 'act', act: 'take', detail: { key: 'n2', included: true } },
        { type: 'act', act: 'takeShown', detail: false },
        { type: 'act', act: 'take', detail: { key: 'g0', included: false } },
        { type: 'act', act: 'fold', detail: { key: 'g0', open: false } },
        { type: 'act', act: 'take', detail: { key: 'n1', included: false } },
      ]);
    }));

  test('asks which value is to stay where somebody else changed it', () =>
    onPage(async (open) => {
      await open.tell(
        planState({
          notes: [
            {
              tone: 'warning',
              sentence: '2 changed since you looked.',
              ways: [
                { way: 'mine', label: 'Use Mine for All' },
                { way: 'theirs', label: 'Keep Theirs for All' },
              ],
            },
          ],
        }),
      );
      const { page } = open;
      await page.getByRole('button', { name: 'Use Mine', exact: true }).click();
      await page.getByRole('button', { name: 'Keep Theirs', exact: true }).click();
      await page.getByRole('button', { name: 'Keep Theirs for All' }).click();
      assert.deepEqual(await acts(open), [
        { type: 'act', act: 'choose', detail: { key: 'n4', setting: 'general.tags', side: 'mine' } },
        { type: 'act', act: 'choose', detail: { key: 'n4', setting: 'general.tags', side: 'theirs' } },
        { type: 'act', act: 'go', detail: 'theirs' },
      ]);
      await open.picture('plan-conflicts');
    }));

  test('tells of each line what is decided, also to those who hear it', () =>
    onPage(async (open) => {
      const { page } = open;
      const told = async (side: Side | 'open') => {
        const line = change(4, { choice: { setting: 'general.tags', side } });
        await open.tell(planState({ lines: { total: 1, from: 0, rows: [line] } }));
        const pressed = await page.getByRole('button', { pressed: true }).allInnerTexts();
        return [await page.locator('.row.change').getAttribute('aria-label'), ...pressed.slice(1)];
      };
      const row = '+13125550004, Tags, from sales to sales, vip,';
      assert.deepEqual(await told('open'), [`${row} not decided, in the plan`]);
      assert.deepEqual(await told('mine'), [`${row} decided: use mine, in the plan`, 'Use Mine']);
      assert.deepEqual(await told('theirs'), [`${row} decided: keep theirs, in the plan`, 'Keep Theirs']);
      const struck = () =>
        page.locator('.after, .becomes > bdi').evaluateAll((values) => {
          return values.map((value) => getComputedStyle(value).textDecorationLine);
        });
      assert.deepEqual(await struck(), ['line-through', 'line-through'], 'what will not be');
      await told('mine');
      assert.deepEqual(await struck(), ['none', 'none']);
      const group = page.getByRole('group', { name: 'Which value of Tags of +13125550004 is to stay' });
      assert.equal(await group.getByRole('button').count(), 2);
    }));

  test('tells the active line in full, however little room a row has', () =>
    onPage(
      async (open) => {
        const { page } = open;
        const words =
          'A job is working on it, and would overwrite this. Wait until it is over, then look again.';
        const rows = [group, change(1, { state: { tone: 'warning', words } })];
        await open.tell(planState({ lines: { total: 2, from: 0, rows } }));
        await page.getByRole('treegrid').focus();
        await page.keyboard.press('ArrowDown');
        const whole = page.locator('.whole');
        assert.match(await whole.innerText(), /\+13125550001 · Tags\s+sales\s+sales, vip\s+A job is working/);
        assert.ok((await whole.innerText()).endsWith(words));
        await page.setViewportSize({ width: 430, height: 700 });
        await open.settle();
        const heights = await page
          .locator('.row.change')
          .evaluateAll((drawn) => drawn.map((one) => one.getBoundingClientRect().height));
        assert.deepEqual(heights, [44]);
        for (const name of ['Number', 'Setting', 'State'])
          assert.ok(await page.getByRole('columnheader', { name }).isVisible(), name);
        const outside = await page.locator('.row.change > .cell').evaluateAll((cells) =>
          cells.filter((cell) => {
            const { left, right } = cell.getBoundingClientRect();
            return left < 0 || right > window.innerWidth;
          }),
        );
        assert.deepEqual(outside, []);
        await open.picture('plan-narrow');
      },
      { width: 1300 },
    ));

  test('has room in a slim page for the name of a setting, its values and its state', () =>
    onPage(
      async (open) => {
        const state = { tone: 'warning', words: 'Blocked: a job on this number is running.' } as const;
        const long = { field: 'Customer reference', before: 'ORDER-1', after: 'ORDER-2 of ours' };
        await open.tell(
          planState({ lines: { total: 2, from: 0, rows: [group, change(1, { ...long, state })] } }),
        );
        const row = open.page.locator('.row.change');
        assert.equal((await row.boundingBox())?.height, 66);
        const cut = await row.locator('bdi, .told > .ellipsis').evaluateAll((texts) =>
          texts.flatMap(({ scrollWidth, clientWidth, scrollHeight, clientHeight, textContent }) => {
            return scrollWidth > clientWidth || scrollHeight > clientHeight ? [textContent] : [];
          }),
        );
        assert.deepEqual(cut, []);
        await open.picture('plan-slim');
      },
      { width: 360 },
    ));

  test('cuts a text that is written the other way at its end, and leaves it on its side', () =>
    onPage(
      async (open) => {
        const words = 'העברת המספרים של סניף חיפה למרכז התמיכה של הצפון';
        const rows = [change(1, { before: words, after: 'סניף' })];
        await open.tell(planState({ title: words, lines: { total: 1, from: 0, rows } }));
        /** Where the first letter of a value stands, or the last, in its cell. */
        const letter = (cell: string, at: number) =>
          open.page.locator(`.row .${cell} > bdi`).evaluate((value, nth) => {
            const text = [...value.childNodes].find(({ nodeType }) => nodeType === Node.TEXT_NODE) ?? value;
            const range = document.createRange();
            const from = nth < 0 ? (text.textContent?.length ?? 0) + nth : nth;
            range.setStart(text, from);
            range.setEnd(text, from + 1);
            const [box, own] = [value.getBoundingClientRect(), range.getBoundingClientRect()];
            return { left: own.left - box.left, right: box.right - own.right };
          }, at);
        const first = await letter('before', 0);
        assert.ok(first.left >= 0 && first.right >= 0, 'a long one shows its beginning');
        assert.ok((await letter('after', -1)).left < 2, 'a short one stands where others stand');
      },
      { width: 900 },
    ));

  test('has a note of one line and what can be done about it stand on one line', () =>
    onPage(async (open) => {
      const ways = [{ way: 'mine', label: 'Use Mine for All' }] as const;
      await open.tell(
        planState({ notes: [{ tone: 'warning', sentence: '2 changed since you looked.', ways }] }),
      );
      const middles = await open.page.locator('.banner .icon, .banner p, .banner-ways').evaluateAll((parts) =>
        parts.map((part) => {
          const { top, bottom } = part.getBoundingClientRect();
          return (top + bottom) / 2;
        }),
      );
      assert.equal(middles.length, 3);
      assert.ok(Math.max(...middles) - Math.min(...middles) < 2, middles.join(', '));
    }));

  test('filters and searches, and keeps what is typed until it is heard', () =>
    onPage(async (open) => {
      await open.tell(planState());
      const { page } = open;
      await page.getByRole('button', { name: /^Conflicts/ }).click();
      await page.getByRole('searchbox').fill('+1312');
      await open.tell(planState({ filter: 'conflict' }));
      assert.equal(await page.getByRole('searchbox').inputValue(), '+1312');
      await page.waitForFunction(() => (globalThis as unknown as { sent: unknown[] }).sent.length > 2);
      assert.deepEqual(await acts(open), [
        { type: 'act', act: 'filter', detail: 'conflict' },
        { type: 'act', act: 'search', detail: '+1312' },
      ]);
      await open.tell(planState({ search: '+1312', lines: { total: 0, from: 0, rows: [] } }));
      assert.match(await page.locator('.empty-state').innerText(), /Nothing to show\./);
    }));

  test('draws a hundred thousand lines by asking for those in sight', () =>
    onPage(async (open) => {
      const total = 100_001;
      await open.tell(planState({ lines: linesOf(total, 0, 60) }));
      const { page } = open;
      assert.ok((await page.locator('.row.change').count()) < 100);
      await page.getByRole('treegrid').focus();
      await page.keyboard.press('End');
      await open.settle();
      const asked = (await open.sent()).at(-1) as { act: string; detail: { from: number; to: number } };
      assert.equal(asked.act, 'look');
      assert.equal(asked.detail.to, total);
      await open.tell(planState({ lines: linesOf(total, asked.detail.from, asked.detail.to) }));
      const active = await page.getByRole('treegrid').getAttribute('aria-activedescendant');
      assert.equal(active, `line-${total - 1}`);
      const row = page.locator(`#line-${total - 1}`);
      assert.match(await row.innerText(), /\+131255599999/);
      const inSight = await row.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return top >= 0 && bottom <= window.innerHeight + 1;
      });
      await open.picture('plan-end');
      assert.ok(inSight);
    }));

  test('shows how a run goes, and what can be done meanwhile', () =>
    onPage(async (open) => {
      await open.tell(running);
      const { page } = open;
      assert.match(await page.locator('.run').innerText(), /1,204 of 2,412 numbers, 38 a second/);
      assert.equal(await page.getByRole('listitem').count(), 4);
      assert.equal(await page.getByRole('checkbox').count(), 0, 'nothing is taken out of what runs');
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByRole('button', { name: 'Cancel' }).click();
      assert.deepEqual(await acts(open), [
        { type: 'act', act: 'go', detail: 'pause' },
        { type: 'act', act: 'go', detail: 'cancel' },
      ]);
      await open.picture('plan-running');
    }));

  test('keeps Pause where it was while it pauses, so that pressing it twice never cancels', () =>
    onPage(async (open) => {
      await open.tell(running);
      const { page } = open;
      await page.getByRole('button', { name: 'Pause' }).focus();
      await page.keyboard.press('Enter');
      await open.tell({
        ...running,
        ways: [
          { way: 'pause', label: 'Pausing…', busy: true },
          { way: 'cancel', label: 'Cancel' },
        ],
      });
      await page.keyboard.press('Enter');
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'way-pause');
      await open.tell({
        ...running,
        ways: [
          { way: 'resume', label: 'Resume', primary: true },
          { way: 'cancel', label: 'Cancel' },
        ],
      });
      await page.keyboard.press('Enter');
      assert.deepEqual(await acts(open), [{ type: 'act', act: 'go', detail: 'pause' }]);
    }));

  test('says of each number what became of it', () =>
    onPage(async (open) => {
      await open.tell(ended);
      const { page } = open;
      const states = await page.locator('.told').allInnerTexts();
      assert.deepEqual(
        states.map((text) => text.trim()),
        ['changed', '10001: The phone number is not active.', 'unknown: the answer got lost'],
      );
      await open.picture('plan-ended');
    }));

  test('keeps where its plan is found again, and where its person was in it', () =>
    onPage(async (open) => {
      await open.tell(planState());
      assert.deepEqual(await open.kept(), { ...planState().restore, top: 0, at: 0 });
      await open.page.getByRole('treegrid').focus();
      await open.page.keyboard.press('End');
      const { at } = (await open.kept()) as { at: number };
      assert.equal(at, planState().lines.total - 1);
    }));

  test('shows the last line when it comes back, though that is told after the place is found again', async () => {
    let kept: unknown;
    await onPage(async (open) => {
      await open.tell(planState({ lines: linesOf(211, 0, 60) }));
      await open.page.getByRole('treegrid').focus();
      await open.page.keyboard.press('End');
      await open.tell(planState({ lines: linesOf(211, 150, 211) }));
      kept = await open.kept();
    });
    await onPage(
      async (open) => {
        await open.tell(planState({ lines: linesOf(211, 0, 60) }));
        await open.tell(planState({ lines: linesOf(211, 150, 211) }));
        const [grid, last] = [open.page.locator('#lines'), open.page.locator('#line-210')];
        const below = async (one: typeof grid) => {
          const { y, height } = (await one.boundingBox()) ?? assert.fail();
          return y + height;
        };
        assert.ok((await below(last)) - (await below(grid)) < 4, 'all of it but its edge');
      },
      { kept },
    );
  });

  test('stands where it was when it comes back, as soon as there are lines', () =>
    onPage(
      async (open) => {
        const { page } = open;
        await open.tell(planState({ reading: { sentence: 'Comparing…' }, lines: linesOf(0, 0, 0) }));
        assert.deepEqual(await open.kept(), { ...planState().restore, top: 4800, at: 210 });
        await open.tell(planState({ lines: linesOf(1000, 0, 60) }));
        await open.settle();
        const grid = page.getByRole('treegrid');
        assert.equal(await grid.evaluate(({ scrollTop }) => scrollTop), 4800);
        assert.equal(await grid.getAttribute('aria-activedescendant'), 'line-210');
      },
      { kept: { ...planState().restore, top: 4800, at: 210 } },
    ));

  test('hands the focus to its title when what had it goes away', () =>
    onPage(async (open) => {
      const { page } = open;
      const focused = () => page.evaluate(() => document.activeElement?.id);
      const ways = [{ way: 'mine', label: 'Use Mine for All' }] as const;
      await open.tell(planState({ notes: [{ tone: 'warning', sentence: 'Changed.', ways }] }));
      await page.getByRole('button', { name: 'Use Mine for All' }).focus();
      await page.keyboard.press('Enter');
      await open.tell(planState());
      assert.equal(await focused(), 'title');
      await page.locator('#way-apply').focus();
      await page.keyboard.press('Enter');
      await open.tell(planState({ ways: [] }));
      assert.equal(await focused(), 'title');
      await page.getByRole('searchbox').focus();
      await open.tell(running);
      assert.equal(await focused(), 'search', 'what has it keeps it');
      await page.evaluate(() => {
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        window.dispatchEvent(new Event('focus'));
      });
      assert.equal(await focused(), 'search', 'a dialog of VS Code was in front');
      await page.locator('.head').click();
      assert.equal(await focused(), '', 'a pointer may take it away');
    }));

  test('takes out all that is shown by key too', () =>
    onPage(async (open) => {
      const { page } = open;
      await open.tell(planState());
      await page.getByRole('treegrid').focus();
      await page.keyboard.press('Tab');
      await page.keyboard.press(' ');
      assert.deepEqual(await acts(open), [{ type: 'act', act: 'takeShown', detail: false }]);
      await open.picture('plan-header-focus');
    }));

  test('shows hostile and endless texts as plain text without breaking its layout', () =>
    onPage(
      async (open) => {
        const nasty = '<img src=x onerror=alert(1)>'.repeat(200);
        const rows = [
          { ...group, label: nasty },
          change(1, { before: nasty, after: nasty, field: nasty, state: { tone: 'bad', words: nasty } }),
        ];
        await open.tell(
          planState({ title: nasty, head: nasty, account: nasty, lines: { total: 2, from: 0, rows } }),
        );
        assert.equal(await open.page.locator('img').count(), 0);
        assert.equal(await overflows(open), false);
      },
      { width: 700 },
    ));

  for (const theme of ['dark', 'light', 'highContrast', 'highContrastLight'] as const) {
    test(`can be read in the theme ${theme}`, () =>
      onPage(
        async (open) => {
          await open.tell({ ...running, ...planState(), run: running.run });
          await open.page.getByRole('treegrid').focus();
          await open.page.keyboard.press('ArrowDown');
          assert.equal(await open.page.locator('.row.active').count(), 1);
          await open.picture(`plan-${theme}`);
        },
        { theme },
      ));
  }

  for (const width of [320, 600, 1400]) {
    test(`fits ${width} pixels`, () =>
      onPage(
        async (open) => {
          await open.tell(running);
          assert.equal(await overflows(open), false);
          await open.picture(`plan-${width}`);
        },
        { width },
      ));
  }

  test('reads from right to left', () =>
    onPage(
      async (open) => {
        await open.tell(planState());
        await open.page.getByRole('treegrid').focus();
        await open.page.keyboard.press('ArrowRight');
        assert.deepEqual(await acts(open), [
          { type: 'act', act: 'fold', detail: { key: 'g0', open: false } },
        ]);
        await open.picture('plan-rtl');
      },
      { language: 'ar', words: { x: 'x' } },
    ));
});
