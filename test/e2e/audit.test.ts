import assert from 'node:assert/strict';
import { asksElsewhere, goodKey, signsIn } from './lib/account.ts';
import { story, type Person } from './lib/person.ts';
import { until } from './lib/wait.ts';

interface Told {
  readonly alternate_resource_id: string | null;
  readonly change_made_by: string;
  readonly changes:
    readonly { readonly field: string; readonly from?: unknown; readonly to?: unknown }[] | null;
}

/** Both sides of the comparison in front, as they are drawn. */
async function sides({ page }: Person): Promise<readonly string[]> {
  const texts = await page.locator('.part.editor .monaco-diff-editor .view-lines').allInnerTexts();
  return texts.map((text) => text.replaceAll('\u00a0', ' '));
}

story(
  'a person finds out who changed what',
  { size: { width: 1500, height: 900 } },
  async (person, stage) => {
    const { act } = stage;
    const simulator = await stage.account({ numbers: 20 });
    await signsIn(person, { key: goodKey, address: simulator.url, name: 'Northwind' });
    const { sidebar, quickInput, editors } = person;
    const view = sidebar.view('Audit Log');
    const asked = () => simulator.log.filter(({ path }) => path === '/v2/audit_events');
    await act('the view is folded at first, and asks nothing until it is unfolded', async () => {
      await sidebar.view('Numbers').collapse();
      await sidebar.view('Billing').collapse();
      assert.equal(asked().length, 0);
      await view.expand();
      await view.row(/^May be late or incomplete/).waitFor();
      await until('it counts', async () => (await view.description()) === '250 of 320');
      assert.match(decodeURIComponent(asked()[0]?.query ?? ''), /sort=desc/);
    });
    const events = await asksElsewhere<readonly Told[]>(simulator, '/audit_events?page[size]=250');
    const event = events.find(
      ({ alternate_resource_id: number, changes }) =>
        number !== null && changes?.[0]?.field === 'customer_reference',
    );
    const [change] = event?.changes ?? [];
    assert.ok(event?.alternate_resource_id && change);
    const row = view.row(new RegExp(`^\\${event.alternate_resource_id}, updated, customer_reference`));
    const bothSides = () =>
      until('both sides are there', async () => {
        const [before = '', after = ''] = await sides(person);
        return before.includes(`"${String(change.from)}"`) && after.includes(`"${String(change.to)}"`);
      });
    await act('an event unfolds into what was before and after, by keyboard', async () => {
      await row.reveal();
      await row.click();
      await row.collapse();
      await person.presses('ArrowRight');
      const field = view.row(/^customer_reference: before “SALES-\d+”, after “SALES-\d+”/);
      await field.waitFor();
      assert.ok((await field.text()).includes(`“${String(change.from)}” → “${String(change.to)}”`));
      assert.match(await field.tooltip(), /Telnyx’s own example has it the other way round/);
    });
    await act('Enter on a field compares both sides, and the title says how they are read', async () => {
      await row.locator.focus();
      await row.click();
      await row.expand();
      await person.presses('ArrowDown');
      await person.presses('Enter');
      await editors.tab(/“from” ↔ “to” \(Telnyx’s own example has it the other way round\)/).waitFor();
      await bothSides();
    });
    await act('the mouse does the same, and opens the settings of the number and the record', async () => {
      await editors.active.close();
      await row.press('Compare Before and After');
      await editors.tab(/“from” ↔ “to”/).waitFor();
      // An editor that comes up takes the focus, and a menu that is open then closes.
      await bothSides();
      await row.choose('View as JSON');
      await until('the record is there', async () => (await editors.text()).includes('"change_made_by"'));
      await row.choose('Edit Settings');
      await editors.tab(new RegExp(`\\${String(event.alternate_resource_id)}`)).waitFor();
    });
    const made = events.filter(({ change_made_by }) => change_made_by === 'account_manager').length;
    await act('what is loaded is sifted without another request, and that is said', async () => {
      const before = asked().length;
      await view.press('Filter Audit Log…');
      await quickInput.choose(/^Made by/);
      await quickInput.choose(/^account manager/);
      await view.message.getByText('by account manager').waitFor();
      await view.row(`${String(made)} match in the 250 events loaded`).waitFor();
      assert.equal(asked().length, before);
      const more = view.row('Load more');
      await more.reveal();
      await more.click();
      await view.row(/^\d+ match in the 320 events loaded$/).reveal();
    });
    await act('what is in force is there again after a reload', async () => {
      await person.reloads({ tab: '"who":"account_manager"' });
      await sidebar.open();
      await view.message.getByText('by account manager').waitFor();
      await view.row(`${String(made)} match in the 250 events loaded`).waitFor();
    });
    await act('a time is asked of Telnyx, and nothing found is a welcome with a way back', async () => {
      await view.press('Filter Audit Log…');
      await quickInput.choose(/^Time/);
      await quickInput.choose(/^From/);
      await quickInput.message.getByText('First day').waitFor();
      await quickInput.answer('2001-02-31');
      await quickInput.message.getByText('Type a day such as').waitFor();
      await quickInput.answer('2001-02-01');
      await quickInput.message.getByText('Last day').waitFor();
      await quickInput.answer('2001-02-28');
      await view.welcome.getByRole('button', { name: 'Clear Filters' }).waitFor();
      const query = decodeURIComponent(asked().at(-1)?.query ?? '');
      assert.match(query, /filter\[created_after\]=2001-0[12]-.*filter\[created_before\]=2001-0[23]-/);
      await view.welcome.getByRole('button', { name: 'Clear Filters' }).click();
      await view.row(/^May be late or incomplete/).waitFor();
      await view.message.waitFor({ state: 'hidden' });
    });
    assert.deepEqual(
      simulator.log.filter(({ method }) => method !== 'GET'),
      [],
    );
  },
);
