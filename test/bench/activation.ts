// Activation in the real extension host, beside an extension that does nothing, in the same host.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Person } from '../e2e/lib/person.ts';
import { until } from '../e2e/lib/wait.ts';
import { openWorkbench, type Workbench } from '../host/workbench.ts';
import { addAccount } from './addAccount.ts';
import type { Activation, Answer, Question } from './extensions/probe.ts';
import { median, ms, spread, type Line } from './line.ts';
import { installBeside, temporaryFolder } from './packaged.ts';
import { startRemote } from './remote.ts';

const ours = 'telnyx-explorer.telnyx-explorer';
const empty = 'bench.empty';
const bare = 'bench.bare';

/** Whoever comes first pays for what the host loads once, so each comes first, second and third equally often. */
const orders: readonly (readonly string[])[] = [
  [ours, empty, bare],
  [empty, bare, ours],
  [bare, ours, empty],
  [ours, bare, empty],
  [bare, empty, ours],
  [empty, ours, bare],
];

const rounds = 2;

/** The activations of one extension: all of them, in the order of the starts. */
type Series = Readonly<Record<string, readonly Activation[]>>;

async function measure(workbench: Workbench, folder: string): Promise<Series> {
  const series: Record<string, Activation[]> = { [ours]: [], [empty]: [], [bare]: [] };
  for (const [start, order] of Array.from({ length: rounds }, () => orders)
    .flat()
    .entries()) {
    const answer = join(folder, `answer-${start}-${Date.now()}.json`);
    await writeQuestion(folder, { order, answer });
    // A new page gets a new extension host.
    await workbench.reload();
    const found = await read(answer);
    for (const id of order) {
      const activation = found[id];
      if (activation) series[id]?.push(activation);
    }
  }
  return series;
}

const writeQuestion = (folder: string, question: Question) =>
  writeFile(join(folder, 'question.json'), JSON.stringify(question));

async function read(file: string): Promise<Answer> {
  let text = '';
  await until('the extension host was measured', async () => {
    text = await readFile(file, 'utf8').catch(() => '');
    return text.endsWith('}');
  });
  return JSON.parse(text) as Answer;
}

/** The differences within each start, so that a slow moment of the machine counts on both sides. */
function more(series: Series, id: string, part: keyof Activation, than: string): number[] {
  const rival = series[than] ?? [];
  return (series[id] ?? []).map((activation, start) => activation[part] - (rival[start]?.[part] ?? NaN));
}

const all = (series: Series, id: string, part: keyof Activation) =>
  (series[id] ?? []).map((activation) => activation[part]);

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`;

function growth(name: string, part: 'heap' | 'settled', series: Series): Line {
  const of = (id: string) => median(all(series, id, part));
  return {
    name: `${name} (nothing: ${kilobytes(of(empty))}, a view: ${kilobytes(of(bare))})`,
    value: kilobytes(of(ours)),
    target: 'at most 1,000 kB',
    met: of(ours) <= 1_000_000,
  };
}

function lines(series: Series, title: string): Line[] {
  const slower = median(more(series, ours, 'whole', empty));
  const starts = series[ours]?.length ?? 0;
  return [
    { name: `Activation, ${title} (${starts} starts)`, value: spread(all(series, ours, 'whole')) },
    { name: '  an extension that does nothing', value: spread(all(series, empty, 'whole')) },
    {
      name: '  more than doing nothing, median of the starts',
      value: ms(slower),
      target: 'at most 10 ms',
      met: slower <= 10,
    },
    {
      name: '  of it loading the code, calling activate()',
      value: (['load', 'activate'] as const)
        .map((part) => ms(median(more(series, ours, part, empty))))
        .join(', '),
    },
    {
      name: '  the quickest start of each, ours and nothing; the load of the machine counts least here',
      value: [ours, empty].map((id) => ms(Math.min(...all(series, id, 'whole')))).join(', '),
    },
    {
      name: '  more than one view without rows',
      value: ms(median(more(series, ours, 'whole', bare))),
    },
    growth('  heap growth by activation', 'heap', series),
    growth('  heap growth half a second later', 'settled', series),
  ];
}

/** Activates ours and its rivals once in each of many extension hosts, without an account and with one. */
export async function bench(): Promise<Line[]> {
  const folder = await temporaryFolder();
  await using remote = await startRemote([]);
  await writeQuestion(folder, { order: [], answer: join(folder, 'none.json') });
  await using workbench = await openWorkbench({
    extensionsDir: await installBeside('empty', 'bare', 'probe'),
    env: { BENCH_QUESTION: join(folder, 'question.json') },
  });
  const without = await measure(workbench, folder);
  const person = new Person(workbench);
  await addAccount(person, remote, 'Measured');
  const withAccount = await measure(workbench, folder);
  // Else the second half was the first once more.
  await person.statusItem('Measured').waitFor();
  return [...lines(without, 'no account'), ...lines(withAccount, 'with an account')];
}
