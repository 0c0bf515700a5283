import { t } from '@vscode/l10n';
import { visible } from '../core/model/text.ts';
import type { Before, TimelinePage, TimelineSource } from '../core/protocol/timeline.ts';
import { Emitter, type Disposable, type Event } from '../core/state/emitter.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { sourceNames, type Entry } from '../core/timeline/entry.ts';
import { Timeline } from '../core/timeline/timeline.ts';
import { timelineSources, type TimelineSourceParts } from './timelineSources.ts';
import { inVainText, sourceText, TimelineWords } from './timelineText.ts';

export interface TimelineViewParts extends TimelineSourceParts {
  readonly account: CurrentAccount;
  readonly profile: { readonly id: string; readonly name: string };
  readonly before?: Before | undefined;
  /** Absent: all of them, or of what comes before something only what may have caused it. */
  readonly shown?: readonly TimelineSource[] | undefined;
  readonly span?: number | undefined;
  /** Milliseconds since 1970; the clock of the machine where absent. */
  readonly now?: () => number;
}

/** What may have caused something. */
const causes: readonly TimelineSource[] = ['audit', 'plan', 'job'];

const firstRows = { from: 0, to: 80 };
/** More rows than any screen shows, so that no message grows with the account. */
const mostRows = 400;

/** What happened to one number, as far as it was read. It only reads. */
export class TimelineView implements Disposable {
  readonly parts: TimelineViewParts;
  readonly #changed = new Emitter<void>();
  readonly #words: TimelineWords;
  readonly #following: Disposable;
  #before: Before | undefined;
  #session: Session | undefined;
  #timeline: Timeline | undefined;
  #listening: Disposable | undefined;
  #readAt = 0;
  #rows = firstRows;
  /** The key of the line that keys act on: lines come and go above it. */
  #active: string | undefined;

  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(parts: TimelineViewParts) {
    this.parts = parts;
    this.#before = parts.before;
    this.#words = new TimelineWords(parts.language);
    this.#following = parts.account.onDidChange(() => this.#follow());
    this.#follow();
  }

  get before(): Before | undefined {
    return this.#before;
  }

  get title(): string {
    return visible(this.parts.about.phoneNumber);
  }

  show(source: TimelineSource, shown: boolean): void {
    this.#timeline?.show(source, shown);
  }

  look(rows: { readonly from: number; readonly to: number }): void {
    this.#rows = rows;
    this.#changed.fire();
  }

  move(by: number): void {
    this.go(this.#place + by);
  }

  go(place: number): void {
    const lines = this.#timeline?.lines ?? [];
    this.#active = lines[Math.max(0, Math.min(place, lines.length - 1))]?.key;
    this.#changed.fire();
  }

  /** What is to be opened; a gap is read on instead. */
  open(key: string): Entry | undefined {
    const line = this.#timeline?.lines.find((one) => one.key === key);
    this.#active = line?.key;
    if (line?.type === 'gap') this.further(line.source);
    return line?.type === 'entry' ? line.entry : undefined;
  }

  further(source: TimelineSource): void {
    this.#timeline?.further(source);
  }

  older(): void {
    this.#timeline?.older();
  }

  /** Reads all of it again. */
  refresh(): void {
    this.#begin();
  }

  /** Shows what came later, too. */
  everything(): void {
    this.#before = undefined;
    this.#begin(sourceNames);
  }

  state(): TimelinePage {
    const { profile, about } = this.parts;
    const timeline = this.#timeline;
    const lines = timeline?.lines ?? [];
    const from = Math.min(this.#rows.from, Math.max(0, lines.length - 1));
    const rows = lines.slice(from, Math.min(this.#rows.to, from + mostRows));
    const behind = new Set(
      timeline?.behind.flatMap(({ name, limit }) => (limit === undefined ? [name] : [])),
    );
    return {
      title: this.title,
      account: visible(profile.name),
      busy: timeline?.reading ?? false,
      ...(!this.#session && { closed: this.#closedText() }),
      ...(this.#before && { before: this.#beforeText(this.#before) }),
      sources: timeline?.sources.map((source) => sourceText(source, timeline, this.#words)) ?? [],
      notes: timeline ? this.#notes(timeline) : [],
      canGoBack: timeline !== undefined && (timeline.canGoBack || behind.size > 0),
      lines: {
        total: lines.length,
        from,
        rows: rows.map((line) => this.#words.line(line, (source) => behind.has(source))),
      },
      active: this.#place,
      restore: {
        profile: profile.id,
        account: profile.name,
        ...about,
        shown: [...(timeline?.shown ?? this.#shownAtFirst)],
        span: timeline?.span ?? this.parts.span ?? 0,
        ...(this.#before && { before: this.#before }),
      },
    };
  }

  dispose(): void {
    this.#leave();
    this.#following.dispose();
    this.#changed.dispose();
  }

  get #place(): number {
    const place = this.#timeline?.lines.findIndex(({ key }) => key === this.#active) ?? 0;
    return Math.max(0, place);
  }

  get #shownAtFirst(): readonly TimelineSource[] {
    return this.parts.shown ?? (this.#before ? causes : sourceNames);
  }

  #notes(timeline: Timeline): readonly string[] {
    const inVain = inVainText(timeline);
    return [
      ...(inVain === undefined ? [] : [inVain]),
      t('Since {0}, read at {1}.', this.#words.date(timeline.since), this.#words.date(this.#readAt)),
      ...(timeline.shown.includes('audit')
        ? [t('The audit log may be late or incomplete: Telnyx keeps it as best effort.')]
        : []),
    ];
  }

  #beforeText({ label, at }: Before): string {
    return t('What came before {0} of {1}.', visible(label), this.#words.date(at));
  }

  #closedText(): string {
    return t(
      'The account "{0}" is not open. Switch to it to see this timeline.',
      visible(this.parts.profile.name),
    );
  }

  #follow(): void {
    const { account, profile } = this.parts;
    const session = account.session?.profile.id === profile.id ? account.session : undefined;
    if (session === this.#session) return;
    this.#session = session;
    this.#begin();
  }

  #leave(): void {
    this.#listening?.dispose();
    this.#timeline?.dispose();
    this.#timeline = this.#listening = undefined;
  }

  #begin(shown?: readonly TimelineSource[]): void {
    const before = this.#timeline;
    const kept = {
      shown: shown ?? before?.shown ?? this.#shownAtFirst,
      span: before?.span ?? this.parts.span ?? 0,
    };
    this.#leave();
    const session = this.#session;
    if (session) {
      this.#readAt = (this.parts.now ?? Date.now)();
      this.#timeline = new Timeline({
        ...kept,
        sources: (changed) =>
          timelineSources(this.parts, session, { until: this.#before?.at, now: this.#readAt }, changed),
        until: this.#before?.at,
        now: this.#readAt,
      });
      this.#listening = this.#timeline.onDidChange(() => this.#changed.fire());
    }
    this.#changed.fire();
  }
}
