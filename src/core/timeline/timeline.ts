import { Emitter, type Disposable, type Event } from '../state/emitter.ts';
import { linesOf, type Line } from './lines.ts';
import type { Source, SourceName } from './entry.ts';

const dayLong = 86_400_000;

/** How far back is read at first, and with each wish for more, in days. */
const spans = [30, 90, 180, 365, 730, 1095] as const;

interface TimelineParts {
  readonly sources: (changed: () => void) => readonly Source[];
  readonly shown: readonly SourceName[];
  /** The time that spans are counted from, and nothing after it is shown; milliseconds since 1970. */
  readonly until?: number | undefined;
  readonly now: number;
  /** Which of the spans to begin with, from 0. */
  readonly span: number;
}

/** What is known of one number, from several sources that are read side by side: one that fails leaves the others. */
export class Timeline implements Disposable {
  readonly sources: readonly Source[];
  readonly #parts: TimelineParts;
  readonly #changed = new Emitter<void>();
  readonly #reading = new Set<SourceName>();
  #shown: ReadonlySet<SourceName>;
  #span: number;
  #lines: readonly Line[] | undefined;
  /** How many entries there were when somebody wished for older ones, until the answer is known. */
  #sought: number | undefined;
  #inVain = false;

  readonly onDidChange: Event<void> = this.#changed.event;

  constructor(parts: TimelineParts) {
    this.#parts = parts;
    this.#shown = new Set(parts.shown);
    this.#span = Math.max(0, Math.min(parts.span, spans.length - 1));
    this.sources = parts.sources(() => this.#draw());
    this.#readShown();
  }

  get shown(): readonly SourceName[] {
    return this.sources.flatMap(({ name }) => (this.#shown.has(name) ? [name] : []));
  }

  get span(): number {
    return this.#span;
  }

  /** What is older is not shown, in milliseconds since 1970. */
  get since(): number {
    const { until, now } = this.#parts;
    return (until ?? now) - (spans[this.#span] ?? 0) * dayLong;
  }

  get canGoBack(): boolean {
    return this.#span < spans.length - 1;
  }

  /** The last wish for something older ended without. */
  get soughtInVain(): boolean {
    return this.#inVain;
  }

  isReading(name: SourceName): boolean {
    return this.#reading.has(name);
  }

  get reading(): boolean {
    return this.#reading.size > 0;
  }

  /** Sources that are shown and were not read as far as is shown. */
  get behind(): readonly Source[] {
    return this.sources.filter(({ name, back }) => this.#shown.has(name) && back > this.since);
  }

  get lines(): readonly Line[] {
    this.#lines ??= linesOf(
      this.sources
        .filter(({ name }) => this.#shown.has(name))
        .map(({ name, entries, back }) => ({ name, entries, back, reading: this.#reading.has(name) })),
      { since: this.since, until: this.#parts.until },
    );
    return this.#lines;
  }

  /** A source that nobody looks at is not read. */
  show(name: SourceName, shown: boolean): void {
    const all = new Set(this.#shown);
    if (shown) all.add(name);
    else all.delete(name);
    this.#shown = all;
    this.#inVain = false;
    this.#readShown();
    this.#draw();
  }

  /**
   * Reads further what is behind; when nothing waits for that, goes further back, also while it reads. Goes on until
   * something older is shown, as long as a source is read as far as is shown at once.
   */
  older(): void {
    this.#sought = this.#entries;
    this.#inVain = false;
    const waiting = this.#waiting.some(({ name }) => !this.#reading.has(name));
    if (!waiting && this.canGoBack) this.#span += 1;
    this.#readShown();
    this.#draw();
    this.#seek();
  }

  /** Reads one source on, also after a failure. */
  further(name: SourceName): void {
    const source = this.sources.find((one) => one.name === name);
    if (source) void this.#read(source);
    this.#draw();
  }

  dispose(): void {
    this.#changed.dispose();
    for (const source of this.sources) source.dispose();
  }

  /** Behind, and can be read on. */
  get #waiting(): readonly Source[] {
    return this.behind.filter(({ limit }) => limit === undefined);
  }

  get #entries(): number {
    return this.lines.filter(({ type }) => type === 'entry').length;
  }

  /** Goes on with what was wished for, once nothing is read. */
  #seek(): void {
    const sought = this.#sought;
    if (sought === undefined) return;
    while (!this.reading && this.#entries <= sought && this.#waiting.length === 0 && this.canGoBack) {
      this.#span += 1;
      this.#lines = undefined;
      this.#readShown();
    }
    if (!this.reading) {
      this.#inVain = this.#entries <= sought;
      this.#sought = undefined;
    }
    this.#draw();
  }

  #readShown(): void {
    for (const source of this.#waiting) void this.#read(source);
  }

  async #read(source: Source): Promise<void> {
    if (this.#reading.has(source.name)) return;
    this.#reading.add(source.name);
    const { since } = this;
    await source.readTo(since);
    this.#reading.delete(source.name);
    // More was wished meanwhile.
    if (this.since < since && this.#shown.has(source.name)) this.#readShown();
    this.#draw();
    if (!this.reading) this.#seek();
  }
  #draw(): void {
    this.#lines = undefined;
    this.#changed.fire();
  }
}
