import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Pace } from '../../../src/core/plan/pace.ts';

describe('The pace of a run', () => {
  test('is not told from the first quick numbers', () => {
    const pace = new Pace();
    assert.deepEqual(pace.outlook(360), {});
    for (let at = 0; at < 2000; at += 100) pace.note(at, 100);
    assert.deepEqual(pace.outlook(360), {});
  });

  test('is told once it was watched for two seconds', () => {
    const pace = new Pace();
    for (let at = 0; at <= 4000; at += 1000) pace.note(at, 5);
    assert.deepEqual(pace.outlook(50), { perSecond: 5, secondsLeft: 10 });
  });

  test('looks back over the last 20 seconds only, and bears a clock that is set back', () => {
    const pace = new Pace();
    pace.note(0, 1000);
    for (let at = 30_000; at <= 40_000; at += 1000) pace.note(at, 2);
    assert.deepEqual(pace.outlook(20), { perSecond: 2, secondsLeft: 10 });
    pace.note(5000, 1);
    assert.deepEqual(pace.outlook(20), {});
  });
});
