import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Locator } from 'playwright-core';
import type { TableState } from '../../src/core/protocol/table.ts';
import type { OpenOptions, OpenPage } from './lib/harness.ts';
import type { ThemeName } from './lib/themes.ts';
import { visiting } from './lib/visiting.ts';
import { row, rows, tableOf } from './table-states.ts';

const onPage = visiting('table');

const onTable = (state: TableState, use: (open: OpenPage) => Promise<void>, options?: Partial<OpenOptions>) =>
  onPage(async (open) => {
    await open.tell(state);
    await use(open);
  }, options);

const grid = ({ page }: OpenPage) => page.locator('#grid');
const line = ({ page }: OpenPage, at: number) => page.locator(`[data-at="${at}"]`);
const drawn = async ({ page }: OpenPage) =>
  page.locator('[data-at]').evaluateAll((found) => found.map((one) => Number(one.getAttribute('data-at'))));
const texts = async (cells: Locator) => (await cells.allInnerTexts()).map((text) => text.trim());
const active = (open: OpenPage) => grid(open).getAttribute('aria-activedescendant');

/** What was said since the last time, without where the person looks. */
function since(open: OpenPage) {
  let heard = 0;
  return async () => {
    await open.settle();
    const all = (await open.sent()) as readonly { act?: string; detail?: unknown }[];
    const fresh = all.slice(heard);
    heard = all.length;
    return fresh.flatMap(({ act, detail }) => (act === undefined || act === 'look' ? [] : [[act, detail]]));
  };
}

async function presses(open: OpenPage, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await open.page.keyboard.press(key);
}

async function dragged(open: OpenPage, from: Locator, by: number, place: 'middle' | 'end' = 'middle') {
  const box = await from.boundingBox();
  assert.ok(box);
  const [x, y] = [box.x + (place === 'end' ? box.width - 2 : box.width / 2), box.y + box.height / 2];
  await open.page.mouse.move(x, y);
  await open.page.mouse.down();
  await open.page.mouse.move(x + by / 2, y);
  await open.page.mouse.move(x + by, y);
  await open.page.mouse.up();
}

