// Groups 100,000 webhook deliveries into incidents, in memory.
import { decodeDelivery } from '../../src/core/resources/delivery.ts';
import { incidentsOf } from '../../src/core/webhooks/incidents.ts';
import { createSampleAccount } from '../../src/sample/index.ts';
import { median, ms, type Line } from './line.ts';

const wanted = 100_000;

interface Page {
  readonly data: readonly { readonly id: string }[];
}

/** The deliveries of the sample account again and again, each a record of its own. */
async function records(): Promise<readonly unknown[]> {
  const account = createSampleAccount();
  const pages: string[] = [];
  for (let page = 1; page <= 8; page++) {
    const answer = await account.fetch(
      `${account.baseURL}/webhook_deliveries?page[size]=250&page[number]=${page}`,
      { headers: { authorization: `Bearer ${account.keys[0]?.key ?? ''}` } },
    );
    pages.push(await answer.text());
  }
  const all: unknown[] = [];
  while (all.length < wanted)
    for (const page of pages)
      for (const row of (JSON.parse(page) as Page).data) all.push({ ...row, id: `${row.id}-${all.length}` });
  return all.slice(0, wanted);
}

function timed(run: () => unknown): number {
  const began = performance.now();
  run();
  return performance.now() - began;
}

export async function bench(): Promise<Line[]> {
  const raw = await records();
  const decoded = timed(() => raw.map(decodeDelivery));
  const deliveries = raw.flatMap((one) => decodeDelivery(one) ?? []);
  const failed = deliveries.map((delivery) => ({ ...delivery, status: 'failed' }));
  const first = timed(() => incidentsOf(deliveries));
  const usual = median(Array.from({ length: 9 }, () => timed(() => incidentsOf(deliveries))));
  const worst = median(Array.from({ length: 9 }, () => timed(() => incidentsOf(failed))));
  const count = deliveries.length.toLocaleString('en');
  return [
    { name: `${count} deliveries, decoded once`, value: ms(decoded) },
    {
      name: '  grouped into incidents, the first time',
      value: ms(first),
      target: 'at most 300 ms',
      met: first <= 300,
    },
    { name: '  again', value: ms(usual), target: 'at most 300 ms', met: usual <= 300 },
    { name: '  all of them failed', value: ms(worst), target: 'at most 300 ms', met: worst <= 300 },
  ];
}
