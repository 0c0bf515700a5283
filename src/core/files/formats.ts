import { planSuffix } from '../model/names.ts';
import { Lines } from './lines.ts';
import { planFormat } from './planFile.ts';
import type { FileProblem } from './problem.ts';
import type { PlanProblem } from './readPlan.ts';

/** Whether a file of changes is JSON, by its name; all others are CSV. */
export const isJson = (name: string): boolean => /\.json$/i.test(name);

/** A plan says so in its first lines, whatever its name. */
export const isPlan = (text: string, name: string): boolean =>
  name.toLowerCase().endsWith(planSuffix) ||
  new RegExp(`^\\s*\\{\\s*"format":\\s*"${planFormat}"`).test(text);

/** The problems of a plan as those of a file: it is taken whole or not at all. */
export function placed(problems: readonly PlanProblem[], text: string): readonly FileProblem[] {
  const lines = new Lines(text);
  return problems.map(({ sentence, at }) => ({
    ...lines.place(at.offset),
    length: at.length,
    sentence,
    about: 'file',
  }));
}
