import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { test } from 'node:test';

test('The SDK is loaded by the first call, not with the door and not by opening it', async () => {
  const loaded: string[] = [];
  registerHooks({
    resolve: (specifier, context, next) => {
      if (specifier === 'telnyx') loaded.push(specifier);
      return next(specifier, context);
    },
  });
  const { openDoor } = await import('../../../src/core/telnyx/client.ts');
  const door = openDoor({
    baseUrl: 'http://127.0.0.1/v2',
    fetch: () => Promise.resolve(Response.json({ data: { id: '1' } })),
  });
  assert.deepEqual(loaded, []);
  await door.read((sdk, options) => sdk.balance.retrieve(options), String);
  assert.deepEqual(loaded, ['telnyx']);
  door.close();
});
