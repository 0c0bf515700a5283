import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addDays, daysBetween, parseDate } from '../../../src/core/billing/dates.ts';
import {
  lastDayOf,
  monthOf,
  monthsUntil,
  periodDays,
  periodFrom,
  periodTitle,
  recentMonths,
  stepped,
  windowsOf,
  type Period,
} from '../../../src/core/billing/period.ts';

const dates = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2200, 0, 1) }).map((ms) => {
  const date = parseDate(new Date(ms).toISOString().slice(0, 10));
  assert.ok(date);
  return date;
});

const spanOf = (first: string, last: string): Period => {
  const period = periodFrom(first, last);
  assert.ok(typeof period !== 'string');
  return period;
};

const complaintAbout = (first: string, last: string): string => {
  const complaint = periodFrom(first, last);
  assert.ok(typeof complaint === 'string');
  return complaint;
};
/** Engines differ in which of the spaces they write around a dash. */
const plainSpaces = (text: string) => text.replace(/\s/g, ' ');

describe('Periods', () => {
  test('of a month fit into one request and join without gap or overlap', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const month = monthOf(date);
        assert.ok(daysBetween(month.from, month.to) <= 31);
        assert.ok(month.from <= date && date <= lastDayOf(month));
        assert.equal(stepped(month, 'next').from, month.to);
        assert.deepEqual(stepped(stepped(month, 'next'), 'previous'), month);
      }),
    );
  });

  test('of other days step by their own length', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 27 }), (first, more) => {
        const period = spanOf(first, addDays(first, more));
        // A whole February steps as a month.
        fc.pre(!first.endsWith('-02-01') || more < 27);
        const next = stepped(period, 'next');
        assert.equal(next.from, period.to);
        assert.equal(daysBetween(next.from, next.to), more + 1);
        assert.deepEqual(stepped(next, 'previous'), period);
      }),
    );
  });

  test('end after their last day for the API, and with it for people', () => {
    const period = spanOf('2024-02-01', '2024-02-29');
    assert.deepEqual(period, { from: '2024-02-01', to: '2024-03-01' });
    assert.equal(lastDayOf(period), '2024-02-29');
    assert.equal(plainSpaces(periodDays(period, 'en')), 'Feb 1 – 29, 2024');
    assert.equal(plainSpaces(periodTitle(period, 'en')), 'February 2024');
    assert.equal(periodTitle(period, 'zh-cn'), '2024年2月');
    assert.equal(
      plainSpaces(periodTitle(spanOf('2025-12-20', '2026-01-05'), 'en')),
      'Dec 20, 2025 – Jan 5, 2026',
    );
    assert.equal(plainSpaces(periodTitle(spanOf('2025-12-20', '2025-12-20'), 'en')), 'Dec 20, 2025');
  });

  test('of recent months run backwards over the turn of the year', () => {
    const months = recentMonths('2025-02-28', 13);
    assert.deepEqual(months[0], { from: '2025-02-01', to: '2025-03-01' });
    assert.deepEqual(months[2], { from: '2024-12-01', to: '2025-01-01' });
    assert.deepEqual(months[12], { from: '2024-02-01', to: '2024-03-01' });
  });

  test('that cannot be asked for say why', () => {
    assert.match(complaintAbout('2025-06-02', '2025-06-01'), /before the first day/);
    assert.match(complaintAbout('', '2025-06-01'), /Enter a first day/);
    assert.match(complaintAbout('2025-06-01', '2025-06-31'), /Enter a last day/);
    assert.match(complaintAbout('2022-06-01', '2025-06-05'), /^1101 days are too many.* 1100\./);
    assert.deepEqual(periodFrom('2025-06-01', '2025-06-01'), { from: '2025-06-01', to: '2025-06-02' });
    assert.deepEqual(periodFrom('2025-06-01', '2025-07-01'), { from: '2025-06-01', to: '2025-07-02' });
  });

  test('of any length are windows that Telnyx takes, without gap or overlap, whole months where they can be', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 1099 }), (first, more) => {
        const period = spanOf(first, addDays(first, more));
        const windows = windowsOf(period);
        assert.equal(windows[0]?.from, period.from);
        assert.equal(windows.at(-1)?.to, period.to);
        for (const [at, { from, to }] of windows.entries()) {
          const days = daysBetween(from, to);
          assert.ok(days >= 1 && days <= 31, `${from} ${to}`);
          assert.equal(windows[at + 1]?.from ?? period.to, to);
          if (at > 0 && at < windows.length - 1) assert.deepEqual({ from, to }, monthOf(from));
        }
      }),
    );
    assert.deepEqual(windowsOf(spanOf('2024-02-28', '2024-03-01')), [
      { from: '2024-02-28', to: '2024-03-01' },
      { from: '2024-03-01', to: '2024-03-02' },
    ]);
  });

  test('of several whole months are named by them, and step as so many months', () => {
    const year = monthsUntil('2026-01-15', 12, 1);
    assert.deepEqual(year, { from: '2025-01-01', to: '2026-01-01' });
    assert.equal(plainSpaces(periodTitle(year, 'en')), 'January – December 2025');
    assert.deepEqual(stepped(year, 'previous'), { from: '2024-01-01', to: '2025-01-01' });
    const quarter = spanOf('2024-01-01', '2024-03-31');
    assert.deepEqual(stepped(quarter, 'next'), spanOf('2024-04-01', '2024-06-30'));
    assert.deepEqual(stepped(stepped(quarter, 'next'), 'previous'), quarter);
  });

  test('never shift with the time zone of the machine', () => {
    const source = join(import.meta.dirname, '../../../src/core/billing/period.ts');
    const script = `
      import { periodDays, periodFrom, periodTitle, stepped } from ${JSON.stringify(source)};
      const period = periodFrom('2024-02-01', '2024-02-29');
      const days = periodFrom('2025-12-31', '2026-01-01');
      console.log(JSON.stringify([period, stepped(period, 'next'), periodTitle(period, 'en'), periodDays(days, 'en')]));`;
    const answers = ['UTC', 'Etc/GMT+12', 'Pacific/Kiritimati', 'America/Sao_Paulo', 'Asia/Kolkata'].map(
      (TZ) =>
        execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
          encoding: 'utf8',
          env: { ...process.env, TZ },
        }),
    );
    assert.match(answers[0] ?? '', /February 2024/);
    assert.equal(new Set(answers).size, 1);
  });
});
