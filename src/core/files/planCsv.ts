import type { Setting, Value } from '../settings/setting.ts';
import { cellOfText } from './cell.ts';
import { idHeading, phoneHeading } from './columns.ts';
import { cellOf } from './value.ts';
import { csv } from './writeCsv.ts';
import { settingId } from '../settings/setting.ts';

/** One change of one number, and what stands against it or came of it. */
export interface PlanLine {
  readonly number: { readonly id: string; readonly phoneNumber: string };
  /** Absent for a number as a whole. */
  readonly change?: {
    readonly setting: Setting;
    readonly live?: Value | undefined;
    readonly mine?: Value | undefined;
  };
  readonly state: string;
}

const text = (words: string) => (words === '' ? '' : cellOfText(words));

/** A plan, or what became of it: a row for each number and setting. Secrets are masked. */
export function planCsv(lines: readonly PlanLine[]): string {
  const rows = lines.map(({ number, change, state }) => [
    cellOfText(number.phoneNumber),
    cellOfText(number.id),
    ...(change
      ? [settingId(change.setting), cellOf(change.setting, change.live), cellOf(change.setting, change.mine)]
      : ['', '', '']),
    text(state),
  ]);
  return csv([[phoneHeading, idHeading, 'setting', 'old', 'new', 'state'], ...rows]);
}
