// npm run bench: figures beside their bounds and rivals, measured in the same run; no figure makes it fail.
//   npm run bench -- --only activation,first-rows,size,listing,finding,table,opening,charges,plan,incidents,deliveries,code
import { parseArgs } from 'node:util';
import { asMarkdown, inTerminal, load, type Line } from './line.ts';

const benches: Readonly<Record<string, () => Promise<{ bench: () => Promise<Line[]> }>>> = {
  activation: () => import('./activation.ts'),
  'first-rows': () => import('./firstRows.ts'),
  size: () => import('./size.ts'),
  listing: () => import('./listing.ts'),
  finding: () => import('./finding.ts'),
  table: () => import('./table.ts'),
  opening: () => import('./opening.ts'),
  charges: () => import('./charges.ts'),
  plan: () => import('./plan.ts'),
  incidents: () => import('./incidents.ts'),
  deliveries: () => import('./deliveries.ts'),
  code: () => import('./code.ts'),
};

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const chosen = values.only?.split(',') ?? Object.keys(benches);

async function run(name: string): Promise<Line[]> {
  const find = benches[name];
  if (!find) throw new Error(`There is no benchmark ${name}; there are ${Object.keys(benches).join(', ')}.`);
  const before = load();
  const { bench } = await find();
  const lines = await bench();
  return [...lines, { name: `  load of the machine, before and after`, value: `${before}, ${load()}` }];
}

const all: Line[] = [];
for (const name of chosen) {
  try {
    const lines = await run(name);
    for (const line of lines) console.log(inTerminal(line));
    console.log();
    all.push(...lines);
  } catch (error) {
    console.error(`${name} could not run.`, error);
    process.exitCode = 1;
  }
}
console.log(asMarkdown(all));
