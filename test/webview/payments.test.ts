import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { RechargePage } from '../../src/core/protocol/recharge.ts';
import type { TopUpPage } from '../../src/core/protocol/topUp.ts';
import { acts } from './lib/acts.ts';
import { themes, type ThemeName } from './lib/themes.ts';
import { visiting, type Visit } from './lib/visiting.ts';
import { hostile } from './number-states.ts';

const visits = { topUp: visiting('topUp'), recharge: visiting('recharge') };

const on = (page: keyof typeof visits, ...visit: Parameters<Visit>) => visits[page](...visit);

const topUp = (more: Partial<TopUpPage> = {}): TopUpPage => ({
  account: 'Northwind',
  balance: '1284.37 USD',
  currency: 'The amount is in the currency of the account: US dollars (USD).',
  amount: { id: 'amount', value: '120.50', errors: [] },
  again: { id: 'again', value: '120.50', errors: [] },
  spoken: { words: '120.50 US dollars (USD)', parts: '120 before the point, 50 behind it' },
  pay: 'Pay 120.50 USD',
  canPay: true,
  busy: 'no',
  elsewhere: [],
  turn: 4,
  heard: 0,
  restore: { profile: 'test', account: 'Northwind', amount: '120.50' },
  ...more,
});

const unclear: TopUpPage['payment'] = {
  tone: 'warning',
  title: 'A payment of 120.50 USD may have been charged; check before trying again.',
  sentences: [
    `The connection broke off. ${hostile}`,
    'The balance is higher by exactly this amount: it has probably been charged.',
  ],
  facts: [
    { label: 'Balance before', value: '1284.37 USD' },
    { label: 'Balance after', value: '1404.87 USD' },
  ],
  open: true,
};

const elsewhere: TopUpPage['elsewhere'][number] = {
  id: 'twin 3',
  title: `A payment of 7.00 USD from the account "${hostile}" here may have been charged.`,
  sentences: ['Both accounts are reached at the same address, so they may be one account at Telnyx.'],
};

