import { setTimeout as sleep } from 'node:timers/promises';
import { answersAccountQuestions } from '../e2e/lib/account.ts';
import type { Person } from '../e2e/lib/person.ts';
import type { Remote } from './remote.ts';

/** VS Code writes down late what extensions remember; a window reloaded before forgets it. */
const untilWritten = 5_000;

/** Adds an account as a person does; it is in use afterwards, also in a window that is reloaded. */
export async function addAccount(person: Person, remote: Remote, name: string): Promise<void> {
  await person.runs('Telnyx: Add Account…');
  await answersAccountQuestions(person, { key: remote.apiKey, address: remote.baseUrl, name });
  await person.statusItem(name).waitFor();
  await sleep(untilWritten);
}
