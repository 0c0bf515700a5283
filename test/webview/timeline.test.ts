import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TimelineLine, TimelinePage } from '../../src/core/protocol/timeline.ts';
import type { OpenPage } from './lib/harness.ts';
import { visiting } from './lib/visiting.ts';

const onPage = visiting('timeline');

const hostile = '<img src=x onerror=alert(1)> [U+202E]';

const entry = (nth: number): TimelineLine => ({
  type: 'entry',
  key: `audit/${String(nth)}`,
  source: 'audit',
  time: '2:03 PM',
  title: `tags: [] → ${hostile} ${String(nth)}`,
  detail: 'Audit log · updated · account owner',
  tone: 'plain',
  spoken: `tags ${String(nth)}, Audit log`,
});

const begin: readonly TimelineLine[] = [
  { type: 'day', key: 'day/2026-11-22', label: 'Sunday, November 22, 2026' },
  {
    type: 'entry',
    key: 'delivery/d1',
    source: 'delivery',
    time: '2:03 PM',
    title: 'message.received',
    detail: 'Webhook deliveries · failed · HTTP 503',
    tone: 'bad',
    spoken: 'message.received, failed',
  },
  { type: 'gap', key: 'gap/delivery', label: 'Webhook deliveries: not read before Nov 22', further: true },
  { type: 'quiet', key: 'quiet/2026-11-01', label: 'Nothing is known of 20 days' },
];

function state(more: Partial<TimelinePage> = {}, count = 6, from = 0): TimelinePage {
  const all = [...begin, ...Array.from({ length: Math.max(0, count - 4) }, (_, nth) => entry(nth))];
  return {
    title: '+13125550101',
    account: 'Northwind',
    busy: false,
    sources: [
      { name: 'audit', label: 'Audit log', shown: true, words: '12 entries' },
      { name: 'delivery', label: 'Webhook deliveries', shown: false, words: '' },
    ],
    notes: ['Since Oct 23, read at 2:10 PM.'],
    canGoBack: true,
    lines: { total: count, from, rows: all.slice(from, from + 200) },
    active: 0,
    restore: {
      profile: 'p',
      account: 'Northwind',
      phoneNumber: '+13125550101',
      shown: ['audit'],
      span: 0,
    },
    ...more,
  };
}

interface Sent {
  readonly act?: string;
  readonly detail?: unknown;
}
const acts = async (open: OpenPage) =>
  ((await open.sent()) as readonly Sent[]).flatMap(({ act, detail }) =>
    act === undefined || act === 'look' ? [] : [[act, ...(detail === undefined ? [] : [detail])]],
  );

describe('The timeline page', () => {
  test('shows days, what happened, what was not read, and nothing of the account as markup', () =>
    onPage(async (open) => {
      await open.tell(state());
      const { page } = open;
      assert.equal(await page.getByRole('option').count(), 6);
      assert.match(await page.locator('#line-1').innerText(), /message\.received[^]*HTTP 503/);
      assert.equal(
        await page.locator('#line-2').getAttribute('aria-label'),
        'Webhook deliveries: not read before Nov 22. Press Enter to read further.',
      );
      assert.equal(await page.locator('img').count(), 0);
      assert.match(await page.locator('footer').innerText(), /Since Oct 23/);
    }));

  test('is read by keyboard: arrows move, Enter opens, and no press is lost', () =>
    onPage(async (open) => {
      await open.tell(state());
      const { page } = open;
      await page.locator('#lines').focus();
      for (const key of ['ArrowDown', 'ArrowDown', 'End', 'Home']) await page.keyboard.press(key);
      await open.tell(state({ active: 1 }));
      assert.equal(await page.locator('#lines').getAttribute('aria-activedescendant'), 'line-1');
      await page.keyboard.press('Enter');
      assert.deepEqual(await acts(open), [
        ['move', 1],
        ['move', 1],
        ['move', 6],
        ['move', -6],
        ['open', 'delivery/d1'],
      ]);
    }));

  test('is read by mouse: an entry opens, a gap is read on, older is loaded, sources come and go', () =>
    onPage(async (open) => {
      await open.tell(state());
      const { page } = open;
      await open.tell(state({ busy: true }));
      await open.tell(state());
      await page.locator('#line-4').click();
      await page.locator('#line-2').click();
      await page.getByRole('button', { name: 'Load Older' }).click();
      await page.getByRole('checkbox', { name: 'Webhook deliveries' }).click();
      await page.getByRole('button', { name: 'Refresh' }).click();
      assert.deepEqual(await acts(open), [
        ['open', 'audit/0'],
        ['open', 'gap/delivery'],
        ['older'],
        ['show', { source: 'delivery', shown: true }],
        ['refresh'],
      ]);
    }));

  test('draws only the lines in sight of many, and asks for those it does not know', () =>
    onPage(async (open) => {
      await open.tell(state({}, 10_000));
      const { page } = open;
      assert.ok((await page.getByRole('option').count()) < 120);
      await open.tell(state({ active: 9_999 }, 10_000));
      await open.settle();
      const looked = ((await open.sent()) as readonly Sent[]).filter(({ act }) => act === 'look').at(-1);
      assert.ok(typeof looked?.detail === 'object' && looked.detail !== null && 'to' in looked.detail);
      assert.equal(looked.detail.to, 10_000);
    }));

  test('tells a failure by its source, and what it looks back from', () =>
    onPage(async (open) => {
      const failure = { sentence: 'Telnyx did not answer.' };
      await open.tell(
        state({
          before: 'What came before message.received of Nov 22, 2:03 PM.',
          sources: [{ name: 'job', label: 'Jobs', shown: true, words: 'not read', failure }],
        }),
      );
      const { page } = open;
      assert.match(await page.getByRole('alert').innerText(), /Jobs: Telnyx did not answer\./);
      await page.getByRole('button', { name: 'Retry' }).click();
      await page.getByRole('button', { name: 'Show Everything' }).click();
      assert.deepEqual(await acts(open), [['further', 'job'], ['everything']]);
    }));

  test('says that its account is not open, and that nothing is known', () =>
    onPage(async (open) => {
      await open.tell(
        state({ closed: 'The account "Northwind" is not open.', sources: [], canGoBack: false }, 0),
      );
      const { page } = open;
      assert.match(await page.locator('main').innerText(), /is not open/);
      assert.equal(await page.getByRole('button', { name: 'Load Older' }).count(), 0);
      await open.tell(state({ lines: { total: 0, from: 0, rows: [] } }, 0));
      assert.match(await page.locator('main').innerText(), /Nothing is known of this time\./);
    }));
});
