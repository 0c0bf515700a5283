import {
  settingId,
  type RecordKey,
  type Setting,
  type Table,
  type Value,
  type Values,
} from '../settings/setting.ts';
import { wrongValue } from '../settings/validate.ts';
import { Interner } from './interner.ts';
import { planNumber, type Change, type NumberName, type Wish } from './plan.ts';
import type { Proposal } from './proposal.ts';
import type { Block, PlanRow, RowState } from './rows.ts';
import { companions } from './stepBody.ts';

export const lockId = 'general.deletion_lock_enabled';

/** The settings that have to be read before a proposal can be judged, and the records that tell them. */
export interface Needed {
  readonly table: Table;
  readonly records: readonly RecordKey[];
}

/** What judging the proposal takes: the wished fields, those that travel with them, those that rules ask for. */
export function neededFor({ wishes, deletions }: Proposal, table: Table): Needed {
  const mines = new Set(wishes.map(({ mine }) => mine));
  return neededOf(mines, deletions.length > 0, table, (setting) => ruleMates(setting, table));
}

/** The settings of these values and those that travel with them; for deletions the lock. */
export function neededOf(
  mines: Iterable<Values>,
  deletes: boolean,
  table: Table,
  more: (setting: Setting) => readonly Setting[] = () => [],
): Needed {
  const wished = new Set<string>();
  for (const mine of mines) for (const id of Object.keys(mine)) wished.add(id);
  const own = table.settings.filter((setting) => wished.has(settingId(setting)));
  const beside = new Set(own.flatMap((setting) => [...companions(setting, table), ...more(setting)]));
  const settings = table.settings.filter(
    (setting) => beside.has(setting) || (deletes && settingId(setting) === lockId),
  );
  const records = [...new Set([table.primary, ...settings.flatMap(({ record }) => record ?? [])])];
  return { table: { ...table, settings }, records };
}

function ruleMates(setting: Setting, { sections, settings }: Table): readonly Setting[] {
  const section = sections.find(({ key }) => key === setting.section);
  const keys = (section?.rules ?? [])
    .filter((rule) => rule.keys.includes(setting.key))
    .flatMap((rule) => rule.keys);
  return settings.filter((other) => other.section === setting.section && keys.includes(other.key));
}

/** What was found out about one number. */
export interface Found {
  readonly live: Values;
  readonly block?: Block;
  /** The status of a number that can be read and not changed. */
  readonly lost?: string;
}

/** Why nothing may be written to a number. */
export function blockOf(found: Found | undefined): Block | undefined {
  if (!found) return { why: 'gone' };
  return found.block ?? (found.lost === undefined ? undefined : { why: 'lost', status: found.lost });
}

type Shared = Omit<PlanRow, 'number'>;

const nothing: Values = {};

/** Judges every wish against what was found. */
export function compare(
  proposal: Proposal,
  find: (id: string) => Found | undefined,
  table: Table,
): readonly PlanRow[] {
  const judge = new Judge(table, proposal.restores !== undefined);
  const seen = new Map<string, number>();
  const all = [...proposal.wishes.map(({ number }) => number), ...proposal.deletions];
  for (const { id } of all) seen.set(id, (seen.get(id) ?? 0) + 1);
  const twice: Block = { why: 'twice' };
  const ownBlock = (id: string) => ((seen.get(id) ?? 0) > 1 ? twice : blockOf(find(id)));
  return [
    ...proposal.wishes.map((wish) =>
      rowOf(wish.number, judge.wish(wish, find(wish.number.id), ownBlock(wish.number.id))),
    ),
    ...proposal.deletions.map((number) =>
      rowOf(number, judge.deletion(find(number.id)?.live ?? {}, ownBlock(number.id))),
    ),
  ];
}

/** Spelled out: V8 keeps what is spread into an object beside it, and there may be 100,000. */
function rowOf(number: NumberName, { state, block, deletes, changes, live, group }: Shared): PlanRow {
  return { number, state, deletes, changes, live, group, ...(block && { block }) };
}

/** Remembers what it judged: rows with equal sides share one judgement. */
class Judge {
  readonly #table: Table;
  readonly #restores: boolean;
  readonly #interner = new Interner();
  readonly #ids = new Map<Values, number>();
  readonly #judged = new Map<string, Shared>();
  readonly #known = new Map<Values, Values>();

