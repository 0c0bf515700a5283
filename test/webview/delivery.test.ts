import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { BodyText, DeliveryPage } from '../../src/core/protocol/delivery.ts';
import { acts } from './lib/acts.ts';
import { themes, type ThemeName } from './lib/themes.ts';
import { visiting } from './lib/visiting.ts';

const onDelivery = visiting('delivery');

const hostile = '<img src=x onerror=alert(1)> \u202e \u001b[31m';
const bodyOf = (kind: BodyText['kind'], text?: string): BodyText => ({
  kind,
  note: '10,240 bytes',
  masked: false,
  ...(text !== undefined && { text }),
});

const event = JSON.stringify({
  data: {
    id: 'e1',
    event_type: 'call.hangup',
    payload: { to: '+13125550001', legs: [1, null], text: hostile },
  },
});

const delivery = (more: Partial<DeliveryPage> = {}): DeliveryPage => ({
  title: 'call.hangup',
  account: 'Northwind',
  status: 'failed',
  facts: [
    { label: 'Started', value: '2026-11-22 14:03', known: true },
    { label: 'ID', value: '0ccc7b54-4df3-4bca-a65a-3da1ecc777f0', known: true },
  ],
  busy: false,
  attempts: [
    {
      number: 1,
      tone: 'bad',
      outcome: 'failed · HTTP 503',
      started: '14:03',
      took: '250 ms',
    },
    {
      number: 2,
      tone: 'bad',
      outcome: `failed · no answer · ${hostile}`,
      started: '14:03',
      took: '10.0 s',
      gap: '5.0 s',
      other: 'other URL',
    },
  ],
  chosen: 2,
  why: ['No answer came from your server.', 'Check that the address can be reached from the internet.'],
  looksBack: true,
  request: {
    title: 'POST https://hooks.northwind.example/telnyx/calls',
    headers: [{ name: 'Content-Type', value: 'application/json' }, { name: 'Telnyx-Signature-Ed25519' }],
    body: bodyOf('json', event),
  },
  answer: {
    title: 'HTTP 503',
    headers: [{ name: 'Server', value: 'nginx' }],
    body: bodyOf('text', `<html>${hostile}</html>`),
  },
  secrets: true,
  revealed: false,
  payload: [
    { label: 'To', value: '+13125550001', known: true },
    { label: 'legs', value: '[1,null]', known: false },
  ],
  restore: { profile: 'p', account: 'Northwind', id: 'd1' },
  ...more,
});