describe('The rows of the table page', () => {
  test('are a grid that says how many rows and columns there are, and which ones these are', () =>
    onTable(tableOf(4812), async (open) => {
      const table = open.page.getByRole('grid', { name: 'Numbers' });
      assert.equal(await table.getAttribute('aria-rowcount'), '4813');
      assert.equal(await table.getAttribute('aria-colcount'), '4');
      assert.equal(await table.getAttribute('aria-multiselectable'), 'true');
      const third = open.page.getByRole('row').nth(3);
      assert.equal(await third.getAttribute('aria-rowindex'), '4');
      assert.equal(await third.getAttribute('aria-selected'), 'false');
      const cells = third.getByRole('gridcell');
      assert.deepEqual(await texts(cells), ['+13120000002', 'active', '', 'order 2']);
      assert.equal(await cells.nth(3).getAttribute('aria-colindex'), '4');
      assert.deepEqual(await open.page.getByRole('columnheader').allInnerTexts(), [
        'Number',
        'Status',
        'Tags',
        'Reference',
      ]);
      assert.match(await open.page.getByRole('status').innerText(), /Northwind\s*4,812 numbers/);
    }));

  test('do not say how many there are while they are still coming in', () =>
    onTable(tableOf(250, { reading: { words: 'searched 250 of 900', stopped: false } }), async (open) => {
      assert.equal(await grid(open).getAttribute('aria-rowcount'), '-1');
      assert.match(await open.page.getByRole('status').innerText(), /searched 250 of 900/);
      await open.page.getByRole('progressbar').waitFor();
      await open.page.getByRole('button', { name: 'Stop' }).click();
      assert.deepEqual((await open.sent()).at(-1), { type: 'act', act: 'stop' });
    }));

  test('are drawn only where they are in sight, however many there are', () =>
    onTable(tableOf(100_000), async (open) => {
      assert.ok((await drawn(open)).length < 80);
      const height = await grid(open).evaluate((element) => element.scrollHeight);
      assert.ok(Math.abs(height - 100_001 * 22) < 30, `${height} pixels`);
      await grid(open).evaluate((element) => element.scrollTo(0, 22 * 50_000));
      await open.settle();
      assert.deepEqual(await drawn(open), [], 'nothing is made up');
      const [asked] = (await open.sent()).slice(-1) as {
        act: string;
        detail: { from: number; to: number };
      }[];
      assert.equal(asked?.act, 'look');
      const { from, to } = asked.detail;
      assert.ok(from < 50_000 && to > 50_030 && to - from < 800, `${from} to ${to}`);
      await open.tell(tableOf(100_000, { from, to }));
      assert.ok((await drawn(open)).includes(50_010));
      assert.match(await line(open, 50_010).innerText(), /\+13120050010/);
      const box = await line(open, 50_010).boundingBox();
      assert.ok(box && box.y > 0 && box.y < 700);
    }));

  test('are asked for before they run out', () =>
    onTable(tableOf(100_000), async (open) => {
      const before = (await open.sent()).length;
      await grid(open).evaluate((element) => element.scrollTo(0, 22 * 20));
      await open.settle();
      assert.equal((await open.sent()).length, before, 'enough are there');
      await grid(open).evaluate((element) => element.scrollTo(0, 22 * 220));
      await open.settle();
      assert.ok((await drawn(open)).includes(230), 'these were told before');
      const sent = (await open.sent()) as { act?: string }[];
      assert.equal(sent.at(-1)?.act, 'look');
    }));

  test('have room for all that come in later', () =>
    onTable(tableOf(300), async (open) => {
      await open.tell(tableOf(900));
      const height = await grid(open).evaluate((element) => element.scrollHeight);
      assert.ok(Math.abs(height - 901 * 22) < 30, `${height} pixels`);
    }));

  test('show the words of a status beside its dot, in sight like those of every other cell', () =>
    onTable(tableOf(3), async (open) => {
      const outside = await open.page.locator('[data-at] .cell > bdi').evaluateAll((texts) =>
        texts.flatMap((text) => {
          const [own, cell] = [text, text.parentElement ?? text].map((one) => one.getBoundingClientRect());
          return own && cell && own.bottom <= cell.bottom ? [] : [text.textContent];
        }),
      );
      assert.deepEqual(outside, []);
      assert.equal(await line(open, 0).locator('.cell.good > bdi').innerText(), 'active');
    }));

  test('show what an account says as text, in a direction of its own', () =>
    onTable(tableOf(1), async (open) => {
      const cells = ['+1312', '<img src=x onerror=alert(1)>', '[U+202E]evil', 'שלום'];
      await open.tell(tableOf(1, { lines: { total: 1, from: 0, told: [row(0, { cells })] } }));
      assert.deepEqual(await texts(open.page.getByRole('gridcell')), cells);
      assert.equal(await open.page.locator('img').count(), 0);
      assert.equal(await open.page.locator('.cell bdi').count(), 4);
    }));
});

