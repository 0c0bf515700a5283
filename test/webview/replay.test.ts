import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ReplayPage } from '../../src/core/protocol/replay.ts';
import type { SignaturePage } from '../../src/core/protocol/signature.ts';
import { acts } from './lib/acts.ts';
import { themes, type ThemeName } from './lib/themes.ts';
import { visiting, type Visit } from './lib/visiting.ts';

const visits = { replay: visiting('replay'), signature: visiting('signature') };

const on = (page: keyof typeof visits, ...visit: Parameters<Visit>) => visits[page](...visit);

const hostile = '<img src=x onerror=alert(1)> \u202e \u001b[31m';
const draft: ReplayPage['draft'] = {
  url: 'http://localhost:3000/telnyx/calls',
  method: 'POST',
  headers: [
    { name: 'Content-Type', value: 'application/json' },
    { name: 'User-Agent', value: 'telnyx-webhooks' },
    { name: 'X Wrong', value: hostile },
  ],
  body: '{"data":{"event_type":"call.hangup","payload":{"to":"+13125550001"}}}\r\n',
  signing: 'test',
};

const replay = (more: Partial<ReplayPage> = {}): ReplayPage => ({
  title: 'call.hangup',
  account: 'Northwind',
  heard: 0,
  draft,
  notes: ['Telnyx keeps the event, not the bytes it sent.'],
  complaints: [{ at: 2, sentence: 'A name of a header has letters, digits and - only.' }],
  testKey: '/cOAnLqBRTaRZttJJL1cCbHLEwygTuIDTx770XVy0ok=',
  sending: false,
  canReset: true,
  sends: [
    { id: 2, tone: 'good', words: '14:03:31 · HTTP 200 · 9 ms' },
    { id: 1, tone: 'bad', words: '14:03:20 · HTTP 500 · 12 ms' },
  ],
  chosen: 2,
  steps: [
    {
      line: 'POST http://localhost:3000/telnyx/calls',
      status: 'HTTP 307 · 3 ms',
      headers: [],
      sent: [],
      body: { note: 'empty' },
    },
    {
      line: 'POST http://localhost:3000/new',
      status: 'HTTP 200 OK · 6 ms',
      headers: [{ name: 'Content-Type', value: 'text/plain' }],
      sent: [{ name: 'Telnyx-Timestamp', value: '1790000000' }],
      body: { note: '96 bytes', text: `thanks\n${hostile}` },
    },
  ],
  problem: 'The redirect to http://evil.example was not followed.',
  restore: { title: 'call.hangup', account: 'Northwind', notes: [], draft, lost: [] },
  ...more,
});

const signature = (more: Partial<SignaturePage> = {}): SignaturePage => ({
  title: 'call.hangup',
  heard: 0,
  draft: { body: '{"a": 1}', headers: 'Telnyx-Timestamp: 1', key: 'abc=' },
  notes: [],
  result: {
    tone: 'bad',
    sentence: 'The check fails.',
    findings: [
      { outcome: 'good', sentence: 'Both headers are there.' },
      { outcome: 'unknown', sentence: hostile },
      {
        outcome: 'bad',
        sentence:
          'The signature holds over the same JSON without spaces between its parts, not over this body.',
      },
    ],
    difference: {
      place: 'The first difference is after 5 characters.',
      given: '"{\\"a\\": 1}"',
      signed: '"{\\"a\\":1}"',
    },
  },
  account: { name: 'Northwind', kept: false },
  snippet: 'import Telnyx from "telnyx";\n',
  restore: { title: '', draft: { body: '', headers: '', key: '' }, candidates: [] },
  ...more,
});

