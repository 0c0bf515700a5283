import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { sourceNames, type Entry, type SourceName } from '../../../src/core/timeline/entry.ts';
import { linesOf } from '../../../src/core/timeline/lines.ts';

process.env.TZ = 'America/New_York';

const at = (text: string) => Date.parse(text);

const entryOf = (source: SourceName, key: string, time: number | undefined): Entry => ({
  key,
  source,
  at: time,
  title: key,
  detail: '',
  opens: { type: 'plan', id: key },
});

const read = (name: SourceName, back: number, entries: readonly Entry[] = [], reading = false) => ({
  name,
  back,
  entries,
  reading,
});

const told = (lines: ReturnType<typeof linesOf>) =>
  lines.map((line) => {
    if (line.type === 'entry') return line.key;
    if (line.type === 'gap') return `gap ${line.source}`;
    return line.type === 'day' ? (line.day ?? 'some day') : `${String(line.days)} quiet`;
  });

describe('The lines of a timeline', () => {
  test('stand by days of this place, the newest first, with the days nothing is known of between them', () => {
    const events = [
      entryOf('audit', 'old', at('2026-10-01T12:00:00Z')),
      entryOf('audit', 'night', at('2026-10-11T02:00:00Z')),
      entryOf('audit', 'noon', at('2026-10-10T16:00:00Z')),
      entryOf('audit', 'some', undefined),
    ];
    const lines = linesOf([read('audit', -Infinity, events)], { since: 0 });
    assert.deepEqual(told(lines), [
      '2026-10-10',
      'night',
      'noon',
      '8 quiet',
      '2026-10-01',
      'old',
      'some day',
      'some',
    ]);
  });

  test('say where a source was not read, right where that begins', () => {
    const since = at('2026-10-01T00:00:00Z');
    const audit = [
      entryOf('audit', 'a2', at('2026-10-10T12:00:00Z')),
      entryOf('audit', 'a1', at('2026-10-02T12:00:00Z')),
    ];
    const lines = linesOf(
      [
        read('audit', -Infinity, audit),
        read('job', Infinity),
        read('delivery', at('2026-10-05T00:00:00Z')),
        read('charge', Infinity, [], true),
        read('plan', since),
      ],
      { since },
    );
    assert.deepEqual(told(lines), [
      'gap job',
      '2026-10-10',
      'a2',
      'gap delivery',
      '7 quiet',
      '2026-10-02',
      'a1',
    ]);
  });

  test('show nothing newer than what is looked back from', () => {
    const until = at('2026-10-05T00:00:00Z');
    const events = [
      entryOf('audit', 'later', until + 1),
      entryOf('audit', 'then', until),
      entryOf('audit', 'before', until - 1),
    ];
    const lines = linesOf([read('audit', -Infinity, events)], { since: 0, until });
    assert.deepEqual(told(lines).slice(1), ['then', 'before']);
  });

  test('hold each entry of the span once, in order, and one gap for each source that is behind', () => {
    const times = fc.option(fc.integer({ min: 0, max: 5_000_000_000 }), { nil: undefined });
    const source = fc.record({
      times: fc.array(times, { maxLength: 12 }),
      back: fc.oneof(
        fc.constant(Infinity),
        fc.constant(-Infinity),
        fc.integer({ min: 0, max: 5_000_000_000 }),
      ),
      reading: fc.boolean(),
    });
    const sources = fc.tuple(source, source, source, source, source);
    fc.assert(
      fc.property(sources, fc.integer({ min: 0, max: 4_000_000_000 }), (all, since) => {
        const reads = all.map(({ times: own, back, reading }, nth) => {
          const name = sourceNames[nth] ?? 'audit';
          return read(
            name,
            back,
            own.map((time, n) => entryOf(name, `${name}/${String(n)}`, time)),
            reading,
          );
        });
        const lines = linesOf(reads, { since });
        const entries = lines.flatMap((line) => (line.type === 'entry' ? [line.entry] : []));
        const wanted = reads
          .flatMap((one) => one.entries)
          .filter(({ at: time }) => time === undefined || time >= since);
        assert.deepEqual(entries.map(({ key }) => key).sort(), wanted.map(({ key }) => key).sort());
        const order = entries.map(({ at: time }) => time ?? -Infinity);
        assert.deepEqual(
          order,
          order.toSorted((one, other) => (one === other ? 0 : other > one ? 1 : -1)),
        );
        for (const { name, back, reading } of reads) {
          const gap = lines.findIndex((line) => line.type === 'gap' && line.source === name);
          assert.equal(gap >= 0, !reading && back > since);
          if (gap < 0) continue;
          // What stands above the gap is not older than what was read, and what stands below is.
          for (const [place, line] of lines.entries())
            if (line.type === 'entry')
              assert.equal(
                place < gap,
                (line.entry.at ?? -Infinity) >= back,
                `${line.key} at ${String(place)}`,
              );
        }
        assert.equal(new Set(lines.map(({ key }) => key)).size, lines.length);
      }),
    );
  });
});
