import { lostStatuses } from '../resources/numbers.ts';
import { wholeOf } from '../settings/rest.ts';
import type { RecordKey, Table, Values } from '../settings/setting.ts';
import type { Door, PageCall, RawPage } from '../telnyx/door.ts';
import { Failure } from '../telnyx/failure.ts';
import type { Found, Needed } from './compare.ts';
import { Interner } from './interner.ts';
import { readRecord } from './records.ts';
import type { ListPlaces } from './listPlaces.ts';
import { inParallel } from './parallel.ts';
import type { NumberName } from './plan.ts';
import type { LookProgress } from './plans.ts';
import type { Block } from './rows.ts';

const pageSize = 250;
/** Up to so many are read one by one without asking how long the list is. */
const few = 8;
/** Phone numbers in one filter of operation 12: the address of a request stays short. */
const filtered = 100;
const width = 8;

/** The lists that tell the same records as the single reads: operations 5, 14, 24. */
const lists: Partial<Record<RecordKey, PageCall>> = {
  number: (sdk, page, options) =>
    // Without the flag, one broken service of Telnyx fails the whole list (D11).
    sdk.phoneNumbers.list({ ...page, handle_messaging_profile_error: 'true' }, options),
  voice: (sdk, page, options) => sdk.phoneNumbers.voice.list(page, options),
  mobile: (sdk, page, options) => sdk.mobilePhoneNumbers.list(page, options),
};

const messagingOf =
  (numbers: readonly NumberName[]): PageCall =>
  (sdk, page, options) =>
    sdk.phoneNumbers.messaging.list(
      { ...page, 'filter[phone_number]': numbers.map(({ phoneNumber }) => phoneNumber).join(',') },
      options,
    );

export interface SurveyOptions {
  readonly places?: ListPlaces;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: LookProgress) => void) | undefined;
}

/**
 * Reads what is needed of many numbers in as few requests as there can be: single reads for few (operations 15, 22,
 * 20, 25), pages of lists for many (5, 14, 12, 24). Keeps of every record only the values of the needed settings, equal
 * ones once. A number that no page shows is asked for by its id before it is called gone. Throws a Failure.
 */
export async function survey(
  door: Door,
  numbers: readonly NumberName[],
  needed: Needed,
  options: SurveyOptions = {},
): Promise<ReadonlyMap<string, Found>> {
  const surveyed = new Survey(door, numbers, needed.table, options);
  for (const key of needed.records) await surveyed.read(key);
  return surveyed.found;
}

type Row = Readonly<Record<string, unknown>> & { readonly id: string };

/** Only looked at, never copied: a hundred thousand of them pass by. */
const isRow = (raw: unknown): raw is Row =>
  typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string';

class Survey {
  readonly found = new Map<string, Found>();
  readonly #door: Door;
  readonly #numbers: readonly NumberName[];
  /** +E.164 by id. */
  readonly #names: ReadonlyMap<string, string>;
  readonly #table: Table;
  readonly #options: SurveyOptions;
  readonly #interner = new Interner();
  readonly #lost = new Map<string, string>();
  #made = 0;
  #of: number | undefined;

  constructor(door: Door, numbers: readonly NumberName[], table: Table, options: SurveyOptions) {
    this.#door = door;
    this.#numbers = numbers;
    this.#names = new Map(numbers.map(({ id, phoneNumber }) => [id, phoneNumber]));
    this.#table = table;
    this.#options = options;
  }

