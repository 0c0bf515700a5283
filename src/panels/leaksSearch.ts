import { t } from '@vscode/l10n';
import {
  lookFor,
  mostRecords,
  isWhole,
  recordTypes,
  typeNames,
  type Looked,
  type RecordType,
  type SearchProgress,
  type TypeLooked,
} from '../core/billing/silence.ts';
import { grouped } from '../core/model/text.ts';
import type { RecordsText } from '../core/protocol/leaks.ts';
import type { Disposable } from '../core/state/emitter.ts';
import type { Session } from '../core/state/session.ts';
import type { Failure } from '../core/telnyx/failure.ts';
import { failureFrom } from '../core/telnyx/failureFrom.ts';
import { failureText } from './failureText.ts';

export type Days = RecordsText['days'];
const spans: readonly Days[] = [30, 60, 90];
const dayLong = 86_400_000;

/** How a person wants records to be looked through. */
export interface Wanted {
  readonly days: Days;
  readonly types: readonly RecordType[];
}

/** Looking through detail records for numbers, when a person asks for it; what it showed stays until the next time. */
export class LeaksSearch implements Disposable {
  readonly #changed: () => void;
  readonly #language: string;
  #wanted: Wanted;
  #running: AbortController | undefined;
  #progress: SearchProgress | undefined;
  #looked: Looked | undefined;
  #stopped = false;
  #failure: Failure | undefined;

  constructor(wanted: Wanted, language: string, changed: () => void) {
    this.#wanted = wanted;
    this.#language = language;
    this.#changed = changed;
  }

  get wanted(): Wanted {
    return this.#wanted;
  }

  /** What was seen when it was looked at last; undefined before that. */
  get looked(): Looked | undefined {
    return this.#looked;
  }

  want(wanted: Partial<Wanted>): void {
    this.#wanted = { ...this.#wanted, ...wanted };
    this.#changed();
  }

  /** Looks for these numbers. Does nothing while it is looking, or where no type is chosen. */
  async start({ door, profile }: Session, phones: readonly string[], now: Date): Promise<void> {
    if (this.#running || this.#wanted.types.length === 0) return;
    const running = (this.#running = new AbortController());
    this.#stopped = false;
    this.#failure = this.#looked = undefined;
    const { days, types } = this.#wanted;
    const search = { types, phones, until: now, from: new Date(now.getTime() - days * dayLong) };
    this.#changed();
    try {
      const looked = await lookFor(door, search, running.signal, (progress) => {
        if (this.#running === running) this.#tell(progress);
      });
      if (this.#running === running) this.#looked = looked;
    } catch (thrown) {
      const failure = failureFrom(thrown, { host: profile.baseUrl, writeSent: false });
      if (this.#running === running && failure.kind !== 'cancelled') this.#failure = failure;
    }
    if (this.#running !== running) return;
    this.#running = this.#progress = undefined;
    this.#changed();
  }

  /** What was seen so far is forgotten: a part of the records says nothing. */
  stop(): void {
    if (!this.#running) return;
    this.#leave();
    this.#stopped = true;
    this.#changed();
  }

  /** Forgets everything: it is of another account. */
  clear(): void {
    this.#leave();
    this.#looked = this.#failure = undefined;
    this.#stopped = false;
  }

  dispose(): void {
    this.#leave();
  }

  text(): RecordsText {
    const { days, types } = this.#wanted;
    return {
      days,
      spans: spans.map((one) => ({ days: one, label: t('Last {0} days', one) })),
      types: recordTypes.map((type) => ({ type, label: typeNames[type](), chosen: types.includes(type) })),
      ...(this.#running && { running: this.#progressText() }),
      told: this.#told(),
      ...(this.#failure && { failure: failureText(this.#failure) }),
    };
  }

  #leave(): void {
    this.#running?.abort();
    this.#running = this.#progress = undefined;
  }

  #tell(progress: SearchProgress): void {
    this.#progress = progress;
    this.#changed();
  }

  #progressText(): string {
    if (!this.#progress) return t('Looking…');
    const { type, records, total } = this.#progress;
    const name = typeNames[type]();
    return total === undefined
      ? t('{0}: {1} records read', name, grouped(records))
      : t('{0}: {1} of {2} records read', name, grouped(records), grouped(total));
  }

  #told(): readonly string[] {
    if (this.#stopped) return [t('Stopped. What was looked at only in part says nothing, so it was let go.')];
    if (!this.#looked) return [];
    const { types, from, until, seen } = this.#looked;
    const days = new Intl.DateTimeFormat(this.#language, { dateStyle: 'medium' });
    const when = days.formatRange(from, until);
    const whole = types.filter(({ how }) => how === 'whole');
    const of = whole.map(({ type, records }) => t('{0} ({1})', typeNames[type](), grouped(records)));
    return [
      ...(whole.length > 0 ? [t('Looked at, {0}: {1}.', when, of.join(', '))] : []),
      ...(seen.all ? [t('Every one of these numbers was used.')] : types.flatMap(partText)),
      ...(seen.all || isWhole(this.#looked) ? [] : [notWhole()]),
      t('Types of records that are not named here were not looked at.'),
    ];
  }
}

const notWhole = () =>
  t('Not every one of these kinds of records was looked through, so no number is called unused.');

function partText({ type, how, sentence, records }: TypeLooked): readonly string[] {
  const name = typeNames[type]();
  if (how === 'whole') return [];
  if (how === 'refused')
    return [t('{0}: not looked at, since Telnyx does not show them. {1}', name, sentence ?? '')];
  return [
    records >= mostRecords
      ? t(
          '{0}: only the latest {1} records were read, so no number is called unused.',
          name,
          grouped(records),
        )
      : t('{0}: the records changed while they were read, so no number is called unused. Look again.', name),
  ];
}