describe('The keyboard in the table', () => {
  test('moves, and chooses as lists do', () =>
    onTable(tableOf(1000), async (open) => {
      const said = since(open);
      await said();
      await grid(open).focus();
      const choose = (at: number, how: string) => [['choose', { at, id: `id${at}`, how }]];
      for (const [key, act] of [
        ['ArrowDown', choose(1, 'only')],
        ['Shift+ArrowDown', choose(2, 'range')],
        ['Control+ArrowDown', []],
        ['Control+Shift+ArrowDown', choose(4, 'range-too')],
        ['Space', choose(4, 'toggle')],
        ['Shift+Space', choose(4, 'range')],
        ['ArrowUp', choose(3, 'only')],
        ['Control+a', [['chooseAll', true]]],
        ['Escape', [['chooseAll', false]]],
        ['Enter', [['open', { at: 3, id: 'id3' }]]],
        ['Control+c', [['copy', 'numbers']]],
        ['Home', choose(0, 'only')],
      ] as const) {
        await presses(open, key);
        assert.deepEqual(await said(), act, key);
      }
      await presses(open, 'End');
      assert.equal(await active(open), 'line-999');
    }));

  test('chooses far away as soon as it is told what is there', () =>
    onTable(tableOf(100_000), async (open) => {
      await line(open, 1).click();
      const said = since(open);
      await said();
      await presses(open, 'Shift+End');
      await open.settle();
      const acts = async () => (await said()).filter(([name]) => name === 'choose');
      assert.deepEqual(await acts(), []);
      await open.tell(tableOf(100_000, { from: 99_000, to: 100_000 }));
      await open.settle();
      assert.deepEqual(await acts(), [['choose', { at: 99_999, id: 'id99999', how: 'range' }]]);
      await open.tell(tableOf(100_000, { from: 99_000, to: 100_000 }));
      await open.settle();
      assert.deepEqual(await acts(), [], 'once');
    }));

  test('goes by pages, and to the ends, where it is always in sight', () =>
    onTable(tableOf(100_000), async (open) => {
      await grid(open).focus();
      await presses(open, 'PageDown');
      const first = Number((await active(open))?.slice('line-'.length));
      assert.ok(first > 10 && first < 40, `a page is ${first} rows`);
      await presses(open, 'PageDown', 'PageDown', 'PageUp');
      assert.equal(await active(open), `line-${2 * first}`);
      await presses(open, 'End');
      await open.settle();
      const [asked] = (await open.sent()).slice(-1) as { detail: { from: number; to: number } }[];
      await open.tell(tableOf(100_000, { from: asked?.detail.from ?? 0, to: 100_000 }));
      assert.equal(await active(open), 'line-99999');
      const box = await line(open, 99_999).boundingBox();
      const view = await grid(open).boundingBox();
      assert.ok(box && view && box.y >= view.y && box.y + box.height <= view.y + view.height + 1);
      await presses(open, 'Home');
      await open.settle();
      await open.tell(tableOf(100_000));
      const top = await line(open, 0).boundingBox();
      const head = await open.page.locator('.head').boundingBox();
      assert.ok(top && head && top.y >= head.y + head.height - 1, 'not behind the heads');
    }));

  test('reads a row cell by cell', () =>
    onTable(tableOf(10), async (open) => {
      await grid(open).focus();
      await presses(open, 'ArrowDown', 'ArrowRight', 'ArrowRight');
      assert.equal(await active(open), 'cell-1-1');
      await presses(open, 'ArrowDown');
      assert.equal(await active(open), 'cell-2-1');
      await presses(open, 'ArrowLeft', 'ArrowLeft');
      assert.equal(await active(open), 'line-2');
    }));

  test('goes to the search and back', () =>
    onTable(tableOf(10), async (open) => {
      await grid(open).focus();
      await presses(open, 'Control+f');
      assert.equal(await open.page.evaluate(() => document.activeElement?.id), 'search');
      await presses(open, 'ArrowDown');
      assert.equal(await open.page.evaluate(() => document.activeElement?.id), 'grid');
    }));

  test('is turned round where lines are written from right to left', () =>
    onTable(
      tableOf(10),
      async (open) => {
        assert.equal(await open.page.evaluate(() => document.documentElement.dir), 'rtl');
        await grid(open).focus();
        await presses(open, 'ArrowLeft');
        assert.equal(await active(open), 'cell-0-0');
      },
      { language: 'he', words: { Numbers: 'Numbers' } },
    ));
});

