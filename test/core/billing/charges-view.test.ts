import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Failure } from '../../../src/core/telnyx/failure.ts';
import type { Simulator } from '../../simulator.ts';
import { explorer, profile } from './explorer.ts';

const queries = (simulator: Simulator) => simulator.log.map(({ path, query }) => `${path}?${query}`);

describe('The charges of an account', () => {
  test('are loaded when the account opens, and add up', async (t) => {
    const { view, open, settled, simulator } = await explorer(t);
    assert.match(view.state().closed ?? '', /"Work" is not open/);
    open();
    assert.equal(view.state().loading, true);
    await settled();
    const { report, failure, period, closed } = view.state();
    assert.deepEqual([failure, closed], [undefined, undefined]);
    assert.equal(period.title, 'May 2025');
    assert.ok(report);
    assert.equal(report.check.tone, 'good', report.check.sentence);
    assert.match(report.grandTotal.text, /^\$[\d,]+\.\d{2,}$/);
    assert.ok(report.lines.length > 5 && report.bars.length > 5);
    assert.match(queries(simulator).join(), /charges_summary\?.*start_date=2025-05-01.*/);
    assert.match(queries(simulator).join(), /end_date=2025-06-01/);
  });

  test('add up in every period that is offered, those of a year too', async (t) => {
    const { view, open, settled } = await explorer(t);
    open();
    for (const month of view.state().offers) {
      view.show(month);
      await settled();
      assert.deepEqual(
        [view.state().report?.check.tone, view.state().report?.warnings],
        ['good', []],
        month.label,
      );
    }
  });

  test('of days that cannot be shown stay as they are, with a complaint', async (t) => {
    const { view, open, settled, simulator } = await explorer(t);
    open();
    await settled();
    const before = simulator.traffic.requests;
    view.show({ from: '2019-01-01', lastDay: '2025-03-01' });
    const { complaint, report, period } = view.state();
    assert.match(complaint?.sentence ?? '', /2252 days are too many/);
    assert.equal(complaint?.from, '2019-01-01');
    assert.ok(report);
    assert.equal(period.title, 'May 2025');
    view.step('next');
    await settled();
    assert.deepEqual([view.state().complaint, view.state().period.title], [undefined, 'June 2025']);
    assert.equal(simulator.traffic.requests, before + 1);
  });

  test('show only the answer to the last question', async (t) => {
    const { view, open, settled } = await explorer(t, { latencyMs: 20 });
    open();
    view.step('previous');
    view.step('previous');
    await settled();
    const { period, report } = view.state();
    assert.equal(period.title, 'March 2025');
    assert.deepEqual(report?.warnings, [], 'the report is about the days that are shown');
  });

  test('that cannot be loaded are a failure with what to do, beside the report there was', async (t) => {
    const { view, open, settled, cutOff } = await explorer(t);
    open();
    await settled();
    await cutOff();
    view.reload();
    await settled();
    const { failure, report } = view.state();
    assert.ok(report);
    assert.match(failure?.sentence ?? '', /127\.0\.0\.1/);
    assert.equal(failure?.repair, undefined);
  });

  test('with a bad key offer to replace it', async (t) => {
    const { view, open, settled } = await explorer(t);
    open({}, 'KEY_WRONG');
    await settled();
    assert.equal(view.state().failure?.repair, 'replace-key');
    assert.equal(view.state().report, undefined);
  });

  test('leave with their account and come back with it', async (t) => {
    const { view, account, open, settled } = await explorer(t);
    open();
    await settled();
    open({ id: 'other', name: 'Other' });
    assert.match(view.state().closed ?? '', /"Work" is not open/);
    assert.equal(view.state().report, undefined);
    const failure = new Failure({ kind: 'misuse', sentence: 'No key.', wayOut: 'replace-key' });
    account.become({ phase: 'locked', profile, failure });
    assert.match(view.state().closed ?? '', /"Work" cannot be opened: No key\./);
    open({ name: 'Renamed' });
    await settled();
    assert.equal(view.state().account, 'Renamed');
    assert.ok(view.state().report);
  });

  test('remember enough to come back after a reload, and nothing secret', async (t) => {
    const { view, open, settled } = await explorer(t);
    open();
    await settled();
    assert.deepEqual(view.state().restore, {
      profile: 'work',
      account: 'Work',
      from: '2025-05-01',
      to: '2025-06-01',
      view: 'categories',
      within: [],
      compare: false,
    });
  });
});
