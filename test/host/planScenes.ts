import { createSampleAccount } from '../../src/sample/index.ts';
import { asksElsewhere, type PhoneNumber } from '../e2e/lib/account.ts';
import type { Person } from '../e2e/lib/person.ts';
import { allNumbers, appliesPlan, opensPlan, says } from '../e2e/lib/plans.ts';
import type { Scene } from './scene.ts';

/** The sample account of the window has the same numbers: they come from the same seed. */
async function opensSamplePlan(person: Person, count = 420): Promise<void> {
  const account = createSampleAccount();
  const elsewhere = { account, url: account.baseURL };
  // A plan file with control characters in a tag is refused, as it should be.
  const plain = ({ tags }: PhoneNumber) => tags.every((tag) => !/[\p{Cc}\p{Cf}]/u.test(tag));
  const numbers = (await allNumbers(elsewhere, 420)).filter(plain).slice(0, count);
  const [profile] = await asksElsewhere<readonly { readonly id: string }[]>(elsewhere, '/messaging_profiles');
  await opensPlan(person, {
    title: 'Prepare the spring campaign',
    numbers,
    account: { id: 'sample', name: 'Sample account' },
    mine: (number: PhoneNumber) => ({
      'general.tags': [...number.tags, 'spring'],
      'messaging.messaging_profile_id': profile?.id ?? '',
    }),
    // A few were changed by somebody else since.
    base: (number: PhoneNumber) =>
      Number(number.id) % 97 === 0 ? { 'general.tags': ['old'] } : { 'general.tags': number.tags },
  });
  await says(person, /^Sets/);
}

async function applies(person: Person): Promise<void> {
  await appliesPlan(person);
}

export const planScenes: readonly Scene[] = [
  {
    name: 'plan',
    published: 'dark',
    go: async (person) => {
      await person.sidebar.open();
      await opensSamplePlan(person);
    },
  },
  {
    name: 'plan-conflicts',
    go: async (person) => {
      await person.sidebar.open();
      await opensSamplePlan(person);
      await person.editors.form.button(/^Conflicts/).click();
      await person.editors.form.locator('.side').nth(1).click();
      await person.editors.form.locator('.side[aria-pressed=true]').first().waitFor();
    },
  },
  {
    name: 'plan-running',
    go: async (person) => {
      await person.sidebar.open();
      await opensSamplePlan(person);
      await applies(person);
      await person.editors.form.text(/a second/).waitFor();
    },
  },
  {
    name: 'plan-done',
    go: async (person) => {
      await person.sidebar.open();
      await opensSamplePlan(person, 90);
      await applies(person);
      await says(person, /^Changed/);
      await person.editors.form.button(/^Failed/).click();
    },
  },
  {
    name: 'changes',
    go: async (person) => {
      await person.sidebar.open();
      await opensSamplePlan(person, 60);
      await applies(person);
      await says(person, /^Changed/);
      await person.editors.form.button('Undo').click();
      await person.editors.tab(/^Plan: Undo/).waitFor();
      await says(person, /^Sets/);
      await person.sidebar.view('Numbers').collapse();
      await person.sidebar.view('Recent Changes').expand();
      await person.sidebar.view('Recent Changes').row('Prepare the spring campaign').waitFor();
    },
  },
  {
    name: 'jobs',
    go: async (person) => {
      await person.sidebar.open();
      await opensSamplePlan(person, 60);
      await applies(person);
      await says(person, /^Changed/);
      await person.sidebar.view('Numbers').collapse();
      await person.sidebar.view('Billing').collapse();
      const jobs = person.sidebar.view('Jobs');
      await jobs.expand();
      await jobs.row(/Update numbers/).expand();
    },
  },
];
