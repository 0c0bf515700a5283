import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { batchPage } from './batch-states.ts';
import type { OpenPage } from './lib/harness.ts';
import { themes, type ThemeName } from './lib/themes.ts';
import { visiting } from './lib/visiting.ts';
import { connections } from './number-states.ts';

const onForm = visiting('batch');

interface Sent {
  readonly act?: string;
  readonly detail?: { readonly id?: string; readonly value?: unknown; readonly way?: string };
}

/** What the page sent but `ready`: act, setting, and what is wished. */
async function sent(open: OpenPage): Promise<readonly unknown[][]> {
  const all = (await open.sent()) as readonly Sent[];
  return all.flatMap(({ act, detail: { id, value, way } = {} }) =>
    act === undefined || act === 'search'
      ? []
      : [[act, ...[id, value, way].filter((one) => one !== undefined)]],
  );
}

const reference = ({ page }: OpenPage) => page.getByRole('textbox', { name: 'Customer reference' });
const setting = ({ page }: OpenPage, name: string) => page.getByRole('group', { name, exact: true });
const review = ({ page }: OpenPage) => page.getByRole('button', { name: 'Review' });

describe('The form for many numbers', () => {
  test('leaves every setting as it is by default, and says what the numbers have', () =>
    onForm(async (open) => {
      await open.tell(batchPage());
      const { page } = open;
      assert.match(await page.locator('header').innerText(), /12 numbers[^]*and 10 more · Sample account/);
      assert.equal(await reference(open).getAttribute('placeholder'), 'Leave as it is');
      assert.match(await setting(open, 'HD voice').innerText(), /on \(10\) · off \(2\)/);
      assert.match(
        (await page.getByRole('combobox', { name: 'HD voice' }).textContent()) ?? '',
        /Leave as it is/,
      );
      assert.equal(await page.getByRole('button', { name: 'Leave as It Is' }).count(), 0);
      assert.equal(await review(open).getAttribute('disabled'), '');
      assert.deepEqual(await sent(open), []);
    }));

  test('sends what is wished, none as none, and an emptied field as no wish', () =>
    onForm(async (open) => {
      await open.tell(batchPage());
      await reference(open).fill('ORDER-7');
      await open.page.keyboard.press('Tab');
      await open.tell(batchPage({}, { customer_reference: { wished: true, field: { value: 'ORDER-7' } } }));
      await reference(open).fill('');
      await open.page.keyboard.press('Tab');
      await open.tell(batchPage());
      await setting(open, 'Customer reference').getByRole('button', { name: 'Set to None' }).click();
      assert.deepEqual(await sent(open), [
        ['wish', 'general.customer_reference', 'ORDER-7'],
        ['leave', 'general.customer_reference'],
        ['wish', 'general.customer_reference', null],
      ]);
    }));

  test('takes all that is typed, whatever is drawn meanwhile', () =>
    onForm(async (open) => {
      await open.tell(batchPage());
      for (const [name, id] of [
        ['Customer reference', 'customer_reference'],
        ['Bundle', 'bundle_id'],
      ] as const) {
        if (id === 'bundle_id') await open.page.getByRole('tab', { name: 'Bundle' }).click();
        const box = open.page.getByRole('textbox', { name });
        await box.focus();
        await open.page.keyboard.type('CAMP');
        await open.tell(batchPage());
        await open.page.keyboard.type('AIGN');
        await open.tell(batchPage({}, { [id]: { wished: true, field: { value: 'CAMPAIGN' } } }));
        await open.page.keyboard.type('-7');
        assert.equal(await box.inputValue(), 'CAMPAIGN-7');
      }
    }));

  test('has three answers where a setting is on or off', () =>
    onForm(async (open) => {
      await open.tell(batchPage());
      const box = open.page.getByRole('combobox', { name: 'HD voice' });
      await box.focus();
      await open.page.keyboard.press('ArrowDown');
      assert.deepEqual((await sent(open)).at(-1), ['wish', 'general.hd_voice_enabled', 'true']);
      await open.tell(batchPage({}, { hd_voice_enabled: { wished: true, field: { value: 'true' } } }));
      await open.page.keyboard.press('ArrowUp');
      assert.deepEqual((await sent(open)).at(-1), ['leave', 'general.hd_voice_enabled']);
    }));

  test('adds tags, takes them away or replaces them', () =>
    onForm(async (open) => {
      await open.tell(batchPage());
      assert.equal(await open.page.getByRole('combobox', { name: 'Add to Tags' }).count(), 0);
      await open.page.getByRole('combobox', { name: 'What to do with Tags' }).focus();
      await open.page.keyboard.press('ArrowDown');
      assert.deepEqual((await sent(open)).at(-1), ['way', 'general.tags', 'add']);
      await open.tell(batchPage({}, { tags: { way: 'add', field: { value: [] } } }));
      await open.page.getByRole('combobox', { name: 'Add to Tags' }).fill('vip');
      await open.page.keyboard.press('Enter');
      assert.deepEqual((await sent(open)).at(-1), ['wish', 'general.tags', ['vip']]);
      await open.tell(batchPage({}, { tags: { way: 'replace', wished: true, field: { value: [] } } }));
      // What was typed is shown until the extension has heard it.
      await open.tell(
        batchPage(
          { heard: Number.MAX_SAFE_INTEGER },
          { tags: { way: 'replace', wished: true, field: { value: [] } } },
        ),
      );
      assert.match(await setting(open, 'Tags').innerText(), /all tags are taken away/);
    }));

  test('searches choices, and an emptied one is no wish', () =>
    onForm(async (open) => {
      await open.tell(batchPage({ choices: { connections } }));
      const box = open.page.getByRole('combobox', { name: 'Connection' });
      await box.click();
      await open.page.getByRole('option', { name: /Support line US/ }).click();
      assert.deepEqual((await sent(open)).at(-1), ['wish', 'general.connection_id', '1293384261075731501']);
      await open.tell(
        batchPage(
          { choices: { connections }, heard: Number.MAX_SAFE_INTEGER },
          {
            connection_id: { wished: true, field: { value: '1293384261075731501', told: 'Support line US' } },
          },
        ),
      );
      await box.fill('');
      await open.page.keyboard.press('Tab');
      assert.deepEqual((await sent(open)).at(-1), ['leave', 'general.connection_id']);
    }));

  test('marks what is chosen, and takes it back', () =>
    onForm(async (open) => {
      await open.tell(
        batchPage(
          { summary: '1 setting of 12 numbers' },
          { customer_reference: { wished: true, field: { value: 'X' } } },
        ),
      );
      assert.equal(await open.page.locator('.setting.changed').count(), 1);
      assert.match(await open.page.getByRole('tab', { name: /General/ }).innerText(), /1/);
      assert.equal(await review(open).getAttribute('disabled'), null);
      await review(open).click();
      await open.page.getByRole('button', { name: 'Leave as It Is' }).click();
      assert.deepEqual(await sent(open), [['review'], ['leave', 'general.customer_reference']]);
    }));

  test('reviews what was typed a moment before', () =>
    onForm(async (open) => {
      await open.tell(
        batchPage(
          { summary: '1 setting of 12 numbers' },
          { hd_voice_enabled: { wished: true, field: { value: 'true' } } },
        ),
      );
      await reference(open).fill('LAST');
      await review(open).click();
      assert.deepEqual(await sent(open), [['wish', 'general.customer_reference', 'LAST'], ['review']]);
    }));

  test('shows what is wrong at its setting, and reviews nothing then', () =>
    onForm(async (open) => {
      const wrong = { wished: true, field: { value: 'x', errors: ['Customer reference must not be x.'] } };
      await open.tell(batchPage({ summary: '1 setting of 12 numbers' }, { customer_reference: wrong }));
      assert.equal(await open.page.getByRole('alert').innerText(), 'Customer reference must not be x.');
      assert.equal(await review(open).getAttribute('disabled'), '');
      assert.match(await open.page.getByRole('tab', { name: /General/ }).innerText(), /something is wrong/);
    }));

  test('keeps what the panel needs to come back, and the tab in front', () =>
    onForm(async (open) => {
      const state = batchPage();
      await open.tell(state);
      assert.deepEqual(await open.kept(), { ...state.restore, tab: 'general' });
      await open.page.getByRole('tab', { name: 'Bundle' }).click();
      assert.deepEqual(await open.kept(), { ...state.restore, tab: 'bundle' });
      await onForm(
        async (again) => {
          await again.tell(state);
          assert.equal(await again.page.getByRole('tab', { selected: true }).innerText(), 'Bundle');
        },
        { kept: await open.kept() },
      );
    }));

  test('offers to look, shows how far that is, and tells when it failed', () =>
    onForm(async (open) => {
      await open.tell(batchPage({ looked: 'no' }));
      await open.page.getByRole('button', { name: 'Look at What They Have' }).click();
      await open.tell(batchPage({ looked: 'looking', looking: 'Looking: 3 of 40 requests' }));
      await open.page.getByText('3 of 40').waitFor();
      await open.page.getByRole('button', { name: 'Stop' }).click();
      await open.tell(batchPage({ looked: 'no', failure: { sentence: 'Telnyx cannot be reached.' } }));
      await open.page.getByRole('alert').getByText('cannot be reached').waitFor();
      assert.deepEqual(await sent(open), [['look'], ['stop']]);
    }));

  for (const theme of Object.keys(themes) as ThemeName[])
    test(`stays within its width, in the theme "${theme}"`, () =>
      onForm(
        async (open) => {
          await open.tell(
            batchPage(
              { summary: '2 settings of 12 numbers', notice: 'Something to know.' },
              {
                tags: { way: 'add', wished: true, field: { value: ['support', 'vip'] } },
                customer_reference: { wished: true, field: { value: 'x', errors: ['It must not be x.'] } },
              },
            ),
          );
          assert.ok(await open.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
          await open.picture(`batch-${theme}`);
        },
        { theme, width: 420 },
      ));
});
