import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { healthAfter } from '../../../src/core/accounts/health.ts';

const request = { method: 'GET', path: '/balance', attempt: 1, ms: 3 };

describe('The health of an account', () => {
  test('is bad while the key is refused and good again after any other answer', () => {
    const refused = healthAfter('good', { ...request, status: 401, problem: 'unauthorized' });
    assert.equal(refused, 'bad-key');
    assert.equal(healthAfter(refused, { ...request, status: 200 }), 'good');
    assert.equal(healthAfter(refused, { ...request, status: 403, problem: 'forbidden' }), 'good');
  });

  test('is offline when nothing answers, until something does', () => {
    const offline = healthAfter('good', { ...request, problem: 'offline' });
    assert.equal(offline, 'offline');
    assert.equal(healthAfter(offline, { ...request, problem: 'timeout' }), 'offline');
    assert.equal(healthAfter(offline, { ...request, status: 404, problem: 'not-found' }), 'good');
  });

  test('learns nothing from what was cancelled, never sent or broken at the server', () => {
    assert.equal(healthAfter('bad-key', { ...request, problem: 'cancelled' }), 'bad-key');
    assert.equal(healthAfter('unknown', { ...request, method: 'PATCH', problem: 'read-only' }), 'unknown');
    assert.equal(healthAfter('unknown', { ...request, status: 502, problem: 'server' }), 'unknown');
  });
});
