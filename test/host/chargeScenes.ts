import type { Person } from '../e2e/lib/person.ts';
import type { Scene } from './scene.ts';

/** Pictures of charges in an editor tab. */
export const chargeScenes: readonly Scene[] = [
  {
    name: 'charges',
    published: 'dark',
    go: async (person) => {
      await openCharges(person);
    },
  },
  {
    name: 'charges-by-connection',
    published: 'dark',
    go: async (person) => {
      const form = await openHalfYear(person, 'Connections');
      await form.locator('.drawn .link').first().waitFor();
      await form.text('add up to the recurring').waitFor();
    },
  },
  {
    name: 'charges-compared',
    published: 'dark',
    go: async (person) => {
      const form = await openHalfYear(person, 'Services');
      await form.locator('#compare').click();
      await form.text('the last two whole months').waitFor();
    },
  },
];

/** Opens those of this month from the Billing view. */
async function openCharges({ sidebar, editors: { form } }: Person) {
  await sidebar.open();
  const billing = sidebar.view('Billing');
  await billing.row('Charges').expand();
  await billing.row(/^\w+ \d{4}/).choose('View Charges');
  await form.locator('table').first().waitFor();
  return form;
}

/** Opens those of six months, put together as a tab of the page says. */
async function openHalfYear(person: Person, tab: string) {
  const form = await openCharges(person);
  await form.locator('#month').click();
  await form.locator('vscode-option').filter({ hasText: 'Last 6 months' }).click();
  await form.locator('[role=tab]').filter({ hasText: tab }).click();
  return form;
}
