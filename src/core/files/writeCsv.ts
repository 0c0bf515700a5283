import Papa from 'papaparse';
import type { Wish } from '../plan/plan.ts';
import { settingId, type Setting, type Value, type Values } from '../settings/setting.ts';
import { cellOfText } from './cell.ts';
import { idHeading, phoneHeading } from './columns.ts';
import { cellOf } from './value.ts';

/** A number and what is known of its settings. */
export interface NumberValues {
  readonly number: { readonly id: string; readonly phoneNumber: string };
  readonly values: Values;
}

/** Spreadsheets read UTF-8 only where this mark says so. */
const mark = '\uFEFF';

/** Rows of cells as CSV (RFC 4180, UTF-8 with its mark); whoever makes the cells makes them safe. */
export const csv = (rows: readonly (readonly string[])[]) =>
  `${mark}${Papa.unparse(
    rows.map((row) => [...row]),
    { newline: '\r\n' },
  )}\r\n`;

const nameCells = ({ id, phoneNumber }: NumberValues['number']) => [cellOfText(phoneNumber), cellOfText(id)];

/**
 * Numbers with their settings as CSV, to be filled in and imported: a column for each setting, an empty cell for a
 * value nobody knows. Secrets are masked.
 */
export function numbersCsv(numbers: readonly NumberValues[], settings: readonly Setting[]): string {
  return csv([
    [phoneHeading, idHeading, ...settings.map(settingId)],
    ...numbers.map(({ number, values }) => [
      ...nameCells(number),
      ...settings.map((setting) => cellOf(setting, values[settingId(setting)])),
    ]),
  ]);
}

/** Numbers with their settings as JSON, by section; secrets are masked as in CSV. */
export function numbersJson(numbers: readonly NumberValues[], settings: readonly Setting[]): string {
  const told = numbers.map(({ number, values }) => {
    const sections: Record<string, Record<string, Value>> = {};
    for (const setting of settings) {
      const value = values[settingId(setting)];
      if (value === undefined) continue;
      const section = (sections[setting.section] ??= {});
      section[setting.key] =
        setting.type.kind === 'secret' && value !== null ? cellOf(setting, value) : value;
    }
    return { phone_number: number.phoneNumber, id: number.id, ...sections };
  });
  return `${JSON.stringify(told, undefined, 2)}\n`;
}

/** What a plan changes: a row for each number and setting, with what it was and what it is to be. */
export function wishesCsv(wishes: readonly Wish[], settings: readonly Setting[]): string {
  const rows = wishes.flatMap(({ number, base, mine }) =>
    settings.flatMap((setting) => {
      const id = settingId(setting);
      return mine[id] === undefined
        ? []
        : [[...nameCells(number), id, cellOf(setting, base[id]), cellOf(setting, mine[id])]];
    }),
  );
  return csv([[phoneHeading, idHeading, 'setting', 'old', 'new'], ...rows]);
}
