import { t } from '@vscode/l10n';
import { grouped, visible } from '../core/model/text.ts';
import type { NumberResult } from '../core/plan/run.ts';
import type { SourceText, TimelineLine } from '../core/protocol/timeline.ts';
import type { ChoiceLists } from '../core/state/choiceLists.ts';
import { dotted, few } from '../core/resources/show.ts';
import { showValue } from '../core/settings/kinds.ts';
import { mobileTable } from '../core/settings/mobile.ts';
import { settingId, type Setting, type Value } from '../core/settings/setting.ts';
import { numberTable } from '../core/settings/table.ts';
import type { Source, SourceName } from '../core/timeline/entry.ts';
import type { Line } from '../core/timeline/lines.ts';
import type { TellPlan } from '../core/timeline/planSource.ts';
import type { Timeline } from '../core/timeline/timeline.ts';
import { failureText } from './failureText.ts';
import { stateOf } from './runWords.ts';

const labels: Readonly<Record<SourceName, () => string>> = {
  audit: () => t('Audit log'),
  plan: () => t('Plans'),
  job: () => t('Jobs'),
  delivery: () => t('Webhook deliveries'),
  charge: () => t('Charges'),
};

/** Why a wish for something older ended without; undefined where it did not. */
export function inVainText({ soughtInVain, behind }: Timeline): string | undefined {
  if (!soughtInVain) return undefined;
  const waiting = behind.filter(({ limit }) => limit === undefined).map(({ name }) => labels[name]());
  return waiting.length === 0
    ? t('Nothing older was found.')
    : t(
        'Nothing older was found so far. Not read far enough yet: {0}. Load Older reads on.',
        few(waiting, 5),
      );
}

/** Times and days in words of the person's language. */
export class TimelineWords {
  readonly #day: Intl.DateTimeFormat;
  readonly #time: Intl.DateTimeFormat;
  readonly #date: Intl.DateTimeFormat;

  constructor(language: string) {
    this.#day = new Intl.DateTimeFormat(language, { dateStyle: 'full' });
    this.#time = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
    this.#date = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  }

  date(at: number): string {
    return this.#date.format(at);
  }

  line(line: Line, canRead: (source: SourceName) => boolean): TimelineLine {
    const { key, type } = line;
    switch (type) {
      case 'day':
        return { type, key, label: this.#dayText(line.day, line.entries) };
      case 'quiet':
        return {
          type,
          key,
          label:
            line.days === 1
              ? t('Nothing is known of 1 day')
              : t('Nothing is known of {0} days', grouped(line.days)),
        };
      case 'gap':
        return { type, key, label: this.#gapText(line.source, line.back), further: canRead(line.source) };
      case 'entry':
        return this.#entryLine(line);
    }
  }

  #dayText(day: string | undefined, entries: number): string {
    const name = day === undefined ? t('At an unknown time') : this.#day.format(new Date(`${day}T12:00:00`));
    return entries === 1 ? name : t('{0} ({1})', name, grouped(entries));
  }

  #gapText(source: SourceName, back: number | undefined): string {
    const label = labels[source]();
    return back === undefined
      ? t('{0}: not read, so nothing of them is shown', label)
      : t('{0}: not read before {1}, so nothing of them is shown below', label, this.date(back));
  }

  #entryLine({ key, entry }: Extract<Line, { type: 'entry' }>): TimelineLine {
    const { source, at, wholeDay, title, detail, tone } = entry;
    const time = at === undefined || wholeDay ? '' : this.#time.format(at);
    const words = { title: visible(title), detail: visible(dotted(labels[source](), detail)) };
    const when = at === undefined ? t('at an unknown time') : wholeDay ? '' : this.date(at);
    return {
      type: 'entry',
      key,
      source,
      time,
      ...words,
      tone: tone ?? 'plain',
      spoken: [words.title, words.detail, when].filter(Boolean).join(', '),
    };
  }
}

/** A source and how far it was read. */
export function sourceText(source: Source, timeline: Timeline, words: TimelineWords): SourceText {
  const { name, failure, limit } = source;
  const shown = timeline.shown.includes(name);
  return {
    name,
    label: labels[name](),
    shown,
    words: shown ? dotted(countText(source, timeline), backText(source, timeline, words), limit) : '',
    ...(shown && failure && { failure: failureText(failure) }),
  };
}

function countText({ entries }: Source, { since }: Timeline): string {
  const count = entries.filter(({ at }) => at === undefined || at >= since).length;
  return count === 1 ? t('1 entry') : t('{0} entries', grouped(count));
}

function backText(
  { name, back, looked }: Source,
  timeline: Timeline,
  words: TimelineWords,
): string | undefined {
  if (timeline.isReading(name))
    return looked === 0 ? t('reading…') : t('reading… {0} looked at', grouped(looked));
  if (back <= timeline.since) return undefined;
  return back === Infinity ? t('not read') : t('read back to {0} only', words.date(back));
}

const settings = new Map<string, Setting>(
  [...mobileTable.settings, ...numberTable.settings].map((setting) => [settingId(setting), setting]),
);

/** `Connection: none → Berlin`, or the names of several settings. */
function changesOf({ parts }: NumberResult, choices: ChoiceLists): string | undefined {
  const all = parts.flatMap(({ mine, before }) =>
    Object.entries(mine).flatMap(([id, value]) => {
      const setting = settings.get(id);
      return setting ? [{ setting, before: before[id], mine: value }] : [];
    }),
  );
  const [first, ...others] = all;
  if (!first) return undefined;
  if (others.length > 0)
    return few(
      all.map(({ setting }) => setting.label()),
      4,
    );
  const { setting, before, mine } = first;
  const { type } = setting;
  const show = (value: Value | undefined) =>
    showValue(setting, value, (id) => (type.kind === 'choice' ? choices.name(type.from, id) : undefined));
  return t('{0}: {1} → {2}', setting.label(), show(before), show(mine));
}

/** What a plan came to for one number; ids stand for themselves where their names are not loaded. */
export function tellPlan(choices: ChoiceLists): TellPlan {
  return (result) => {
    const { words, tone } = stateOf(result, undefined);
    return { words: dotted(words, changesOf(result, choices)), tone: tone === 'warning' ? 'waiting' : tone };
  };
}
