import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { OpenPage } from './lib/harness.ts';
import { themes, type ThemeName } from './lib/themes.ts';
import { visiting } from './lib/visiting.ts';
import { connections, formState, hostile, manySections } from './number-states.ts';

const onForm = visiting('number');

interface Sent {
  readonly act: string;
  readonly detail?: { readonly id?: string; readonly value?: unknown; readonly seq?: number };
}

/** The acts of one name that the page sent, oldest first. */
async function acts(open: OpenPage, name: string): Promise<readonly NonNullable<Sent['detail']>[]> {
  const sent = (await open.sent()) as readonly Partial<Sent>[];
  return sent.flatMap(({ act, detail = {} }) => (act === name ? [detail] : []));
}

const edits = async (open: OpenPage) =>
  (await acts(open, 'edit')).map(({ id, value }) => [id?.replace('general.', ''), value]);

const reference = ({ page }: OpenPage) => page.getByRole('textbox', { name: 'Customer reference' });
const connection = ({ page }: OpenPage) => page.getByRole('combobox', { name: 'Connection' });
const tagBox = ({ page }: OpenPage) => page.getByRole('combobox', { name: 'Add to Tags' });

describe('The form of a number', () => {
  test('shows number, status, account and every setting with its help', () =>
    onForm(async (open) => {
      await open.tell(formState());
      const { page } = open;
      assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), '+13125550001');
      assert.match(await page.locator('header').innerText(), /active · Sample account/);
      for (const name of ['Tags', 'Customer reference', 'Connection', 'Address', 'External PIN', 'HD voice'])
        assert.equal(await page.getByRole('heading', { level: 3, name }).count(), 1, name);
      assert.equal(await reference(open).inputValue(), 'SUP-1');
      assert.equal(await connection(open).inputValue(), 'Support line EU');
      assert.match(await page.locator('.choice').first().innerText(), /1293384261075731500/);
      assert.match(
        (await page.getByRole('combobox', { name: 'Address' }).getAttribute('placeholder')) ?? '',
        /^Unknown/,
      );
    }));

  test('sends what is typed after a pause, as the field then is', () =>
    onForm(async (open) => {
      await open.tell(formState());
      await reference(open).fill('SUP-2');
      await open.page.waitForFunction(() => (globalThis as unknown as { sent: unknown[] }).sent.length > 1);
      assert.deepEqual(await edits(open), [['customer_reference', 'SUP-2']]);
    }));

  test('sends what is typed before Ctrl+S reaches VS Code', () =>
    onForm(async (open) => {
      await open.tell(formState());
      await open.page.evaluate(() =>
        window.addEventListener('keydown', (event) => {
          const { sent } = globalThis as unknown as { sent: unknown[] };
          if (event.key === 's' && event.ctrlKey) sent.push({ act: 'vscode-hears-ctrl-s' });
        }),
      );
      await reference(open).focus();
      await open.page.keyboard.type('X');
      await open.page.keyboard.press('Control+s');
      const sent = (await open.sent()) as readonly Partial<Sent>[];
      assert.deepEqual(sent.map(({ act }) => act).slice(-2), ['edit', 'vscode-hears-ctrl-s']);
    }));

  test('sends what is typed when the field is left', () =>
    onForm(async (open) => {
      await open.tell(formState());
      await reference(open).fill('LEFT');
      await open.page.keyboard.press('Tab');
      assert.deepEqual(await edits(open), [['customer_reference', 'LEFT']]);
    }));

  test('keeps showing what is typed until the extension has heard it, then shows what it says', () =>
    onForm(async (open) => {
      await open.tell(formState());
      await reference(open).fill('TYPED');
      await open.tell(formState());
      assert.equal(await reference(open).inputValue(), 'TYPED');
      await open.page.keyboard.press('Control+s');
      const [edit] = await acts(open, 'edit');
      await open.tell(formState({ heard: edit?.seq ?? 0 }, { customer_reference: { value: 'UNDONE' } }));
      assert.equal(await reference(open).inputValue(), 'UNDONE');
    }));

  test('sends none for an emptied field', () =>
    onForm(async (open) => {
      await open.tell(formState());
      await reference(open).fill('');
      await open.page.keyboard.press('Tab');
      assert.deepEqual(await edits(open), [['customer_reference', null]]);
    }));

  test('keeps an emptied field empty while the extension has not heard it', () =>
    onForm(async (open) => {
      await open.tell(formState());
      await reference(open).fill('');
      await open.tell(formState());
      assert.equal(await reference(open).inputValue(), '');
    }));

  test('says that a value is not known where a control alone would tell one', () =>
    onForm(async (open) => {
      const sections = formState().sections.map((section) => ({
        ...section,
        fields: section.fields.map(({ id, label, help, kind, clearable }) => ({
          id,
          label,
          help,
          kind,
          clearable,
          errors: [],
        })),
      }));
      await open.tell(formState({ sections }));
      const unknown = open.page.getByText('Unknown: Telnyx does not tell it');
      assert.equal(await unknown.count(), 2);
      const pin = open.page.getByLabel('External PIN').locator('input');
      assert.equal(await pin.getAttribute('placeholder'), 'Unknown: Telnyx does not tell it');
      await open.page.getByRole('checkbox', { name: 'HD voice' }).click();
      assert.equal(await unknown.count(), 1);
    }));

  test('adds tags by Enter and comma, takes them away by button and Backspace, never one twice', () =>
    onForm(async (open) => {
      await open.tell(formState());
      await tagBox(open).fill('Sales, VIP');
      await tagBox(open).press('Enter');
      await open.page.getByRole('button', { name: 'Remove tag support' }).click();
      await tagBox(open).press('Backspace');
      assert.deepEqual(await edits(open), [
        ['tags', ['support', 'vip', 'Sales']],
        ['tags', ['vip', 'Sales']],
        ['tags', ['vip']],
      ]);
    }));

  test('completes tags from the account, without those the number has', () =>
    onForm(async (open) => {
      const options = ['vip', 'sales', 'night'].map((tag) => ({ id: tag, name: tag }));
      await open.tell(formState({ choices: { tags: { phase: 'ready', query: '', options, matches: 3 } } }));
      await tagBox(open).click();
      assert.deepEqual(await open.page.getByRole('option').allInnerTexts(), ['sales', 'night']);
      await tagBox(open).press('ArrowDown');
      await tagBox(open).press('Enter');
      assert.deepEqual(await edits(open), [['tags', ['support', 'vip', 'sales']]]);
    }));

  test('searches choices by what is typed, and is used by keyboard alone', () =>
    onForm(async (open) => {
      await open.tell(formState({ choices: { connections } }));
      await connection(open).focus();
      await open.page.keyboard.press('ArrowDown');
      assert.equal(await connection(open).getAttribute('aria-expanded'), 'true');
      await connection(open).fill('us');
      assert.deepEqual((await acts(open, 'search')).at(-1), { source: 'connections', query: 'us' });
      assert.match(await open.page.locator('.popup').innerText(), /1837 more: type to search/);
      await open.page.keyboard.press('ArrowDown');
      await open.page.keyboard.press('ArrowDown');
      const active = await connection(open).getAttribute('aria-activedescendant');
      assert.match(await open.page.locator(`[id="${active ?? ''}"]`).innerText(), /Support line US/);
      await open.page.keyboard.press('Enter');
      assert.deepEqual(await edits(open), [['connection_id', '1293384261075731501']]);
      assert.equal(await connection(open).getAttribute('aria-expanded'), 'false');
    }));

  test('picks a choice by mouse, and none', () =>
    onForm(async (open) => {
      await open.tell(formState({ choices: { connections } }));
      await connection(open).click();
      await open.page.getByRole('option', { name: /Support line US/ }).click();
      await connection(open).click();
      await open.page.getByRole('option', { name: 'None' }).click();
      assert.deepEqual(await edits(open), [
        ['connection_id', '1293384261075731501'],
        ['connection_id', null],
      ]);
    }));

  test('takes a typed id when the list cannot be loaded, and offers to load it again', () =>
    onForm(async (open) => {
      const failed = { phase: 'failed', sentence: 'The list did not come.' } as const;
      await open.tell(formState({ choices: { connections: failed } }));
      await connection(open).fill('1293384261075731999');
      await open.page.keyboard.press('Control+s');
      assert.deepEqual(await edits(open), [['connection_id', '1293384261075731999']]);
      const before = (await acts(open, 'search')).length;
      await open.page.getByRole('button', { name: 'Retry' }).click();
      assert.equal((await acts(open, 'search')).length, before + 1);
    }));

  test('forgets a search on Escape', () =>
    onForm(async (open) => {
      await open.tell(formState({ choices: { connections } }));
      await connection(open).fill('abc');
      await open.page.keyboard.press('Escape');
      assert.equal(await connection(open).inputValue(), 'Support line EU');
      await open.page.keyboard.press('Tab');
      assert.deepEqual(await edits(open), []);
    }));

  test('never clears the PIN by an emptied field, only by its button', () =>
    onForm(async (open) => {
      await open.tell(formState());
      const pin = open.page.getByLabel('External PIN').locator('input');
      await pin.fill('12');
      await pin.fill('');
      await open.page.keyboard.press('Tab');
      assert.deepEqual(await edits(open), []);
      assert.deepEqual(await acts(open, 'revert'), [{ id: 'general.external_pin' }]);
      await open.page.getByRole('button', { name: 'Remove', exact: true }).click();
      assert.deepEqual(await edits(open), [['external_pin', null]]);
    }));

  test('marks a change with before and after, and reverts it alone', () =>
    onForm(async (open) => {
      const changed = { value: 'SUP-2', change: { before: 'SUP-1', after: 'SUP-2' } };
      await open.tell(formState({}, { customer_reference: changed }));
      assert.match(await open.page.locator('.change').innerText(), /SUP-1 → SUP-2/);
      await open.page.getByRole('button', { name: 'Revert' }).click();
      assert.deepEqual(await acts(open, 'revert'), [{ id: 'general.customer_reference' }]);
    }));

  test('says what is wrong at the field, to screen readers too', () =>
    onForm(async (open) => {
      await open.tell(formState({}, { customer_reference: { errors: ['This reference is taken.'] } }));
      const input = reference(open);
      assert.equal(await input.getAttribute('aria-invalid'), 'true');
      assert.match((await input.getAttribute('aria-description')) ?? '', /This reference is taken\./);
      assert.equal(await open.page.getByRole('alert').innerText(), 'This reference is taken.');
    }));

  test('shows a conflict from three sides and lets one choose', () =>
    onForm(async (open) => {
      const conflict = { base: 'SUP-1', theirs: 'THEIRS', mine: 'MINE' };
      await open.tell(formState({}, { customer_reference: { value: 'MINE', conflict } }));
      assert.match(await open.page.locator('.conflict').innerText(), /SUP-1[\s\S]*THEIRS[\s\S]*MINE/);
      assert.match(await open.page.locator('.notes').innerText(), /1 setting was changed elsewhere too/);
      await open.page.getByRole('button', { name: 'Keep Mine' }).click();
      await open.page.getByRole('button', { name: 'Take Theirs' }).click();
      const id = 'general.customer_reference';
      assert.deepEqual([await acts(open, 'keepMine'), await acts(open, 'takeTheirs')], [[{ id }], [{ id }]]);
    }));

  test('shows a draft with Apply and Discard', () =>
    onForm(async (open) => {
      await open.tell(formState({ draft: true }));
      assert.match(await open.page.locator('.notes').innerText(), /nothing of it has been sent/);
      await reference(open).fill('LAST');
      await open.page.getByRole('button', { name: 'Apply' }).click();
      await open.page.getByRole('button', { name: 'Discard' }).click();
      const sent = (await open.sent()) as readonly Partial<Sent>[];
      assert.deepEqual(
        sent
          .map(({ act }) => act)
          .filter((act) => act !== 'search')
          .slice(1),
        ['edit', 'apply', 'discard'],
      );
    }));

  test('has a tab for each section, used by mouse and by keyboard, and keeps the one in front', () =>
    onForm(async (open) => {
      await open.tell(manySections());
      const tab = (name: string | RegExp) => open.page.getByRole('tab', { name });
      assert.equal(await tab(/^General/).getAttribute('aria-selected'), 'true');
      await tab(/^Voice/).click();
      assert.equal(await open.page.getByRole('heading', { name: 'Call forwarding' }).isVisible(), true);
      assert.equal(await reference(open).isVisible(), false);
      await open.page.keyboard.press('ArrowRight');
      assert.equal(await tab(/^Bundle/).getAttribute('aria-selected'), 'true');
      await open.page.keyboard.press('ArrowRight');
      assert.equal(await tab(/^General/).getAttribute('aria-selected'), 'true');
      await open.page.keyboard.press('End');
      assert.equal(await open.page.evaluate(() => document.activeElement?.id), 'tab-bundle');
      await open.tell(manySections());
      assert.equal(await tab(/^Bundle/).getAttribute('aria-selected'), 'true');
      assert.equal(await open.page.getByRole('tabpanel').count(), 1);
    }));

  test('marks the tabs where something changed, is wrong or in conflict, in words too', () =>
    onForm(async (open) => {
      const change = { before: 'a', after: 'b' };
      await open.tell(
        manySections({
          'voice.call_forwarding_enabled': { change },
          'voice.forwards_to': { change },
          'bundle.bundle_id': { change, errors: ['No such bundle.'] },
        }),
      );
      const name = (at: number) => open.page.getByRole('tab').nth(at).innerText();
      assert.equal((await name(0)).trim(), 'General');
      assert.match(await name(1), /2 changed/);
      assert.match(await name(2), /something is wrong/);
      await open.page.getByRole('button', { name: 'Review Changes' }).click();
      assert.equal((await acts(open, 'review')).length, 1);
    }));

  test('chooses one of a few words, and shows one nobody has heard of', () =>
    onForm(async (open) => {
      await open.tell(manySections({ 'voice.forwarding_type': { value: 'by-moon' } }));
      await open.page.getByRole('tab', { name: /^Voice/ }).click();
      const box = open.page.getByRole('combobox', { name: 'Forward when' });
      assert.equal(await box.locator('.selected-value').innerText(), 'by-moon');
      await box.click();
      await open.page.getByRole('option', { name: 'Always' }).click();
      const sent = await acts(open, 'edit');
      assert.deepEqual(
        sent.map(({ id, value }) => [id, value]),
        [['voice.forwarding_type', 'always']],
      );
    }));

  test('takes a value away that nobody tells only by its button', () =>
    onForm(async (open) => {
      await open.tell(manySections());
      await open.page.getByRole('tab', { name: /^Bundle/ }).click();
      await open.page.getByRole('button', { name: 'Set to None' }).click();
      const sent = await acts(open, 'edit');
      assert.deepEqual(
        sent.map(({ id, value }) => [id, value]),
        [['bundle.bundle_id', null]],
      );
    }));

  test('shows why a section could not be read, and looks again', () =>
    onForm(async (open) => {
      const state = manySections();
      const [first, ...rest] = state.sections;
      assert.ok(first);
      await open.tell({
        ...state,
        sections: [{ ...first, closed: true, trouble: 'No answer came.' }, ...rest],
      });
      assert.match(await open.page.getByRole('tab').first().innerText(), /something is wrong/);
      assert.equal(await reference(open).count(), 0);
      await open.page.getByRole('button', { name: 'Look Again' }).click();
      assert.equal((await acts(open, 'refresh')).length, 1);
    }));

  test('says what a save is doing, and lets a long wait be left', () =>
    onForm(async (open) => {
      await open.tell(formState({ busy: true, progress: { sentence: 'Saving: Voice', canLeave: false } }));
      assert.equal(await open.page.getByRole('button', { name: 'Stop Waiting' }).count(), 0);
      await open.tell(formState({ busy: true, progress: { sentence: 'A job runs.', canLeave: true } }));
      assert.match(await open.page.locator('main').innerText(), /A job runs\./);
      await open.page.getByRole('button', { name: 'Stop Waiting' }).click();
      assert.equal((await acts(open, 'leave')).length, 1);
    }));

  test('cannot be edited when the document is read-only, and says why', () =>
    onForm(async (open) => {
      await open.tell(formState({ readOnly: 'This account is read-only here.' }));
      assert.match(await open.page.locator('.notes').innerText(), /This account is read-only here\./);
      for (const control of [reference(open), connection(open), tagBox(open)])
        assert.equal(await control.isDisabled(), true);
      assert.equal(await open.page.getByRole('checkbox').getAttribute('aria-disabled'), 'true');
      assert.equal(
        await open.page
          .getByRole('button', { name: /Remove/ })
          .and(open.page.locator(':enabled'))
          .count(),
        0,
      );
    }));

  test('offers the text when there is no form for it', () =>
    onForm(async (open) => {
      await open.tell(formState({ broken: 'This is not valid JSON (line 2: CommaExpected).', sections: [] }));
      assert.match(await open.page.getByRole('alert').innerText(), /not valid JSON/);
      await open.page.getByRole('button', { name: 'Open as Text' }).click();
      assert.equal((await acts(open, 'openText')).length, 1);
    }));

  test('shows hostile text as text', () =>
    onForm(async (open) => {
      const state = formState(
        { account: hostile, notice: { tone: 'warning', sentence: hostile }, choices: { connections } },
        {
          tags: { value: [hostile], change: { before: hostile, after: hostile } },
          customer_reference: { value: hostile, errors: [hostile] },
        },
      );
      await open.tell(state);
      await connection(open).click();
      assert.equal(await open.page.locator('main img').count(), 0);
      assert.match(await open.page.locator('.tag-list').innerText(), /\[U\+202E\]/);
      assert.equal(await reference(open).inputValue(), hostile);
    }));

  test('is used with the keyboard from top to end', () =>
    onForm(async (open) => {
      await open.tell(formState({ draft: true }));
      const reached: string[] = [];
      for (let step = 0; step < 14; step += 1) {
        await open.page.keyboard.press('Tab');
        reached.push(
          await open.page.evaluate(() => {
            const host = document.activeElement;
            const inner = host?.shadowRoot?.activeElement ?? host;
            return inner?.getAttribute('aria-label') ?? host?.getAttribute('aria-label') ?? '';
          }),
        );
      }
      for (const name of [
        'Apply',
        'Discard',
        'Add to Tags',
        'Customer reference',
        'Connection',
        'External PIN',
        'HD voice',
      ])
        assert.ok(reached.includes(name), `${name}: ${reached.join(', ')}`);
    }));

  for (const theme of Object.keys(themes) as ThemeName[]) {
    test(`shows its sections within its width, in the theme "${theme}"`, () =>
      onForm(
        async (open) => {
          const change = { before: 'off', after: 'on' };
          await open.tell(
            manySections({
              'voice.call_forwarding_enabled': { change, idle: 'No call is forwarded yet.' },
              'bundle.bundle_id': { errors: ['No such bundle.'] },
            }),
          );
          await open.page.getByRole('tab', { name: /^Voice/ }).click();
          await open.picture(`number-sections-${theme}`);
          const wide = await open.page.evaluate(
            () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
          );
          assert.equal(wide, false);
        },
        { theme, width: 420 },
      ));
  }

  for (const theme of Object.keys(themes) as ThemeName[]) {
    test(`stays within its width, in the theme "${theme}"`, () =>
      onForm(
        async (open) => {
          const conflict = { base: 'SUP-1', theirs: 'THEIRS', mine: 'MINE' };
          await open.tell(
            formState(
              {
                draft: true,
                notice: { tone: 'information', sentence: 'Saved 3 changes.' },
                choices: { connections },
              },
              {
                customer_reference: { value: 'MINE', conflict },
                hd_voice_enabled: { value: true, change: { before: 'off', after: 'on' } },
                external_pin: { errors: ['A PIN has four to ten digits.'] },
              },
            ),
          );
          await open.picture(`number-${theme}`);
          await connection(open).click();
          await open.picture(`number-${theme}-open`);
          const wide = await open.page.evaluate(
            () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
          );
          assert.equal(wide, false);
        },
        { theme, width: 420 },
      ));
  }
});
