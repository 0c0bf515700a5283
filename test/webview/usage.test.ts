import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { OpenPage } from './lib/harness.ts';
import { visiting } from './lib/visiting.ts';
import { usageState } from './usage-states.ts';

const onPage = visiting('usage');

interface Sent {
  readonly act?: string;
  readonly detail?: unknown;
}
const acts = async (open: OpenPage) =>
  ((await open.sent()) as readonly Sent[]).flatMap(({ act, detail }) =>
    act === undefined || act === 'look' ? [] : [[act, detail]],
  );

describe('The usage page', () => {
  test('shows records, how many of how many, and what they cost', () =>
    onPage(async (open) => {
      await open.tell(usageState());
      const { page } = open;
      assert.equal(await page.locator('.counted').innerText(), '200 of 4,812 records loaded');
      assert.match(await page.locator('header').innerText(), /\$0\.80 for 200[^]*3 without a known cost/);
      const first = page.getByRole('row').nth(1);
      assert.match(await first.innerText(), /\+13125550000[^]*0\.0040/);
      assert.equal(await page.locator('img').count(), 0);
    }));

  test('draws only the rows in sight, and asks for those that it does not know', () =>
    onPage(async (open) => {
      await open.tell(usageState({}, 5000));
      const { page } = open;
      assert.ok((await page.getByRole('row').count()) < 120);
      await page.locator('#grid').focus();
      await page.keyboard.press('End');
      await open.settle();
      const looked = ((await open.sent()) as readonly Sent[]).filter(({ act }) => act === 'look').at(-1);
      assert.ok(typeof looked?.detail === 'object' && looked.detail !== null && 'to' in looked.detail);
      assert.ok(Number(looked.detail.to) >= 5000);
      await open.tell(usageState({}, 5000, 4800));
      assert.match(await page.locator('#line-4999').innerText(), /\+13125554999/);
      assert.equal(await page.locator('#grid').getAttribute('aria-activedescendant'), 'line-4999');
    }));

  test('opens a record with Enter and with a double click, and sorts by a head', () =>
    onPage(async (open) => {
      await open.tell(usageState());
      const { page } = open;
      await page.locator('#grid').focus();
      for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
      await page.locator('#line-4').dblclick();
      await page.getByRole('button', { name: 'cost', exact: true }).click();
      assert.deepEqual(await acts(open), [
        ['open', 'record-2'],
        ['open', 'record-4'],
        ['sort', 'cost'],
      ]);
      await open.tell(
        usageState({
          columns: [{ id: 'cost', label: 'cost', width: 90, number: true, sorted: 'descending' }],
        }),
      );
      assert.equal(await page.getByRole('columnheader').getAttribute('aria-sort'), 'descending');
    }));

  test('opens the record that stands at its place, after others have come there', () =>
    onPage(async (open) => {
      await open.tell(usageState());
      const { page } = open;
      await page.locator('#grid').focus();
      for (const key of ['ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
      // Another filter or order: other records stand in the same lines.
      const { lines, ...others } = usageState();
      const told = lines.told.map((line, at) => ({ ...line, id: `other-${at}` }));
      await open.tell({ ...others, lines: { ...lines, told } });
      await page.keyboard.press('Enter');
      // Fewer of them: the last one is the active line then.
      await open.tell({ ...others, lines: { total: 2, from: 0, told: told.slice(0, 2) } });
      await page.keyboard.press('Enter');
      // A line that is not told yet opens nothing, rather than another one.
      await open.tell({ ...others, lines: { total: 2, from: 1, told: told.slice(1, 2) } });
      await page.keyboard.press('Home');
      await page.keyboard.press('Enter');
      assert.deepEqual(await acts(open), [
        ['open', 'other-2'],
        ['open', 'other-1'],
      ]);
    }));

  test('adds a filter by Enter, tells its fault beside it, and removes it', () =>
    onPage(async (open) => {
      await open.tell(usageState());
      const { page } = open;
      const field = page.getByRole('textbox', { name: 'Compared with' });
      await field.fill('inbound');
      await field.press('Enter');
      assert.equal(await field.inputValue(), '');
      await open.tell(
        usageState({
          filters: [{ words: 'created_at is inbound', complaint: 'Telnyx did not accept this.' }],
        }),
      );
      assert.match(await page.getByRole('alert').innerText(), /created_at is inbound: Telnyx did not/);
      await page.getByRole('button', { name: 'created_at is inbound' }).click();
      assert.deepEqual(await acts(open), [
        ['filter', { field: 'created_at', operator: 'is', value: 'inbound' }],
        ['unfilter', 0],
      ]);
    }));

  test('loads more or all, and stops', () =>
    onPage(async (open) => {
      await open.tell(usageState());
      const { page } = open;
      await page.getByRole('button', { name: 'Load More' }).click();
      await page.getByRole('button', { name: 'Load All' }).click();
      await open.tell(usageState({ loadingAll: true, loading: true }));
      await page.getByRole('button', { name: 'Stop' }).click();
      assert.deepEqual(await acts(open), [
        ['more', undefined],
        ['all', undefined],
        ['stop', undefined],
      ]);
    }));

  test("takes days of one's own, and says what is wrong with them", () =>
    onPage(async (open) => {
      const period = { ...usageState().period, chosen: 'days' };
      await open.tell(usageState({ period }));
      const { page } = open;
      await page.getByLabel('From').fill('2026-03-01');
      await page.getByRole('button', { name: 'Show' }).click();
      assert.deepEqual(await acts(open), [['days', { from: '2026-03-01', lastDay: '2026-01-31' }]]);
      await open.tell(
        usageState({ period: { ...period, complaint: 'The last day is before the first day.' } }),
      );
      assert.equal(await page.getByLabel('From').inputValue(), '2026-03-01');
      assert.match(await page.getByRole('alert').innerText(), /before the first/);
    }));

  test('keeps what it shows and the filter that is being written', async () => {
    let kept: unknown;
    await onPage(async (open) => {
      await open.tell(usageState());
      await open.page.getByRole('textbox', { name: 'Compared with' }).fill('half');
      kept = await open.page.evaluate(() => (globalThis as unknown as { kept: unknown }).kept);
    });
    assert.ok(typeof kept === 'object' && kept !== null && 'type' in kept);
    await onPage(
      async (open) => {
        await open.tell(usageState());
        assert.equal(await open.page.getByRole('textbox', { name: 'Compared with' }).inputValue(), 'half');
      },
      { kept },
    );
  });

  test('is turned round where lines are written from right to left; texts keep their own direction', () =>
    onPage(
      async (open) => {
        const arabic = '\u0645\u0631\u062d\u0628\u0627 (1)';
        const { lines, ...state } = usageState({ filters: [{ words: 'tags is x' }] });
        const told = lines.told.map((line) => ({ ...line, cells: [...line.cells.slice(0, 4), arabic] }));
        await open.tell({ ...state, lines: { ...lines, told } });
        const { page } = open;
        const box = async (nth: number) => {
          const cell = await page.locator('#line-0').getByRole('gridcell').nth(nth).boundingBox();
          return cell ?? assert.fail();
        };
        assert.ok((await box(0)).x > (await box(1)).x, 'the first column is on the right');
        const direction = (nth: number) =>
          page
            .locator('#line-0 bdi')
            .nth(nth)
            .evaluate((element) => [element.matches(':dir(rtl)'), element.textContent]);
        assert.deepEqual(await direction(2), [false, '+13125550000']);
        assert.deepEqual(await direction(4), [true, arabic]);
        await page.locator('#grid').focus();
        for (const key of ['ArrowLeft', 'ArrowLeft']) await page.keyboard.press(key);
        assert.ok((await page.locator('#grid').evaluate((grid) => grid.scrollLeft)) < 0);
        await open.picture('usage-rtl');
      },
      { language: 'he', words: { x: 'x' }, width: 500 },
    ));

  test('says why there is nothing: no record, a closed account, a failure', () =>
    onPage(async (open) => {
      await open.tell(usageState({ empty: true, costs: [] }, 0));
      assert.match(await open.page.locator('.empty-state').innerText(), /no such records/);
      await open.tell(usageState({ closed: 'The account is not open.' }, 0));
      assert.match(await open.page.locator('.banner').innerText(), /not open/);
      await open.tell(usageState({ failure: { sentence: 'Telnyx has a problem.' } }));
      await open.page.getByRole('button', { name: 'Retry' }).click();
      assert.deepEqual(await acts(open), [['retry', undefined]]);
      assert.equal(await open.page.locator('#line-0').count(), 1);
    }));
});