describe('The page of a replay', () => {
  test('sends what stands there, by button and by Enter, and only then', () =>
    on('replay', async (open) => {
      await open.tell(replay());
      const url = open.page.getByLabel('URL');
      await url.fill('http://localhost:4000/');
      await url.press('Enter');
      await open.page.getByRole('button', { name: 'Send', exact: true }).click();
      const sent = (await acts(open)).filter(([act]) => act !== 'edit');
      assert.deepEqual(
        sent.map(([act]) => act),
        ['send', 'send'],
      );
      for (const [, detail] of sent)
        assert.deepEqual((detail as { draft: unknown }).draft, { ...draft, url: 'http://localhost:4000/' });
    }));

  test('sends once by a double click, and stops nothing by it where the button has become another', () =>
    on('replay', async (open) => {
      await open.tell(replay());
      const { page } = open;
      const button = (name: string) => page.getByRole('button', { name, exact: true });
      const sent = async () => (await acts(open)).map(([act]) => act);
      await button('Send').dblclick();
      assert.deepEqual(await sent(), ['send']);
      // The second click of another one, which comes after the answer to the first.
      await button('Send').click();
      await open.tell(replay({ sending: true }));
      await button('Stop').hover();
      const second = async () => {
        await page.mouse.down({ clickCount: 2 });
        await page.mouse.up({ clickCount: 2 });
      };
      await second();
      await open.tell(replay());
      await button('Send').hover();
      await second();
      assert.deepEqual(await sent(), ['send', 'send']);
      await open.tell(replay({ sending: true }));
      await button('Stop').click();
      assert.deepEqual(await sent(), ['send', 'send', 'stop'], 'a press of its own is meant');
    }));

  test('shows what is typed until the extension has heard it', () =>
    on('replay', async (open) => {
      await open.tell(replay());
      await open.page.getByLabel('Value of header 1').fill('text/plain');
      await open.tell(replay({ sending: true }));
      assert.equal(await open.page.getByLabel('Value of header 1').inputValue(), 'text/plain');
      await open.page.getByRole('button', { name: 'Stop' }).waitFor();
      await open.tell(replay({ heard: Date.now() + 1000, draft: { ...draft, headers: [] } }));
      assert.equal(await open.page.getByLabel('Value of header 1').count(), 0);
      assert.deepEqual(await open.kept(), replay().restore);
    }));

  test('adds and removes headers, complains at the field, and runs nothing of what is shown', () =>
    on('replay', async (open) => {
      await open.tell(replay());
      const { page } = open;
      assert.equal(await page.getByLabel('Name of header 3').getAttribute('aria-invalid'), 'true');
      await page.getByRole('button', { name: 'Remove header 3' }).click();
      await page.getByRole('button', { name: 'Add Header' }).click();
      const last = (await acts(open)).at(-1)?.[1] as { draft: ReplayPage['draft'] };
      assert.deepEqual(
        last.draft.headers.map(({ name }) => name),
        ['Content-Type', 'User-Agent', ''],
      );
      assert.equal(await page.locator('img').count(), 0);
      assert.match(await page.locator('pre').innerText(), /<img[^]*\[U\+202E\]/);
      await page.getByRole('button', { name: /HTTP 500/ }).click();
      assert.deepEqual((await acts(open)).at(-1), ['choose', 1]);
    }));
});

describe('The page of a signature', () => {
  test('checks what stands there and tells what it found', () =>
    on('signature', async (open) => {
      await open.tell(signature());
      const { page } = open;
      await page.getByText('The check fails.').waitFor();
      await page.getByLabel('Body').fill('{"a":1}');
      await page.getByRole('button', { name: 'Check', exact: true }).click();
      const [act, detail] = (await acts(open)).at(-1) ?? [];
      assert.equal(act, 'check');
      assert.deepEqual((detail as { draft: unknown }).draft, { ...signature().draft, body: '{"a":1}' });
      await page.getByText('Keep for Northwind').click();
      await page.getByRole('button', { name: 'Copy Code' }).click();
      assert.deepEqual((await acts(open)).slice(-2), [['keep', true], ['copy']]);
      assert.equal(await page.locator('img').count(), 0);
    }));
});

for (const theme of Object.keys(themes) as ThemeName[])
  for (const width of [480, 1000])
    for (const [name, state] of [
      ['replay', replay()],
      ['signature', signature()],
    ] as const)
      test(`The page "${name}" stays within ${String(width)} pixels, in the theme "${theme}"`, () =>
        on(
          name,
          async (open) => {
            await open.tell(state);
            assert.ok(await open.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
            await open.picture(`${name}-${theme}-${String(width)}`);
          },
          { theme, width },
        ));
