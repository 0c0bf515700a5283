import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { renderPlan } from '../../../src/core/files/planFile.ts';
import type { Values } from '../../../src/core/settings/setting.ts';
import { asksElsewhere, type Elsewhere, type PhoneNumber } from './account.ts';
import type { Person } from './person.ts';
import { settles, until } from './wait.ts';

/** Every number of an account, newest first. */
export async function allNumbers(simulator: Elsewhere, count: number): Promise<readonly PhoneNumber[]> {
  const pages = Array.from({ length: Math.ceil(count / 250) }, (_, at) => at + 1);
  const rows: PhoneNumber[] = [];
  for (const page of pages) {
    const path = `/phone_numbers?page[size]=250&page[number]=${page}`;
    rows.push(...(await asksElsewhere<readonly PhoneNumber[]>(simulator, path)));
  }
  return rows;
}

interface Wished {
  readonly title: string;
  readonly numbers: readonly PhoneNumber[];
  readonly mine: (number: PhoneNumber) => Values;
  /** What was seen; nothing when left out. */
  readonly base?: (number: PhoneNumber) => Values;
  readonly deletions?: readonly PhoneNumber[];
  /** For whom it was saved: somebody on another machine, where nothing else is said. */
  readonly account?: { readonly id: string; readonly name: string };
}

/** Saves a plan as a file and opens it from there, as somebody does who was sent one. */
export async function opensPlan(person: Person, wished: Wished): Promise<void> {
  const { title, numbers, mine, base = () => ({}), deletions = [] } = wished;
  const { account = { id: 'elsewhere', name: 'Elsewhere' } } = wished;
  const name = (number: PhoneNumber) => ({ id: number.id, phoneNumber: number.phone_number });
  const proposal = {
    source: 'form' as const,
    title,
    wishes: numbers.map((number) => ({ number: name(number), base: base(number), mine: mine(number) })),
    deletions: deletions.map(name),
  };
  const file = join(person.workbench.dataDir, 'workspace', `${title.replaceAll(/\W+/g, '-')}.json`);
  await writeFile(file, renderPlan(proposal, account));
  await person.runs('Telnyx: Open Plan…');
  const { quickInput } = person;
  await quickInput.waitFor();
  // The dialog fills in its folder when that is read, over what was typed before.
  await until('the file is chosen', async () => {
    if (!(await quickInput.box.isVisible())) return true;
    if ((await quickInput.typed()) !== file) await quickInput.type(file);
    else await quickInput.accept();
    await settles(async () => !(await quickInput.box.isVisible()));
    return !(await quickInput.box.isVisible());
  });
  await person.editors.tab(`Plan: ${title}`).waitFor();
}

/** The head line of the plan in front. */
const head = ({ editors }: Person): Locator => editors.form.locator('.head');

/** Waits until the plan in front says this in its head line. */
export async function says(person: Person, words: string | RegExp): Promise<void> {
  await until(
    `the plan says ${String(words)}`,
    async () => {
      const text = await head(person)
        .innerText({ timeout: 1_000 })
        .catch(() => '');
      return typeof words === 'string' ? text.includes(words) : words.test(text);
    },
    60_000,
  );
}

/** Presses Apply, and types the count where the plan asks for it. */
export async function appliesPlan({ editors, quickInput }: Person): Promise<void> {
  const apply = editors.form.locator('#way-apply');
  const text = (await apply.innerText()).trim();
  await apply.click();
  if (!text.endsWith('…')) return;
  await quickInput.message.getByText('to go on').waitFor();
  await quickInput.answer(text.replace(/\D/g, ''));
  await quickInput.closed();
}

/** Gives numbers another customer reference by a plan, and waits until it has reached them all. */
export async function movesToNorth(person: Person, numbers: readonly PhoneNumber[]): Promise<void> {
  await opensPlan(person, {
    title: 'Move to North',
    numbers,
    mine: () => ({ 'general.customer_reference': 'NORTH-7' }),
  });
  await appliesPlan(person);
  await says(person, new RegExp(`Changed ${numbers.length} of ${numbers.length}`));
}
