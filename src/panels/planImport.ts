import { t } from '@vscode/l10n';
import { window, workspace } from 'vscode';
import { openPlan, type OpenedPlan, type PlanAccount } from '../core/files/planFile.ts';
import { readPlan } from '../core/files/readPlan.ts';
import { visible } from '../core/model/text.ts';
import { Failure } from '../core/telnyx/failure.ts';

/** Asks for a file and reads the plan in it; undefined when the person thinks again. Throws a Failure that says what is wrong. */
export async function openPlanFile(
  here: PlanAccount,
): Promise<Pick<OpenedPlan, 'proposal' | 'remarks'> | undefined> {
  const [file] =
    (await window.showOpenDialog({ filters: { [t('Telnyx plan')]: ['json'] }, title: t('Open Plan') })) ?? [];
  if (!file) return undefined;
  const read = readPlan(new TextDecoder().decode(await workspace.fs.readFile(file)));
  if (!read.ok) {
    const sentence = read.problems[0]?.sentence ?? '';
    throw new Failure({
      kind: 'misuse',
      sentence: t('This file cannot be opened as a plan. {0}', visible(sentence)),
      wayOut: 'none',
    });
  }
  const opened = openPlan(read.file);
  const { account, remarks } = opened;
  const foreign =
    account.id === here.id
      ? []
      : [
          t(
            'This plan was made for the account "{0}". Numbers that are not in "{1}" are left alone.',
            visible(account.name),
            visible(here.name),
          ),
        ];
  return { proposal: opened.proposal, remarks: [...foreign, ...remarks] };
}
