import { t } from '@vscode/l10n';
import { brief, grouped } from '../core/model/text.ts';
import type { NumberName } from '../core/plan/plan.ts';
import { settingId, type Setting, type Value, type Values } from '../core/settings/setting.ts';

/** A value in words; two secrets look alike. */
export type ShowValue = (setting: Setting, value: Value) => string;

/** More values than these are counted, not told. */
const mostTold = 3;

/** What numbers have of a setting: one value, several, or nobody knows. Never a guess. */
export function nowOf(
  setting: Setting,
  numbers: readonly NumberName[],
  liveOf: ((id: string) => Values | undefined) | undefined,
  show: ShowValue,
): string {
  if (setting.record === undefined) return t('Telnyx does not tell what they have.');
  if (!liveOf) return t('Not looked at yet.');
  const counts = new Map<string, number>();
  let unknown = 0;
  const id = settingId(setting);
  for (const number of numbers) {
    const value = liveOf(number.id)?.[id];
    if (value === undefined) {
      unknown += 1;
      continue;
    }
    const words = brief(show(setting, value), 60);
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const values = [...counts].sort(([, one], [, other]) => other - one);
  const [first] = values;
  if (!first) return t('Unknown: Telnyx does not tell it.');
  if (values.length === 1 && unknown === 0) return t('All have: {0}', first[0]);
  const told = values.slice(0, mostTold).map(([words, count]) => t('{0} ({1})', words, grouped(count)));
  const rest = values.length - told.length;
  if (rest > 0) told.push(t('{0} more values', grouped(rest)));
  if (unknown > 0) told.push(t('unknown ({0})', grouped(unknown)));
  return t('They differ: {0}', told.join(' · '));
}
