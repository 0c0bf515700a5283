import { t } from '@vscode/l10n';
import { sayBlock } from '../plan/sayBlock.ts';
import { busyWords, wasLocked, wishesSomething, type NumbersHere } from './loadedRows.ts';
import type { PlanFile } from './planFile.ts';
import type { PlanProblem, ReadPlan } from './readPlan.ts';

/**
 * What is known here of the numbers of a plan file and would block them in the plan, each where it stands: jobs that are
 * still to come to them, and deletion locks of those that are to be deleted.
 */
export function loadedPlan(
  { file, placeOf }: Extract<ReadPlan, { readonly ok: true }>,
  here: NumbersHere | undefined,
): readonly PlanProblem[] {
  // Jobs and deletions are of phone numbers.
  if (!here || file.family === 'mobile') return [];
  const found = here.find(new Set(namedIn(file).flatMap(namesOf)));
  const numberOf = (named: Named) => {
    const number = found.get(named.phone_number);
    return number?.id === named.id ? number : undefined;
  };
  const said = (sentence: string, path: Parameters<typeof placeOf>[0]): PlanProblem => ({
    about: 'value',
    sentence,
    at: placeOf(path),
  });
  return [
    ...file.changes.flatMap(({ set, numbers }, at) =>
      numbers.flatMap((named, row) => {
        const busy = wishesSomething(set, numberOf(named)) ? busyWords(namesOf(named), here) : undefined;
        return busy === undefined ? [] : [said(busy, ['changes', at, 'numbers', row, 'phone_number'])];
      }),
    ),
    ...file.deletions.flatMap((named, at) => {
      const sentence = wasLocked(numberOf(named))
        ? t('{0} So it was when the number was last loaded.', sayBlock({ why: 'locked' }))
        : busyWords(namesOf(named), here);
      return sentence === undefined ? [] : [said(sentence, ['deletions', at, 'phone_number'])];
    }),
  ];
}

type Named = PlanFile['deletions'][number];

const namedIn = ({ changes, deletions }: PlanFile): readonly Named[] => [
  ...changes.flatMap(({ numbers }) => numbers),
  ...deletions,
];

const namesOf = ({ phone_number: phoneNumber, id }: Named): readonly string[] => [phoneNumber, id];
