import { t } from '@vscode/l10n';
import { Uri, window, workspace } from 'vscode';
import { planCsv, type PlanLine } from '../core/files/planCsv.ts';
import { renderPlan } from '../core/files/planFile.ts';
import { grouped } from '../core/model/text.ts';
import type { Change } from '../core/plan/plan.ts';
import type { RunRecord } from '../core/plan/run.ts';
import { tableOf } from '../core/plan/tables.ts';
import { settingId } from '../core/settings/setting.ts';
import { rowsOfRecord } from './planRun.ts';
import { numbersWords } from './planWords.ts';
import { stateOf } from './runWords.ts';
import type { PlanView } from './planView.ts';

/** Saves a plan under review where the person says, to be opened again later or elsewhere. */
export async function savePlan(view: PlanView): Promise<void> {
  const { draft, account } = view;
  if (!draft) return;
  const out = new Set(draft.out);
  const { proposal } = draft;
  const seen = view.seen();
  // What was taken out is no part of the plan. What was seen is: what somebody changes until it is opened is a conflict.
  const kept = {
    ...proposal,
    wishes: proposal.wishes
      .filter(({ number }) => !out.has(number.id))
      .map((wish) => ({ ...wish, base: { ...seen.get(wish.number.id), ...wish.base } })),
    deletions: proposal.deletions.filter(({ id }) => !out.has(id)),
  };
  const text = renderPlan(kept, account, tableOf(proposal.family));
  await save(text, `${fileName(view.title)}.telnyx-plan.json`, { [t('Telnyx plan')]: ['json'] });
}

/** Saves the lines of a plan that are shown and what became of them as CSV; says how many where that is not all. */
export async function exportPlan(view: PlanView): Promise<void> {
  const [lines, { shown, all }] = [view.table.lines(), view.table.counts];
  const told = (name: string) =>
    shown === all
      ? savedWords(name)
      : t('Saved as {0}: {1} of {2}, as shown.', name, grouped(shown), numbersWords(all));
  await save(planCsv(lines), `${fileName(view.title)}.csv`, { CSV: ['csv'] }, told);
}

/** Saves what became of every number of a plan that was applied. */
export async function exportRun(record: RunRecord): Promise<void> {
  const { title, family } = record.state;
  const results = new Map(record.results().map((result) => [result.number.id, result]));
  const lines = rowsOfRecord(results, tableOf(family)).flatMap(({ number, changes }): PlanLine[] => {
    const result = results.get(number.id);
    const state = (change?: Change) =>
      result ? stateOf(result, change && settingId(change.setting)).words : '';
    return changes.length === 0
      ? [{ number, state: state() }]
      : changes.map((change) => ({ number, change, state: state(change) }));
  });
  await save(planCsv(lines), `${fileName(title)}.csv`, { CSV: ['csv'] });
}

const savedWords = (name: string): string => t('Saved as {0}.', name);

/** A title as a file name that every system takes. */
function fileName(title: string): string {
  const plain = title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
  return plain.slice(0, 60) || 'plan';
}

async function save(
  text: string,
  name: string,
  filters: Readonly<Record<string, string[]>>,
  told = savedWords,
): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const file = await window.showSaveDialog({
    ...(folder && { defaultUri: Uri.joinPath(folder, name) }),
    filters,
  });
  if (!file) return;
  await workspace.fs.writeFile(file, new TextEncoder().encode(text));
  const open = t('Open');
  void window
    .showInformationMessage(told(file.path.split('/').at(-1) ?? ''), open)
    .then((chosen) => (chosen === open ? window.showTextDocument(file) : undefined));
}
