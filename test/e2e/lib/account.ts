import type { Simulator } from '../../simulator.ts';
import type { Person } from './person.ts';

/** The key that a simulated account takes, and one of it that may not see money. */
export const goodKey = 'KEY_SAMPLE_ACCOUNT';
export const keyWithoutBilling = 'KEY_SAMPLE_NO_BILLING';

export interface NewAccount {
  readonly key: string;
  /** The base URL, typed as "Other address…". */
  readonly address: string;
  /** Left as it is proposed when not given. */
  readonly name?: string;
}

/** Answers the three questions of "Add Account…", the first of which is on the screen already. */
export async function answersAccountQuestions(person: Person, account: NewAccount): Promise<void> {
  const { quickInput } = person;
  await quickInput.step(1);
  await person.pastes(account.key);
  await quickInput.accept();
  await quickInput.step(2);
  await quickInput.choose('Other address');
  await quickInput.message.getByText('The address of the API').waitFor();
  await quickInput.answer(account.address);
  await quickInput.step(3);
  if (account.name !== undefined) await quickInput.type(account.name);
  await quickInput.accept();
}

/** Signs in with the mouse from the welcome text, and waits for the first numbers. */
export async function signsIn(person: Person, account: NewAccount): Promise<void> {
  const { sidebar } = person;
  await sidebar.open();
  const numbers = sidebar.view('Numbers');
  await numbers.welcome.getByRole('button', { name: 'Add Account' }).click();
  await answersAccountQuestions(person, account);
  await numbers.row(/^\+\d{8,}/).waitFor();
}

/** An account as another program of its owner reaches it. */
export type Elsewhere = Pick<Simulator, 'account' | 'url'>;

interface Answer<T> {
  readonly data: T;
}

/** Asks the account as another program of its owner would; its requests are in the log like any other. */
export async function asksElsewhere<T>(simulator: Elsewhere, path: string, change?: unknown): Promise<T> {
  const answer = await simulator.account.fetch(`${simulator.url}${path}`, {
    headers: { authorization: `Bearer ${goodKey}`, 'content-type': 'application/json' },
    ...(change !== undefined && { method: 'PATCH', body: JSON.stringify(change) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${String(answer.status)} ${await answer.text()}`);
  const { data } = (await answer.json()) as Answer<T>;
  return data;
}

export interface PhoneNumber {
  readonly id: string;
  readonly phone_number: string;
  readonly status: string;
  readonly external_pin: string | null;
  readonly customer_reference: string | null;
  readonly tags: readonly string[];
  readonly country_iso_alpha2: string;
  readonly emergency_enabled: boolean;
}

/** The newest numbers of an account, in the order in which the sidebar shows them. */
export function newestNumbers(
  simulator: Pick<Simulator, 'account' | 'url'>,
): Promise<readonly PhoneNumber[]> {
  return asksElsewhere(simulator, '/phone_numbers?page[size]=100');
}

/** What was written to an account since the log had so many entries. */
export function writes(simulator: Simulator, since = 0) {
  return simulator.log
    .slice(since)
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path, body, status }) => ({ method, path, body, status }));
}