describe('The mouse in the table', () => {
  test('chooses, opens and asks for menus', () =>
    onTable(tableOf(100), async (open) => {
      const said = since(open);
      await said();
      const at = (place: number, how: string) => ['choose', { at: place, id: `id${place}`, how }];
      await line(open, 2).click();
      await line(open, 4).click({ modifiers: ['Control'] });
      await line(open, 6).click({ modifiers: ['Shift'] });
      await line(open, 8).click({ modifiers: ['Control', 'Shift'] });
      assert.deepEqual(await said(), [at(2, 'only'), at(4, 'toggle'), at(6, 'range'), at(8, 'range-too')]);
      await line(open, 3).dblclick();
      assert.deepEqual((await said()).at(-1), ['open', { at: 3, id: 'id3' }]);
      await line(open, 5).click({ button: 'right' });
      assert.deepEqual(await said(), [at(5, 'only')]);
    }));

  test('a right click leaves what is chosen alone', () =>
    onTable(tableOf(10), async (open) => {
      const told = rows(0, 10).map((one, nth) => (one.type === 'row' ? { ...one, chosen: nth < 3 } : one));
      const chosen = { count: 3, words: '3 selected', can: 'number can:edit' };
      await open.tell(tableOf(10, { lines: { total: 10, from: 0, told }, chosen }));
      const said = since(open);
      await said();
      await line(open, 1).click({ button: 'right' });
      assert.deepEqual(await said(), []);
      const context = async (target: Locator) =>
        JSON.parse((await target.getAttribute('data-vscode-context')) ?? 'null') as unknown;
      const common = {
        webviewSection: 'numbers',
        preventDefaultContextMenuItems: true,
        telnyxTable: 'table 1',
      };
      assert.deepEqual(await context(grid(open)), {
        ...common,
        telnyxItem: 'number can:edit',
        telnyxCount: 3,
      });
      assert.equal(await context(line(open, 1)), null, 'what is chosen speaks with one voice');
      assert.deepEqual(await context(line(open, 5)), {
        ...common,
        telnyxItem: 'number can:edit can:copy-label',
        telnyxCount: 1,
      });
    }));

  test('sorts by a click on a head', () =>
    onTable(tableOf(10), async (open) => {
      const said = since(open);
      await said();
      await open.page.getByRole('columnheader', { name: 'Status' }).click();
      await open.page.getByRole('columnheader', { name: 'Tags' }).click();
      assert.deepEqual(await said(), [['sort', 'status']]);
      const { columns } = tableOf(10);
      const sorted = columns.map((one) =>
        one.id === 'status' ? { ...one, sorted: 'descending' as const } : one,
      );
      await open.tell(tableOf(10, { columns: sorted }));
      const heads = open.page.getByRole('columnheader');
      assert.deepEqual(
        await heads.evaluateAll((found) => found.map((one) => one.getAttribute('aria-sort'))),
        ['none', 'descending', null, null],
      );
      await heads.nth(1).locator('.icon').click();
      assert.deepEqual(await said(), [['sort', 'status']], 'on the arrow as well');
    }));

  test('moves a column by dragging its head, and gives up on Escape', () =>
    onTable(tableOf(10), async (open) => {
      const said = since(open);
      await said();
      await dragged(open, open.page.locator('#head-reference'), -400);
      const order = (await said()).map(([act, detail]) => [
        act,
        (detail as { id: string }[]).map(({ id }) => id),
      ]);
      assert.deepEqual(order, [['arrange', ['number', 'reference', 'status', 'tags']]]);
      const box = await open.page.locator('#head-tags').boundingBox();
      await open.page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 5);
      await open.page.mouse.down();
      await open.page.mouse.move(30, (box?.y ?? 0) + 5);
      await presses(open, 'Escape');
      await open.page.mouse.up();
      assert.deepEqual(await said(), []);
    }));

  test('makes a column wider at its edge', () =>
    onTable(tableOf(10), async (open) => {
      const said = since(open);
      await said();
      await dragged(open, open.page.locator('#head-status'), 40, 'end');
      const [[act, detail] = []] = await said();
      assert.equal(act, 'arrange');
      assert.deepEqual(
        (detail as { width: number }[]).map(({ width }) => width),
        [150, 190, 150, 150],
      );
    }));
});

describe('The heads of the columns', () => {
  test('sort, move and resize by keys, one of them on the way of the Tab key', () =>
    onTable(tableOf(10), async (open) => {
      const said = since(open);
      await said();
      const heads = open.page.getByRole('columnheader');
      assert.deepEqual(await heads.evaluateAll((found) => found.map((one) => one.getAttribute('tabindex'))), [
        '0',
        '-1',
        '-1',
        '-1',
      ]);
      await heads.first().focus();
      await presses(open, 'ArrowRight', 'Enter');
      assert.deepEqual(await said(), [['sort', 'status']]);
      await presses(open, 'Shift+ArrowRight');
      const [[, resized] = []] = await said();
      assert.deepEqual(
        (resized as { width: number }[]).map(({ width }) => width),
        [150, 166, 150, 150],
      );
      await presses(open, 'Alt+ArrowRight');
      const [[, moved] = []] = await said();
      assert.deepEqual(
        (moved as { id: string }[]).map(({ id }) => id),
        ['number', 'tags', 'status', 'reference'],
      );
    }));
});