describe('The page of a delivery', () => {
  test('shows attempts, both sides of one and what happened, and runs nothing of it', () =>
    onDelivery(async (open) => {
      await open.tell(delivery());
      const { page } = open;
      assert.equal(await page.locator('.attempts li').count(), 2);
      await page.getByText('5.0 s later').waitFor();
      await page.getByText('Check that the address can be reached').waitFor();
      assert.equal(await page.locator('img').count(), 0);
      assert.match(await page.locator('pre').innerText(), /<img[^]*\[U\+202E\][^]*␛\[31m/);
      assert.deepEqual(await open.kept(), delivery().restore);
    }));

  test('says why above everything else, and its verbs are reached by Tab', () =>
    onDelivery(async (open) => {
      await open.tell(delivery());
      const { page } = open;
      const top = async (selector: string) => (await page.locator(selector).boundingBox())?.y ?? NaN;
      assert.match(await page.locator('.why').innerText(), /^Why attempt 2 failed\s+No answer came/);
      assert.ok((await top('.why')) < (await top('.attempts')));
      for (const name of ['Replay…', 'Check Signature…', 'What Changed Before…']) {
        await page.keyboard.press('Tab');
        assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), name);
      }
      await open.tell(delivery({ why: [], looksBack: false, attempts: delivery().attempts.slice(0, 1) }));
      assert.equal(await page.locator('.why').count(), 0);
      assert.equal(await page.getByRole('button', { name: 'What Changed Before…' }).isDisabled(), true);
      assert.equal(await page.getByRole('button', { name: 'Compare Attempts…' }).count(), 0);
    }));

  test('has its verbs on one line beside a sidebar', () =>
    onDelivery(
      async (open) => {
        await open.tell(delivery());
        const verbs = open.page.getByRole('toolbar').getByRole('button');
        const tops = new Set(
          await verbs.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top)),
        );
        assert.equal(tops.size, 1);
      },
      // What a window of 1280 pixels leaves.
      { width: 920 },
    ));

  test('folds JSON by keyboard', () =>
    onDelivery(async (open) => {
      await open.tell(delivery());
      const first = open.page.locator('.json details').first();
      assert.equal(await first.getAttribute('open'), '');
      await first.locator('summary').first().focus();
      await open.page.keyboard.press('Enter');
      assert.equal(await first.getAttribute('open'), null);
      await open.page.keyboard.press(' ');
      assert.equal(await first.getAttribute('open'), '');
    }));

  test('asks for what a person chooses, and shows a secret only when it was told', () =>
    onDelivery(async (open) => {
      await open.tell(delivery());
      const { page } = open;
      await page.getByLabel('hidden').waitFor();
      await page.getByRole('button', { name: /Attempt 1/ }).click();
      for (const name of [
        'Reveal Secrets',
        'Replay…',
        'Check Signature…',
        'What Changed Before…',
        'Copy as curl…',
        'Save as Fixture…',
        'Compare Attempts…',
        'Open as JSON',
      ])
        await page.getByRole('button', { name }).click();
      await page.getByRole('button', { name: 'Copy Body' }).nth(1).click();
      assert.deepEqual(await acts(open), [
        ['choose', { attempt: 1 }],
        ['reveal', true],
        ['replay'],
        ['signature'],
        ['lookBack'],
        ['curl'],
        ['fixture'],
        ['compare'],
        ['json'],
        ['copyBody', 'answer'],
      ]);
    }));

  test('draws bodies of 10 kB of every kind', () =>
    onDelivery(async (open) => {
      const wide = JSON.stringify(Array.from({ length: 2000 }, (_, at) => at));
      const bodies = [
        bodyOf('json', '['.repeat(5000) + ']'.repeat(5000)),
        bodyOf('json', wide),
        bodyOf('text', hostile.repeat(200)),
        bodyOf('text', '\u0007'.repeat(10_240)),
        bodyOf('binary'),
        bodyOf('empty'),
      ];
      for (const body of bodies) {
        await open.tell(delivery({ answer: { title: 'HTTP 500', headers: [], body } }));
        await open.page.locator('[aria-labelledby="answer"]').getByText('10,240 bytes').waitFor();
      }
      await open.tell(delivery({ answer: { title: 'HTTP 200', headers: [], body: bodyOf('json', wide) } }));
      assert.match(await open.page.locator('main').innerText(), /\(1800 more entries\)/);
    }));

  test('says when no answer came, and when the delivery is gone or cannot be read', () =>
    onDelivery(async (open) => {
      const rest: Partial<DeliveryPage> = delivery({
        notice: 'It is gone.',
        failure: { sentence: 'Offline.' },
      });
      delete (rest as { answer?: unknown }).answer;
      await open.tell(rest);
      await open.page.getByText('No answer came.', { exact: true }).waitFor();
      await open.page.getByText('It is gone.').waitFor();
      await open.page.getByRole('button', { name: 'Retry' }).click();
      assert.deepEqual(await acts(open), [['retry']]);
    }));

  for (const theme of Object.keys(themes) as ThemeName[])
    for (const width of [480, 1100])
      test(`stays within ${width} pixels, in the theme "${theme}"`, () =>
        onDelivery(
          async (open) => {
            await open.tell(delivery());
            assert.ok(await open.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
            await open.picture(`delivery-${theme}-${String(width)}`);
          },
          { theme, width },
        ));
});
