import { sourceNames, type Entry, type SourceName } from './entry.ts';

/** A line of a timeline, the newest first. */
export type Line =
  /** `day`: YYYY-MM-DD here; undefined for what nobody dates. */
  | { readonly type: 'day'; readonly key: string; readonly day: string | undefined; readonly entries: number }
  | { readonly type: 'entry'; readonly key: string; readonly entry: Entry }
  /** Below this line a source was not read. `back`: what is above it was; undefined where that is nothing. */
  | {
      readonly type: 'gap';
      readonly key: string;
      readonly source: SourceName;
      readonly back: number | undefined;
    }
  /** So many whole days of which nothing is known. */
  | { readonly type: 'quiet'; readonly key: string; readonly days: number };

interface Read {
  readonly name: SourceName;
  readonly entries: readonly Entry[];
  readonly back: number;
  /** More of it is on its way: where it ends is not known yet. */
  readonly reading: boolean;
}

interface Span {
  /** Nothing older is shown: what one source has beyond it, others may not. */
  readonly since: number;
  /** Nothing newer is shown. */
  readonly until?: number | undefined;
}

const dayLong = 86_400_000;

/** The day of an instant here, as people write it in files. */
function dayOf(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${String(date.getFullYear())}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Days from one day to another, whatever clocks do between them. */
function daysApart(later: string, earlier: string): number {
  return Math.round((Date.parse(later) - Date.parse(earlier)) / dayLong);
}

/** Newest first; of one instant, as the sources stand; those without a time last. */
function compare(one: Entry, other: Entry): number {
  const [early, late] = [one.at ?? -Infinity, other.at ?? -Infinity];
  if (early !== late) return late > early ? 1 : -1;
  return sourceNames.indexOf(one.source) - sourceNames.indexOf(other.source);
}

type Mark = Extract<Line, { type: 'entry' | 'gap' }>;

/** Entries and gaps in one order. A gap stands below all that its source was read back to. */
function marks(reads: readonly Read[], { since, until = Infinity }: Span): readonly Mark[] {
  const entries = reads
    .flatMap((read) => read.entries)
    .filter(({ at }) => at === undefined || (at >= since && at <= until))
    .toSorted(compare);
  const gaps = reads
    .filter(({ back, reading }) => !reading && back > since)
    .toSorted((one, other) => (one.back === other.back ? 0 : other.back > one.back ? 1 : -1));
  const all: Mark[] = [];
  let next = 0;
  const putGaps = (down: number) => {
    for (let gap = gaps[next]; gap && gap.back > down; gap = gaps[++next]) {
      const back = gap.back === Infinity ? undefined : gap.back;
      all.push({ type: 'gap', key: `gap/${gap.name}`, source: gap.name, back });
    }
  };
  for (const entry of entries) {
    putGaps(entry.at ?? -Infinity);
    all.push({ type: 'entry', key: entry.key, entry });
  }
  putGaps(-Infinity);
  return all;
}

/** What is known of a number, by days, with what is not known where it would stand. */
export function linesOf(reads: readonly Read[], span: Span): readonly Line[] {
  const lines: Line[] = [];
  let heading: { line: Extract<Line, { type: 'day' }>; at: number } | undefined;
  for (const mark of marks(reads, span)) {
    if (mark.type === 'entry') {
      const { at } = mark.entry;
      const day = at === undefined ? undefined : dayOf(at);
      if (!heading || heading.line.day !== day) {
        const quiet =
          heading?.line.day !== undefined && day !== undefined ? daysApart(heading.line.day, day) - 1 : 0;
        if (quiet > 0) lines.push({ type: 'quiet', key: `quiet/${day ?? ''}`, days: quiet });
        heading = { line: { type: 'day', key: `day/${day ?? ''}`, day, entries: 0 }, at: lines.length };
        lines.push(heading.line);
      }
      const line = { ...heading.line, entries: heading.line.entries + 1 };
      lines[heading.at] = line;
      heading = { line, at: heading.at };
    }
    lines.push(mark);
  }
  return lines;
}