describe('The search of the table page', () => {
  test('tells every change, and keeps what is typed until all of it was heard', () =>
    onTable(tableOf(100), async (open) => {
      const said = since(open);
      await said();
      const box = open.page.getByRole('searchbox', { name: 'Search Numbers' });
      await box.pressSequentially('312');
      assert.deepEqual(await said(), [
        ['search', { text: '3', nth: 1 }],
        ['search', { text: '31', nth: 2 }],
        ['search', { text: '312', nth: 3 }],
      ]);
      await open.tell(tableOf(50, { search: { text: '3', heard: 1 } }));
      assert.equal(await box.inputValue(), '312', 'an answer to what was typed before does not disturb');
      await open.tell(tableOf(5, { search: { text: '312', heard: 3 }, counted: '5 of 100' }));
      assert.match(await open.page.getByRole('status').innerText(), /5 of 100 numbers/);
      await open.tell(tableOf(100, { search: { text: '', heard: 3 } }));
      assert.equal(await box.inputValue(), '', 'cleared elsewhere');
    }));

  test('goes on counting where the page before stopped', () =>
    onTable(tableOf(100, { search: { text: 'sup', heard: 7 } }), async (open) => {
      const said = since(open);
      await said();
      const box = open.page.getByRole('searchbox');
      assert.equal(await box.inputValue(), 'sup');
      await box.press('End');
      await box.press('p');
      assert.deepEqual(await said(), [['search', { text: 'supp', nth: 8 }]]);
      await box.press('Escape');
      assert.deepEqual(await said(), [['search', { text: '', nth: 9 }]]);
    }));
});

describe('What is in force', () => {
  test('is named, each part with a way to take it back', () => {
    const filters = [
      { field: 'tag', words: 'tag is support' },
      { field: 'status', words: 'status is active' },
    ];
    return onTable(tableOf(37, { filters, grouped: 'by type', counted: '37 of 4,812' }), async (open) => {
      const said = since(open);
      await said();
      await open.page.getByRole('button', { name: 'status is active' }).click();
      await open.page.getByRole('button', { name: 'by type' }).click();
      await open.page.getByRole('button', { name: 'Clear Filters' }).click();
      await open.page.getByRole('button', { name: 'Save Search…' }).click();
      assert.deepEqual(await said(), [
        ['unfilter', 'status'],
        ['ungroup', undefined],
        ['clear', undefined],
        ['ask', 'save'],
      ]);
    });
  });

  test('groups unfold by mouse and keys', () => {
    const group = { type: 'group', value: '=active', name: 'active', count: '2', open: true } as const;
    const told = [group, row(1), row(2), { ...group, value: '=x', name: 'x', count: '9', open: false }];
    const state = tableOf(4, { grouped: 'by status', lines: { total: 4, from: 0, told } });
    return onTable(state, async (open) => {
      const said = since(open);
      await said();
      const tree = open.page.getByRole('treegrid', { name: 'Numbers' });
      assert.deepEqual(
        await tree.locator('[aria-expanded]').evaluateAll((all) => all.map((one) => one.ariaExpanded)),
        ['true', 'false'],
      );
      await line(open, 0).click();
      await grid(open).focus();
      await presses(open, 'End', 'ArrowRight', 'Enter', 'ArrowLeft');
      assert.deepEqual(await said(), [
        ['fold', { value: '=active', open: false }],
        ['fold', { value: '=x', open: true }],
        ['fold', { value: '=x', open: true }],
      ]);
    });
  });

  test('what is chosen is counted, copied, and has a menu without a mouse', () => {
    const chosen = { count: 3, words: '3 selected', can: 'number can:edit' };
    return onTable(tableOf(10, { chosen }), async (open) => {
      assert.match(await open.page.getByRole('status').innerText(), /3 selected/);
      const said = since(open);
      await said();
      await open.page.getByRole('button', { name: 'Copy', exact: true }).click();
      await open.page.getByRole('button', { name: 'Copy Rows' }).click();
      assert.deepEqual(await said(), [
        ['copy', 'numbers'],
        ['copy', 'rows'],
      ]);
      await open.page.evaluate(() => {
        document.addEventListener('contextmenu', ({ target }) => {
          document.title = target instanceof Element ? target.id : '';
        });
      });
      await open.page.getByRole('button', { name: 'More…' }).click();
      assert.equal(await open.page.title(), 'grid');
    });
  });
});

