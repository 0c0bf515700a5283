// What comparing a plan of 100,000 numbers takes, beside reading them.
import { lookAt } from '../../src/core/plan/look.ts';
import { ListPlaces } from '../../src/core/plan/listPlaces.ts';
import { openDoor } from '../../src/core/telnyx/client.ts';
import type { Door } from '../../src/core/telnyx/door.ts';
import { startSimulator } from '../simulator.ts';
import { median, ms, type Line } from './line.ts';
import { timed, wishesFor } from './planAccount.ts';

const many = 100_000;
const size = 250;

/** All pages of the account as the network gives them: texts. */
async function pagesOf(numbers: number): Promise<readonly string[]> {
  const simulator = await startSimulator({ numbers });
  const door = openDoor({ baseUrl: simulator.url, apiKey: 'KEY_SAMPLE_ACCOUNT' });
  const pages: string[] = [];
  for (let number = 1; number <= numbers / size; number++) {
    const { rows } = await door.page((sdk, query, options) => sdk.phoneNumbers.list(query, options), {
      number,
      size,
    });
    pages.push(JSON.stringify(rows));
  }
  door.close();
  await simulator.close();
  return pages;
}

/** Hands out pages that were parsed before, so that what is timed is the plan and neither network nor JSON. */
function deskOf(pages: readonly string[]): Door {
  let parsed = pages.map((page) => JSON.parse(page) as unknown[]);
  const wrong = () => Promise.reject(new Error('The bench reads lists only.'));
  return {
    page: (_call, { number, size: asked }) => {
      // The jobs are asked for first: there are none.
      if (number === 1 && asked === size && parsed.length === pages.length) {
        parsed = [...parsed, []];
        return Promise.resolve({ rows: [], total: 0, pages: 0, warnings: [] });
      }
      return Promise.resolve({
        rows: parsed[number - 1] ?? [],
        total: many,
        pages: pages.length,
        warnings: [],
      });
    },
    read: wrong,
    write: wrong,
    text: wrong,
    elsewhere: wrong,
    concurrency: 1,
    close: () => undefined,
  };
}

export async function comparing(): Promise<Line[]> {
  const pages = await pagesOf(many);
  const numbers = pages.flatMap((page) =>
    (JSON.parse(page) as { id: string; phone_number: string }[]).map(({ id, phone_number }) => ({
      id,
      phoneNumber: phone_number,
    })),
  );
  const mine = { 'general.tags': ['support', 'vip'], 'general.hd_voice_enabled': true };
  const proposal = wishesFor(numbers, () => mine);
  const look = (door: Door, places: ListPlaces) => lookAt(door, proposal, { places });
  const [times, busy]: [number[], number[]] = [[], []];
  for (let round = 0; round < 5; round++) {
    const door = deskOf(pages);
    const since = process.cpuUsage();
    const [took] = await timed(() => look(door, new ListPlaces()));
    const { user, system } = process.cpuUsage(since);
    times.push(took);
    busy.push((user + system) / 1000);
  }
  return [
    {
      name: `Comparing ${many.toLocaleString('en')} numbers with what was read`,
      value: ms(median(times)),
      target: 'at most 1 s',
      met: median(times) <= 1000,
    },
    { name: '  the processor had to do with it', value: ms(median(busy)) },
  ];
}
