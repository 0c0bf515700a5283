import { asksElsewhere, goodKey, newestNumbers, signsIn } from '../e2e/lib/account.ts';
import type { Person } from '../e2e/lib/person.ts';
import { startSimulator, type Simulator } from '../simulator.ts';
import type { Scene } from './scene.ts';

const number = /^\+\d{8,}/;

async function opens({ sidebar, editors }: Person, section: string): Promise<void> {
  await sidebar.open();
  await sidebar.view('Numbers').row(number).choose('Edit Settings');
  await editors.form.locator(`[role=tab]:has-text("${section}")`).click();
}

/** A tab of the form of a number; `field` stands in it. */
const section = (name: string, label: string, field: string): Scene => ({
  name,
  go: async (person) => {
    await opens(person, label);
    await person.editors.form.field(field).waitFor();
  },
});

async function opensMobile(person: Person): Promise<void> {
  const { sidebar, editors, menu } = person;
  await sidebar.open();
  const view = sidebar.view('Numbers');
  await view.row(number).waitFor();
  const folder = view.row(/^Mobile/);
  await folder.reveal();
  await folder.expand();
  // The folder stands at the end of the view, so the last of what is in it is drawn when the end is in sight.
  await view.pane.locator('.monaco-list').focus();
  await person.presses('End');
  await menu.openOn(view.pane.locator('[role=treeitem][aria-level="2"]').last());
  await menu.choose('Edit Settings');
  await editors.form.field('Customer reference').waitFor();
}

/** Somebody else sets what is typed here, and then it is saved. */
async function disagrees(person: Person, simulator: Simulator): Promise<void> {
  await signsIn(person, { key: goodKey, address: simulator.url, name: 'Northwind' });
  const [first] = await newestNumbers(simulator);
  await opens(person, 'General');
  const { form } = person.editors;
  await form.type('Customer reference', 'ORDER-7 of ours');
  await person.editors.active.becomesDirty();
  const theirs = { customer_reference: 'ORDER-9 of theirs' };
  await asksElsewhere(simulator, `/phone_numbers/${first?.id ?? '?'}`, theirs);
  await person.editors.save();
  await form.text('Which value is to stay?').waitFor();
}

/** The tabs of the form of a number beside its first, and what else it can show. */
export const numberScenes: readonly Scene[] = [
  section('number-voice', 'Voice', 'Translated number'),
  section('number-messaging', 'Messaging', 'Messaging profile'),
  section('number-emergency', 'Emergency', 'Emergency calling'),
  section('number-bundle', 'Bundle', 'Bundle'),
  { name: 'number-mobile', go: opensMobile },
  {
    name: 'number-conflict',
    options: { settings: { 'telnyx.startWithSampleAccount': false } },
    go: async (person) => {
      const simulator = await startSimulator();
      await disagrees(person, simulator).finally(() => simulator.close());
    },
  },
];