describe('The table page when there is nothing to show', () => {
  test('says that another account is open', () =>
    onTable(tableOf(0, { closed: 'The account "A" is not open.' }), async (open) => {
      assert.match(await open.page.locator('main').innerText(), /The account "A" is not open\./);
      assert.equal(await grid(open).count(), 0);
    }));

  test('tells an empty account from a search that finds nothing', () =>
    onTable(tableOf(0, { empty: 'account' }), async (open) => {
      assert.match(await open.page.locator('.empty-state').innerText(), /no numbers/);
      await open.tell(tableOf(0, { empty: 'query', search: { text: 'x', heard: 0 } }));
      assert.match(await open.page.locator('.empty-state').innerText(), /No number matches/);
      const said = since(open);
      await said();
      await open.page.locator('.empty-ways').getByRole('button', { name: 'Clear Filters' }).click();
      assert.deepEqual(await said(), [['clear', undefined]]);
    }));

  test('tells a failure beside the rows that are there, with Retry', () => {
    const failure = { sentence: 'The server did not answer.', requestId: 'r1', repair: 'show-log' as const };
    return onTable(tableOf(250, { failure, warnings: ['Some may be missing.'] }), async (open) => {
      const said = since(open);
      await said();
      const alert = open.page.getByRole('alert');
      assert.match(await alert.innerText(), /did not answer.*r1/s);
      await alert.getByRole('button', { name: 'Retry' }).click();
      await alert.getByRole('button', { name: 'Show Log' }).click();
      assert.deepEqual(await said(), [
        ['retry', undefined],
        ['repair', 'show-log'],
      ]);
      assert.match(await open.page.locator('.banner.warning').innerText(), /Some may be missing/);
      assert.ok((await drawn(open)).length > 10);
    });
  });
});

describe('The place in the table', () => {
  test('is found again by a page that comes back, also when rows come in little by little', () =>
    onPage(
      async (open) => {
        const reading = { words: 'searched 250', stopped: false };
        await open.tell(tableOf(250, { reading }));
        assert.equal(await grid(open).evaluate((element) => element.scrollTop), 0);
        await open.tell(tableOf(100_000));
        await open.settle();
        assert.equal(await grid(open).evaluate((element) => element.scrollTop), 22_000);
        assert.equal(await active(open), 'line-1010');
        await open.tell(tableOf(100_000, { from: 900, to: 1300 }));
        const { restore } = tableOf(1);
        assert.deepEqual(await open.kept(), { ...restore, top: 22_000, at: 1010 });
      },
      { kept: { top: 22_000, at: 1010 } },
    ));

  test('is the beginning where what was kept makes no sense', () =>
    onPage(
      async (open) => {
        await open.tell(tableOf(10));
        assert.equal(await active(open), 'line-0');
      },
      { kept: { top: 'far', at: -7 } },
    ));
});

describe('The looks of the table page', () => {
  for (const theme of ['dark', 'light', 'highContrast', 'highContrastLight'] as const satisfies ThemeName[]) {
    test(`${theme}: nothing but the grid scrolls, and what is chosen is seen`, () => {
      const told = rows(0, 60).map((one, nth) =>
        one.type === 'row'
          ? { ...one, chosen: nth > 2 && nth < 6, tone: nth % 5 === 0 ? ('bad' as const) : one.tone }
          : one,
      );
      const chosen = { count: 3, words: '3 selected', can: '' };
      const filters = [{ field: 'tag', words: 'tag is support' }];
      const state = tableOf(60, {
        lines: { total: 60, from: 0, told },
        chosen,
        filters,
        counted: '60 of 4,812',
      });
      return onTable(
        state,
        async (open) => {
          await grid(open).focus();
          await presses(open, 'Control+ArrowDown', 'Control+ArrowDown');
          await open.picture(`table-${theme}`);
          assert.ok(await open.page.evaluate(() => document.documentElement.scrollHeight <= innerHeight));
          const paint = (at: number) =>
            line(open, at).evaluate((element) => {
              const { backgroundColor, outlineStyle, outlineColor } = getComputedStyle(element);
              return [backgroundColor, outlineStyle, outlineColor].join(' ');
            });
          assert.notEqual(await paint(3), await paint(8));
        },
        { theme, width: 760, height: 420 },
      );
    });
  }

  test('a narrow editor keeps every control, and wide columns scroll with their heads', () =>
    onTable(
      tableOf(50),
      async (open) => {
        assert.ok(await open.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
        await grid(open).evaluate((element) => element.scrollTo(200, 0));
        await open.settle();
        const head = await open.page.locator('#head-reference').boundingBox();
        const cell = await open.page.locator('#cell-0-3').boundingBox();
        assert.equal(head?.x, cell?.x);
        await open.picture('table-narrow');
      },
      { width: 420 },
    ));
});