describe('The page for topping up', () => {
  test('pays by its button only, with the turn it was drawn for', () =>
    on('topUp', async (open) => {
      await open.tell(topUp());
      const { page } = open;
      await page.locator('#control-again').locator('input').press('Enter');
      assert.deepEqual(await acts(open), []);
      await page.getByRole('button', { name: 'Pay 120.50 USD' }).dblclick();
      assert.deepEqual(await acts(open), [
        ['pay', { turn: 4 }],
        ['pay', { turn: 4 }],
      ]);
      await open.tell(topUp({ canPay: false }));
      await page.getByRole('button', { name: 'Pay 120.50 USD' }).click({ force: true });
      assert.equal((await acts(open)).length, 2);
    }));

  test('sends what is typed before the button that is pressed next', () =>
    on('topUp', async (open) => {
      await open.tell(topUp());
      const { page } = open;
      await page.locator('#control-amount').locator('input').fill('7.00');
      await page.getByRole('button', { name: 'Pay 120.50 USD' }).click();
      const [[edit, detail] = [], [pay] = []] = await acts(open);
      assert.equal(edit, 'edit');
      assert.equal((detail as { value: string }).value, '7.00');
      assert.equal(pay, 'pay');
    }));

  test('shows an open payment from another account, and hands on what a person says of it', () =>
    on('topUp', async (open) => {
      await open.tell(topUp({ elsewhere: [elsewhere], canPay: false }));
      const { page } = open;
      assert.match(await page.getByRole('alert').innerText(), /\[U\+202E\][^]*one account at Telnyx/);
      assert.equal(await page.locator('img').count(), 0);
      await page.getByRole('button', { name: 'I Have Checked It' }).click();
      await page.getByRole('button', { name: 'It Is from Another Account' }).click();
      assert.deepEqual(await acts(open), [
        ['liftElsewhere', { id: 'twin 3' }],
        ['unrelated', { id: 'twin 3' }],
      ]);
    }));

  test('shows a payment whose outcome is open in place of the form, with what is known', () =>
    on('topUp', async (open) => {
      await open.tell(topUp({ payment: unclear, canPay: false }));
      const { page } = open;
      assert.match(
        await page.getByRole('alert').innerText(),
        /may have been charged[^]*\[U\+202E\][^]*1404\.87 USD/,
      );
      assert.equal(await page.locator('img').count(), 0);
      assert.equal(await page.locator('vscode-text-field').count(), 0);
      await page.getByRole('button', { name: 'Check Balance Again' }).click();
      await page.getByRole('button', { name: 'I Have Checked' }).click();
      assert.deepEqual(await acts(open), [['look'], ['lift']]);
    }));

  test('keeps the amount over a reload, and never its repetition', () =>
    on('topUp', async (open) => {
      await open.tell(topUp());
      assert.deepEqual(await open.kept(), topUp().restore);
    }));

  for (const theme of Object.keys(themes) as ThemeName[])
    test(`stays within its width, in the theme "${theme}"`, () =>
      on(
        'topUp',
        async (open) => {
          await open.tell(topUp());
          await open.picture(`top-up-${theme}`);
          await open.tell(topUp({ elsewhere: [elsewhere], canPay: false }));
          assert.ok(await open.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
          await open.picture(`top-up-elsewhere-${theme}`);
          await open.tell(topUp({ payment: unclear }));
          assert.ok(await open.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
          await open.picture(`top-up-unclear-${theme}`);
        },
        { theme, width: 480 },
      ));
});

const recharge = (more: Partial<RechargePage> = {}): RechargePage => ({
  account: 'Northwind',
  busy: false,
  fields: [
    {
      id: 'enabled',
      label: 'Recharge automatically',
      help: 'Whether Telnyx charges by itself.',
      kind: 'switch',
      clearable: false,
      value: true,
      errors: [],
    },
    {
      id: 'threshold_amount',
      label: 'Threshold',
      help: 'A payment is made below this.',
      kind: 'text',
      clearable: false,
      value: '250.00',
      change: { before: '200.00', after: '250.00' },
      errors: [],
    },
    {
      id: 'recharge_amount',
      label: 'Amount',
      help: 'How much.',
      kind: 'text',
      clearable: false,
      value: '600.00',
      conflict: { base: '500.00', theirs: '700.00', mine: '600.00' },
      errors: [`Too small. ${hostile}`],
    },
    {
      id: 'preference',
      label: 'Payment method',
      help: 'What is charged.',
      kind: 'enum',
      options: [
        { value: 'credit_paypal', label: 'Credit card or PayPal' },
        { value: 'ach', label: 'Bank account (ACH)' },
      ],
      clearable: false,
      value: 'credit_paypal',
      errors: [],
    },
  ],
  outlook: {
    sentence: 'When the balance falls below 250.00, a payment brings it to 250.00 + 600.00 = 850.00.',
    typed: true,
  },
  summary: '1 change',
  canSave: true,
  heard: 0,
  restore: { profile: 'test', account: 'Northwind', wishes: {} },
  ...more,
});

describe('The editor of auto recharge', () => {
  test('shows each change from what to what, and conflicts with both ways out', () =>
    on('recharge', async (open) => {
      await open.tell(recharge());
      const { page } = open;
      assert.match(await page.locator('main').innerText(), /200\.00 → 250\.00/);
      await page.getByRole('button', { name: 'Keep Mine' }).click();
      await page.getByRole('button', { name: 'Take Theirs' }).click();
      await page.getByRole('button', { name: 'Revert' }).click();
      await page.getByRole('button', { name: 'Save' }).click();
      assert.deepEqual(await acts(open), [
        ['keepMine', { id: 'recharge_amount' }],
        ['takeTheirs', { id: 'recharge_amount' }],
        ['revert', { id: 'threshold_amount' }],
        ['save'],
      ]);
      assert.equal(await page.locator('img').count(), 0);
    }));

  test('says why a read-only account cannot be changed, and offers no way to save', () =>
    on('recharge', async (open) => {
      await open.tell(recharge({ readOnly: 'This account is read-only here.', canSave: false }));
      const { page } = open;
      await page.getByText('This account is read-only here.').waitFor();
      assert.equal(await page.getByRole('button', { name: 'Save' }).count(), 0);
      assert.equal(await page.locator('#control-threshold_amount').getAttribute('disabled'), '');
    }));

  test('explains where there is none, and looks again', () =>
    on('recharge', async (open) => {
      const rest = {
        ...recharge({ fields: [], canSave: false, absent: 'None, or moved.' }),
        outlook: undefined,
      };
      await open.tell(rest);
      await open.page.getByRole('button', { name: 'Retry' }).click();
      assert.deepEqual(await acts(open), [['reload']]);
    }));

  for (const theme of Object.keys(themes) as ThemeName[])
    test(`stays within its width, in the theme "${theme}"`, () =>
      on(
        'recharge',
        async (open) => {
          await open.tell(recharge());
          assert.ok(await open.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
          await open.picture(`recharge-${theme}`);
        },
        { theme, width: 480 },
      ));
});
