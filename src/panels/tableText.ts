import { t } from '@vscode/l10n';
import { unknownCode } from '../core/find/column.ts';
import { columns, phoneOf } from '../core/find/columns.ts';
import type { FoundLine, FoundLines } from '../core/find/lines.ts';
import type { NumberIndex } from '../core/find/numberIndex.ts';
import { filtersOf, narrows, type Query } from '../core/find/query.ts';
import { fieldName, filterWords } from '../core/find/words.ts';
import type { Ability } from '../core/model/item.ts';
import { brief, grouped, visible } from '../core/model/text.ts';
import type { ChosenText, ColumnText, LineText, TableState } from '../core/protocol/table.ts';
import { mobileAbilities } from '../core/resources/mobile-numbers.ts';
import { changes, numberAbilities, numberLook } from '../core/resources/numbers.ts';
import type { Finder } from '../core/state/finder.ts';
import type { Look } from '../core/state/look.ts';
import type { AccountState, Session } from '../core/state/session.ts';
import { failureText } from './failureText.ts';
import type { TableChoice } from './tableChoice.ts';
import type { Kept, ShownColumn } from './tableKept.ts';

/** Longer texts are cut: a row is one line. */
const longestCell = 300;

/** What is told in any case. */
interface Common extends Pick<TableState, 'key' | 'account' | 'search' | 'restore'> {
  readonly kept: Kept;
}

/** What is there while the account is open. */
export interface Opened {
  readonly session: Session;
  readonly finder: Finder;
  readonly look: Look;
}

/** What there is to tell while the account is open. */
interface Shown extends Opened {
  readonly lines: FoundLines;
  readonly choice: TableChoice;
  readonly range: { readonly from: number; readonly to: number };
}

export function closedText({ kept, ...common }: Common, state: AccountState): TableState {
  const locked = state.phase === 'locked' && state.profile.id === common.restore.profile;
  return {
    ...common,
    readOnly: false,
    closed: locked
      ? state.failure.sentence
      : t('The account "{0}" is not open. Switch to it to see its numbers.', common.account),
    columns: columnTexts(kept.columns, kept.query),
    lines: { total: 0, from: 0, told: [] },
    filters: [],
    counted: '',
    chosen: noneChosen,
    warnings: [],
  };
}

export function openText({ kept, ...common }: Common, shown: Shown): TableState {
  const { session, finder, look, lines } = shown;
  const { reading, query } = look;
  const { group } = query;
  const searching = reading.phase === 'reading' || reading.phase === 'idle';
  return {
    ...common,
    readOnly: session.profile.readOnly,
    columns: columnTexts(kept.columns, query),
    lines: { total: lines.count, ...toldLines(shown, kept.columns) },
    filters: filtersOf(query).map(([field, values]) => ({
      field,
      words: visible(filterWords(field, values, (...of) => look.nameOf(...of))),
    })),
    ...(group !== undefined && { grouped: t('by {0}', fieldName(group)) }),
    counted: look.counted,
    ...(look.without !== '' && { without: look.without }),
    ...((searching || reading.phase === 'stopped') && {
      reading: { words: look.progress, stopped: reading.phase === 'stopped' },
    }),
    chosen: chosenText(shown),
    ...(reading.phase === 'failed' && { failure: failureText(reading.failure) }),
    warnings: finder.warnings,
    ...(reading.phase === 'done' && lines.count === 0 && { empty: narrows(query) ? 'query' : 'account' }),
  };
}

function columnTexts(shown: readonly ShownColumn[], { sort, descending }: Query): readonly ColumnText[] {
  return shown.map(({ id, width }) => {
    const column = columns[id];
    const sorted = column.sort !== undefined && column.sort === sort;
    return {
      id,
      label: column.heading(),
      width,
      sortable: column.sort !== undefined,
      ...(sorted && { sorted: descending === true ? 'descending' : 'ascending' }),
    };
  });
}

function toldLines(shown: Shown, kept: readonly ShownColumn[]) {
  const { lines, range } = shown;
  const from = Math.min(range.from, lines.count);
  const told: LineText[] = [];
  for (let place = from; place < Math.min(range.to, lines.count); place++) {
    const line = lines.at(place);
    if (line) told.push(lineText(line, shown, kept));
  }
  return { from, told };
}

function lineText(line: FoundLine, { look, choice }: Shown, kept: readonly ShownColumn[]): LineText {
  if (line.type === 'group') {
    const { value, name, rows } = line.group;
    return { type: 'group', value, name: brief(name), count: grouped(rows.length), open: line.open };
  }
  const { index } = look.at;
  const cell = { ...line, index, nameOf: look.nameOf.bind(look) };
  const status = index.words('status').text(index.codes('status')[line.row] ?? unknownCode);
  return {
    type: 'row',
    id: index.key(line.row),
    cells: kept.map(({ id }) => brief(columns[id].text(cell), longestCell)),
    tone: numberLook(status === '' ? undefined : status, '').tone,
    chosen: choice.has(line.row),
    can: canText(abilitiesOf(index, line.row), index.isMobile(line.row) ? 'mobile-number' : 'number'),
  };
}

/** What can be done with a row, as menus ask about it. */
function abilitiesOf(index: NumberIndex, row: number) {
  const told = index.words('status').text(index.codes('status')[row] ?? unknownCode);
  const status = told === '' ? undefined : told;
  const abilities = index.isMobile(row) ? mobileAbilities : numberAbilities;
  return abilities({ phone_number: phoneOf(index, row), status });
}

const canText = (abilities: readonly Ability[], kind = 'number') =>
  [kind, ...abilities.map((one) => `can:${one}`)].join(' ');

const noneChosen: ChosenText = { count: 0, words: '', can: '' };

function chosenText({ look, choice }: Shown): ChosenText {
  if (choice.count === 0) return noneChosen;
  const { index } = look.at;
  return {
    count: choice.count,
    words: t('{0} selected', grouped(choice.count)),
    can: canText(togetherAble(index, choice.in(look.found))),
  };
}

/**
 * What can be done with some rows: a change that any of them can take, since the plan it leads to says which cannot; all
 * else with every one. It depends on status, number and family alone, so few are asked.
 */
function togetherAble(index: NumberIndex, rows: Uint32Array): readonly Ability[] {
  const statuses = index.codes('status');
  const kinds = new Map<number, number>();
  for (const row of rows) {
    const kind = (index.phones[row] === '' ? 1 : 0) + (index.isMobile(row) ? 2 : 0);
    kinds.set((statuses[row] ?? 0) * 4 + kind, row);
  }
  const each = [...kinds.values()].map((row) => abilitiesOf(index, row));
  const any = new Set(each.flat());
  return [...any].filter((one) => isChange.has(one) || each.every((own) => own.includes(one)));
}

const isChange: ReadonlySet<Ability> = new Set(changes);