  /** Reads one kind of record of all numbers. */
  async read(key: RecordKey): Promise<void> {
    const settings = this.#table.settings.filter(({ record }) => record === key);
    const table = { ...this.#table, settings };
    const left = new Set(this.#names.keys());
    const take = (raw: unknown): string | undefined => {
      if (!isRow(raw) || !this.#names.has(raw.id)) return undefined;
      const { id } = raw;
      left.delete(id);
      const block = key === this.#table.primary ? this.#standing(raw) : undefined;
      if (block) this.#miss(id, block);
      else this.#learn(id, wholeOf({ [key]: raw }, table));
      return id;
    };
    if (this.#numbers.length > few) {
      if (key === 'messaging') await this.#filtered(take);
      else await this.#paged(key, left, take);
    }
    await this.#singly(
      key,
      this.#numbers.filter(({ id }) => left.has(id)),
      take,
    );
  }

  /** Why nothing may be written to the number of this record; remembers one that is lost. */
  #standing({ id, status, phone_number: phoneNumber }: Row): Block | undefined {
    if (status === 'deleted') return { why: 'gone' };
    // Requests name a number by its id, people by the other name.
    if (typeof phoneNumber === 'string' && phoneNumber !== this.#names.get(id))
      return { why: 'misnamed', phoneNumber };
    if (typeof status === 'string' && lostStatuses.has(status)) this.#lost.set(id, status);
    return undefined;
  }

  async #paged(key: RecordKey, left: ReadonlySet<string>, take: (raw: unknown) => string | undefined) {
    const call = lists[key];
    const { places } = this.#options;
    if (!call) return;
    const read = async (number: number, signal?: AbortSignal): Promise<RawPage> => {
      const page = await this.#door.page(call, { number, size: pageSize }, signal);
      this.#tick();
      for (const raw of page.rows) {
        const id = take(raw);
        if (id !== undefined) places?.put(key, id, number);
        else if (isRow(raw) && places?.wants(raw.id)) places.put(key, raw.id, number);
      }
      return page;
    };
    const known = places?.pagesOf(key, this.#numbers);
    if (known) {
      if (known.length >= this.#numbers.length) return;
      this.#expect(known.length);
      return inParallel(known, width, this.#options.signal, async (number, signal) => {
        await read(number, signal);
      });
    }
    const first = await read(1, this.#options.signal);
    const pages = first.pages ?? (first.total === undefined ? undefined : Math.ceil(first.total / pageSize));
    // Without a count nobody can say what is cheaper, nor where the list ends: one by one is always right.
    if (pages === undefined || pages - 1 >= left.size) return;
    this.#expect(pages - 1);
    const rest = untilEmpty(pages, left);
    await inParallel(rest, width, this.#options.signal, async (number, signal) => {
      await read(number, signal);
    });
  }

  async #filtered(take: (raw: unknown) => string | undefined): Promise<void> {
    const parts = Array.from({ length: Math.ceil(this.#numbers.length / filtered) }, (_, at) =>
      this.#numbers.slice(at * filtered, (at + 1) * filtered),
    );
    this.#expect(parts.length);
    await inParallel(parts, width, this.#options.signal, async (part, signal) => {
      const page = await this.#door.page(messagingOf(part), { number: 1, size: pageSize }, signal);
      this.#tick();
      for (const raw of page.rows) take(raw);
    });
  }

  async #singly(
    key: RecordKey,
    numbers: readonly NumberName[],
    take: (raw: unknown) => unknown,
  ): Promise<void> {
    const asked = numbers.filter(({ id }) => !this.found.get(id)?.block);
    this.#expect(asked.length);
    await inParallel(asked, width, this.#options.signal, async ({ id }, signal) => {
      try {
        const raw = await readRecord[key](this.#door, id, signal);
        if (take(raw) !== id) this.#miss(id, { why: 'gone' });
      } catch (thrown) {
        if (!(thrown instanceof Failure) || !isAboutNumber(thrown)) throw thrown;
        const gone = thrown.kind === 'not-found' && key === this.#table.primary;
        this.#miss(id, gone ? { why: 'gone' } : { why: 'unread', sentence: thrown.sentence });
      }
      this.#tick();
    });
  }

  #learn(id: string, values: Values): void {
    const before = this.found.get(id);
    if (before?.block) return;
    const live = this.#interner.intern(before ? { ...before.live, ...values } : values);
    const lost = this.#lost.get(id);
    this.found.set(id, { live, ...(lost !== undefined && { lost }) });
  }

  #miss(id: string, block: Block): void {
    this.found.set(id, { live: {}, block });
  }

  #expect(more: number): void {
    this.#of = (this.#of ?? this.#made) + more;
  }

  #tick(): void {
    this.#made += 1;
    this.#options.onProgress?.({ made: this.#made, ...(this.#of !== undefined && { of: this.#of }) });
  }
}

/** The pages after the first, as long as something is still looked for. */
function* untilEmpty(pages: number, left: ReadonlySet<string>): Generator<number> {
  for (let number = 2; number <= pages && left.size > 0; number++) yield number;
}

/** A refusal that says something of this number, and not that nothing can be read at all. */
function isAboutNumber({ kind }: Failure): boolean {
  return kind === 'not-found' || kind === 'rejected' || kind === 'unreadable' || kind === 'server';
}