  /** `restores`: what is wished was held before, so no rule of ours refuses it. */
  constructor(table: Table, restores: boolean) {
    this.#table = table;
    this.#restores = restores;
  }

  wish({ number, base, mine }: Wish, found: Found | undefined, block: Block | undefined): Shared {
    const live = found?.live ?? nothing;
    const wished = this.#once(mine);
    const told = this.#told(base, wished);
    const key = `${this.#idOf(told)} ${this.#idOf(live)} ${this.#idOf(wished)}`;
    const known = this.#judged.get(key);
    const plain = known ?? this.#judge(number, told, live, wished);
    if (!known) this.#judged.set(key, plain);
    return block ? { ...plain, state: 'blocked', block } : plain;
  }

  deletion(live: Values, block: Block | undefined): Shared {
    const locked: Block | undefined = live[lockId] === true ? { why: 'locked' } : undefined;
    const why = block ?? locked;
    return {
      state: why ? 'blocked' : 'send',
      deletes: true,
      changes: [],
      live: this.#once(live),
      group: 'delete',
      ...(why && { block: why }),
    };
  }

  /** Equal values become one object; what was interned before is not spelled out again. */
  #once(values: Values): Values {
    const known = this.#known.get(values);
    if (known) return known;
    const one = this.#interner.intern(values);
    this.#known.set(values, one);
    return one;
  }

  /** Of what the person saw, only what the wish is about: documents tell everything. */
  #told(base: Values, mine: Values): Values {
    const own: Record<string, Value> = {};
    let some = false;
    for (const id in mine) {
      const value = base[id];
      if (value === undefined) continue;
      own[id] = value;
      some = true;
    }
    return some ? this.#interner.intern(own) : nothing;
  }

  #idOf(values: Values): number {
    const known = this.#ids.get(values);
    if (known !== undefined) return known;
    this.#ids.set(values, this.#ids.size);
    return this.#ids.size - 1;
  }

  #judge(number: NumberName, told: Values, live: Values, mine: Values): Shared {
    // What nobody looked at yet is what the review shows.
    const base = { ...live, ...told };
    const { changes } = planNumber({ number, base, mine }, live, this.#table);
    const sent = changes.filter(({ verdict }) => verdict === 'change');
    const invalid = this.#restores ? undefined : brokenBy(sent, live, this.#table);
    const conflict = changes.some(({ verdict }) => verdict === 'conflict');
    const state: RowState = conflict
      ? 'conflict'
      : invalid
        ? 'blocked'
        : sent.length > 0
          ? 'send'
          : 'already';
    const wanted = changes.map(({ setting, mine: value }) => [settingId(setting), value]);
    return {
      state,
      ...(state === 'blocked' && invalid && { block: invalid }),
      deletes: false,
      changes,
      live,
      group: JSON.stringify(wanted),
    };
  }
}

/** The first rule that the changes break, each alone or together with what the account holds. */
function brokenBy(changes: readonly Change[], live: Values, table: Table): Block | undefined {
  for (const { setting, mine } of changes) {
    const sentence = mine === undefined ? undefined : wrongValue(setting, mine);
    if (sentence !== undefined) return { why: 'invalid', setting: settingId(setting), sentence };
  }
  for (const section of table.sections)
    for (const rule of section.rules ?? []) {
      const own = changes.filter(
        ({ setting }) => setting.section === section.key && rule.keys.includes(setting.key),
      );
      if (own.length === 0 || isSwitchedOff(own)) continue;
      const mine = new Map(own.map(({ setting, mine: value }) => [setting.key, value]));
      const broken = rule.broken((key): Value | undefined =>
        mine.has(key) ? mine.get(key) : live[`${section.key}.${key}`],
      );
      if (broken)
        return { why: 'invalid', setting: `${section.key}.${broken.key}`, sentence: broken.sentence };
    }
  return undefined;
}

/** A batch switches emergency calling off without an address (D14), so no rule about one holds. */
function isSwitchedOff(changes: readonly Change[]): boolean {
  return changes.some(
    ({ setting, mine }) => setting.operation === 19 && setting.key === 'emergency_enabled' && mine === false,
  );
}
