import { t } from '@vscode/l10n';
import type { PlanLine } from '../core/files/planCsv.ts';
import { brief, visible } from '../core/model/text.ts';
import type { Change } from '../core/plan/plan.ts';
import type { PlanRow } from '../core/plan/rows.ts';
import type { NumberResult } from '../core/plan/run.ts';
import {
  mostLines,
  type FilterKey,
  type Included,
  type Line,
  type PlanState,
} from '../core/protocol/plan.ts';
import { settingId } from '../core/settings/setting.ts';
import { finding, passing } from './planFind.ts';
import { PlanFolds } from './planFolds.ts';
import { groupLabel, groupsOf, type Group, type ShowValue } from './planGroups.ts';
import { LineIndex, type Place } from './planLines.ts';
import { isWished, type Sides } from './planSides.ts';
import { numbersWords, reviewState } from './planWords.ts';
import { stateOf } from './runWords.ts';

/** What the rows are drawn from. */
export interface TableSource {
  readonly rows: readonly PlanRow[];
  /** Ids of numbers taken out. */
  readonly out: ReadonlySet<string>;
  /** Which value of conflicts is to stay, where the person has said so. */
  readonly sides: Sides;
  /** Once the plan runs: what became of each number, by id. */
  readonly results?: ReadonlyMap<string, NumberResult>;
  readonly show: ShowValue;
}

/** The rows of a plan as the page sees them: filtered, searched, grouped, folded, and only those in sight. */
export class PlanTable {
  readonly #onChange: () => void;
  #source: TableSource;
  #filter: FilterKey = 'all';
  #search = '';
  #folds = new PlanFolds();
  /** Numbers of groups by their keys. Those spell values, secrets among them, and so never reach the page. */
  readonly #numbers = new Map<string, string>();
  #window = { from: 0, to: 60 };
  #rows: readonly PlanRow[] | undefined;
  #groups: readonly Group[] = [];
  #index: LineIndex | undefined;

  /** `onChange`: somebody looks at it in another way. */
  constructor(source: TableSource, onChange: () => void = () => undefined) {
    this.#source = source;
    this.#onChange = onChange;
  }

  /** Shows other rows, or the same after something about them changed. */
  become(source: TableSource): void {
    this.#source = source;
    this.#rows = undefined;
  }

  get filter(): FilterKey {
    return this.#filter;
  }

  look(window: { readonly from: number; readonly to: number }): void {
    this.#window = { from: window.from, to: Math.min(window.to, window.from + mostLines) };
    this.#onChange();
  }

  setFilter(filter: FilterKey): void {
    this.#filter = filter;
    this.#rows = undefined;
    this.#onChange();
  }

  setSearch(search: string): void {
    this.#search = search;
    this.#rows = undefined;
    this.#onChange();
  }

  fold(key: string, open: boolean): void {
    const group = this.#groupOf(key);
    if (!group) return;
    this.#folds.fold(group, open);
    this.#index = undefined;
    this.#onChange();
  }

  /** Ids of numbers, one for each folded group. */
  get folded(): readonly string[] {
    return this.#folds.told;
  }

  /** Folds the groups of these numbers, as soon as they are there. */
  setFolded(folded: readonly string[]): void {
    this.#folds = new PlanFolds(folded);
    this.#rows = undefined;
    this.#onChange();
  }

  /** The rows that a line stands for; with the key `shown`, all that filter and search let through. */
  rowsOf(key: string): readonly PlanRow[] {
    const rows = this.#shown();
    if (key === 'shown') return rows;
    const group = this.#groupOf(key);
    return group ? group.rows : rows.filter(({ number }) => number.id === key);
  }

