import type { Change } from '../core/plan/plan.ts';
import type { PlanRow } from '../core/plan/rows.ts';
import type { Side } from '../core/protocol/plan.ts';
import { settingId } from '../core/settings/setting.ts';

/** Which value of a conflict is to stay, by id of the setting, of one number. */
export type NumberSides = Readonly<Record<string, Side>>;

/** The same by id of the number. */
export type Sides = ReadonlyMap<string, NumberSides>;

/** The ids of the settings of a row that somebody else has changed. */
export const conflictsOf = (row: PlanRow): readonly string[] =>
  row.state === 'conflict'
    ? row.changes.filter(({ verdict }) => verdict === 'conflict').map(({ setting }) => settingId(setting))
    : [];

/** Something of the row is not decided yet. */
export const isOpen = (row: PlanRow, sides: Sides): boolean =>
  conflictsOf(row).some((id) => sides.get(row.number.id)?.[id] === undefined);

/** Something of the row would be sent, its conflicts as they are decided; nothing while one of them is not. */
export function isWished(row: PlanRow, sides: Sides): boolean {
  if (row.state !== 'conflict') return row.state === 'send';
  const chosen = sides.get(row.number.id);
  const isMine = ({ verdict, setting }: Change) =>
    verdict === 'change' || (verdict === 'conflict' && chosen?.[settingId(setting)] === 'mine');
  return !isOpen(row, sides) && row.changes.some(isMine);
}

/** With conflicts of these rows decided: those of one setting, or all where none is named. */
export function withSide(
  sides: Sides,
  rows: readonly PlanRow[],
  side: Side,
  setting: string | undefined,
): Sides {
  const decided = new Map(sides);
  for (const row of rows) {
    const ids = conflictsOf(row).filter((id) => setting === undefined || id === setting);
    if (ids.length === 0) continue;
    const chosen = Object.fromEntries(ids.map((id) => [id, side]));
    decided.set(row.number.id, { ...decided.get(row.number.id), ...chosen });
  }
  return decided;
}
