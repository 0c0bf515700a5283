import type { Person } from '../e2e/lib/person.ts';
import { auditScenes } from './auditScenes.ts';
import { batchScenes } from './batchScenes.ts';
import { chargeScenes } from './chargeScenes.ts';
import { numberScenes } from './numberScenes.ts';
import { paymentScenes } from './paymentScenes.ts';
import { planScenes } from './planScenes.ts';
import type { Scene } from './scene.ts';
import { verbScenes } from './verbScenes.ts';
import { webhookScenes } from './webhookScenes.ts';

const number = /^\+\d{8,}/;

/** Every picture there is; a new one is a new entry. */
export const scenes: readonly Scene[] = [
  {
    name: 'welcome',
    published: 'dark',
    options: { settings: { 'telnyx.startWithSampleAccount': false } },
    go: async ({ sidebar }) => {
      await sidebar.open();
      await sidebar.view('Numbers').welcome.waitFor();
    },
  },
  {
    name: 'number',
    published: 'dark',
    go: async ({ sidebar, editors }) => {
      await sidebar.open();
      await sidebar.view('Numbers').row(number).choose('Edit Settings');
      await editors.form.field('Customer reference').waitFor();
    },
  },
  {
    name: 'table',
    published: 'dark',
    go: async (person) => {
      const form = await openTable(person);
      await form.locator('[data-at="3"]').click();
      await person.presses('Shift+ArrowDown');
      await person.presses('Shift+ArrowDown');
      await form.text('3 selected').waitFor();
    },
  },
  {
    name: 'table-groups',
    go: async (person) => {
      const form = await openTable(person);
      await form.button('Group by…').click();
      await person.quickInput.choose('status');
      await form.locator('.row.group').first().waitFor();
      await form.field('Search Numbers').fill('support');
      await form.text(/of 450/).waitFor();
    },
  },
  {
    name: 'mobile-found',
    go: async (person) => {
      const form = await openTable(person);
      await form.button('Group by…').click();
      await person.quickInput.choose('billing group');
      await form.field('Search Numbers').fill('+447700900');
      await form.text(/of 450/).waitFor();
      await person.sidebar.open();
      await person.runs('Telnyx: Search Numbers…');
      await person.quickInput.answer('70090089');
      const view = person.sidebar.view('Numbers');
      await view.message.getByText(/of 450/).waitFor();
      await view.row(/mobile number/).waitFor();
    },
  },
  ...chargeScenes,
  {
    name: 'usage',
    published: 'dark',
    go: async ({ sidebar, editors: { form } }) => {
      await sidebar.open();
      await sidebar.view('Numbers').collapse();
      const billing = sidebar.view('Billing');
      await billing.row('Usage').expand();
      await billing.row('Messages').click();
      await form.locator('#value').fill('outbound');
      await form.locator('#field').click();
      await form.locator('vscode-option').filter({ hasText: 'direction' }).click();
      await form.locator('#value').press('Enter');
      await form.button('direction is outbound').waitFor();
      await form.button('cost').click();
      await form.button('Load All').click();
      await form.text(/(\d+) of \1 records loaded/).waitFor();
      await form.locator('#line-3').click();
    },
  },
  {
    name: 'invoices',
    go: async ({ sidebar }) => {
      await sidebar.open();
      const billing = sidebar.view('Billing');
      await sidebar.view('Numbers').collapse();
      await billing.row('Invoices').expand();
      await billing.row(/not paid$/).waitFor();
    },
  },
  {
    name: 'leaks',
    published: 'dark',
    go: async ({ sidebar, editors, quickInput }) => {
      await sidebar.open();
      await quickInput.runCommand('Telnyx: Find Idle Numbers');
      const { form } = editors;
      await form.locator('.drawn .link').first().waitFor();
      await form.locator('.drawn input').nth(0).click();
      await form.locator('.drawn input').nth(1).click();
      await form.text('2 selected').waitFor();
    },
  },
  ...numberScenes,
  ...planScenes,
  ...batchScenes,
  ...paymentScenes,
  ...verbScenes,
  ...webhookScenes,
  ...auditScenes,
];

async function openTable(person: Person) {
  const { form } = person.editors;
  await person.sidebar.open();
  await person.sidebar.view('Numbers').press('Open Numbers as Table');
  await form.locator('[data-at="3"]').waitFor();
  return form;
}