  /** How many numbers filter and search let through, and of how many. */
  get counts(): { readonly shown: number; readonly all: number } {
    return { shown: this.#shown().length, all: this.#source.rows.length };
  }

  /** Every line that filter and search let through, for an export. */
  lines(): readonly PlanLine[] {
    const { results, show } = this.#source;
    return this.#shown().flatMap((row) => {
      const result = results?.get(row.number.id);
      const changes: readonly (Change | undefined)[] = row.changes.length > 0 ? row.changes : [undefined];
      return changes.map((change): PlanLine => {
        const state = result
          ? stateOf(result, change && settingId(change.setting))
          : reviewState(row, change, show);
        return { number: row.number, ...(change && { change }), state: state?.words ?? '' };
      });
    });
  }

  state(): Pick<PlanState, 'filter' | 'search' | 'shown' | 'lines'> {
    const rows = this.#shown();
    const index = (this.#index ??= new LineIndex(this.#groups, this.#folds));
    const { from, to } = this.#window;
    const first = Math.min(from, Math.max(0, index.total - 1));
    const shown = this.#included(rows);
    return {
      filter: this.#filter,
      search: this.#search,
      ...(shown && { shown }),
      lines: {
        total: index.total,
        from: first,
        rows: index.slice(first, to).map((place) => this.#line(place)),
      },
    };
  }

  #shown(): readonly PlanRow[] {
    if (this.#rows) return this.#rows;
    const passes = passing(this.#filter, this.#source);
    const finds = finding(this.#search, this.#source.show);
    this.#rows = this.#source.rows.filter((row) => passes(row) && finds(row));
    this.#groups = groupsOf(this.#rows);
    this.#folds.meet(this.#groups);
    this.#index = undefined;
    return this.#rows;
  }

  #numberOf({ key }: Group): string {
    const number = this.#numbers.get(key) ?? `group-${String(this.#numbers.size + 1)}`;
    this.#numbers.set(key, number);
    return number;
  }

  #groupOf(number: string): Group | undefined {
    return this.#groups.find((group) => this.#numberOf(group) === number);
  }

  #line(place: Place): Line {
    const { show } = this.#source;
    if (place.type === 'group') {
      const { group } = place;
      const included = this.#included(group.rows);
      return {
        type: 'group',
        key: this.#numberOf(group),
        label: brief(groupLabel(group, show)),
        count: numbersWords(group.rows.length),
        ...(included && { included }),
        open: !this.#folds.has(group.key),
      };
    }
    return this.#changeLine(place.row, place.change, place.first);
  }

  #changeLine(row: PlanRow, change: Change | undefined, first: boolean): Line {
    const { out, sides, results, show } = this.#source;
    const { id, phoneNumber } = row.number;
    const result = results?.get(id);
    const state = result
      ? stateOf(result, change && settingId(change.setting))
      : reviewState(row, change, show);
    const setting = !results && change?.verdict === 'conflict' ? settingId(change.setting) : undefined;
    return {
      type: 'change',
      key: id,
      number: visible(phoneNumber),
      first,
      ...(this.#isChoosable(row) && { included: !out.has(id) }),
      field: change ? change.setting.label() : row.deletes ? t('The number itself') : '',
      before: change ? brief(show(change, change.live)) : '',
      after: change ? brief(show(change, change.mine)) : row.deletes ? t('deleted') : '',
      ...(state && { state: { ...state, words: brief(state.words, 500) } }),
      ...(setting !== undefined && { choice: { setting, side: sides.get(id)?.[setting] ?? 'open' } }),
    };
  }

  #isChoosable(row: PlanRow): boolean {
    return !this.#source.results && isWished(row, this.#source.sides);
  }

  /** Undefined when none of the rows is up to the person. */
  #included(rows: readonly PlanRow[]): Included | undefined {
    let [inside, outside] = [false, false];
    for (const row of rows) {
      if (!this.#isChoosable(row)) continue;
      if (this.#source.out.has(row.number.id)) outside = true;
      else inside = true;
      if (inside && outside) return 'some';
    }
    return inside ? 'all' : outside ? 'none' : undefined;
  }
}
