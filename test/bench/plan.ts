// Plans of many numbers: comparing 100,000, what they weigh, what the engine costs beside the bare requests, the journal.
import type { Line } from './line.ts';
import { comparing } from './planCompare.ts';
import { appending } from './planJournal.ts';
import { weighing } from './planMemory.ts';
import { jobs, singles } from './planRuns.ts';

export async function bench(): Promise<Line[]> {
  return [
    ...(await comparing()),
    ...(await weighing()),
    ...(await singles()),
    ...(await jobs()),
    ...(await appending()),
  ];
}
