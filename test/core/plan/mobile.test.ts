import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { Ajv } from 'ajv';
import { applyEdits } from 'jsonc-parser';
import { editDocument, renderDocument } from '../../../src/core/settings/document.ts';
import { readDocument } from '../../../src/core/settings/readDocument.ts';
import { mobileTable } from '../../../src/core/settings/mobile.ts';
import { documentSchema } from '../../../src/core/settings/schema.ts';
import type { Value } from '../../../src/core/settings/setting.ts';
import { families } from '../../../src/editors/family.ts';
import { formOf } from '../../../src/editors/form.ts';
import { NotSaved } from '../../../src/editors/notSaved.ts';
import { NumberFile } from '../../../src/editors/numberFile.ts';
import { shareAccount } from './account.ts';

/** The document of a mobile number; `index` picks it, in the server's order. */
async function opened(t: TestContext, index = 9) {
  const shared = await shareAccount(t);
  const { rows } = await shared.colleague.page(
    (sdk, query, options) => sdk.mobilePhoneNumbers.list(query, options),
    { number: 1, size: 50 },
  );
  const raw = rows[index] as { id: string; phone_number: string; noise_suppression: string };
  const open = () => NumberFile.open(shared.door, raw.phone_number, { family: families.mobile });
  return { shared, raw, open, file: await open() };
}

function typed(text: string, key: string, value: Value): string {
  const setting = mobileTable.settings.find((one) => one.key === key);
  assert.ok(setting);
  return applyEdits(text, [...editDocument(text, setting, value)]);
}

describe('A mobile number as a document (operations 24 to 26 and 4)', () => {
  test('is found in the list and read with its messaging, side by side', async (t) => {
    const { shared, raw, open } = await opened(t);
    const before = shared.simulator.log.length;
    assert.equal((await open()).id, raw.id);
    assert.deepEqual(
      shared.simulator.log
        .slice(before)
        .map(({ operation }) => operation)
        .toSorted(),
      [25, 3, 4].toSorted(),
    );
  });

  test('fits its schema, and shows messaging that nobody can change', async (t) => {
    const { file } = await opened(t);
    const valid = new Ajv({ strict: true, strictTypes: false, keywords: ['errorMessage'] }).compile(
      documentSchema(mobileTable),
    );
    assert.equal(valid(JSON.parse(file.text)), true);
    const view = { account: 'Test', busy: false, heard: 0, searches: new Map<never, string>() };
    const { sections } = formOf(file, file.text, undefined, view);
    const messaging = sections.find(({ key }) => key === 'messaging');
    assert.deepEqual(messaging?.fields, []);
    assert.ok(messaging.facts.some(({ label }) => label === 'Messaging product'));
    assert.equal(messaging.closed, false);
  });

  test('sends what changed, objects whole, and none as null', async (t) => {
    const { shared, file } = await opened(t);
    let text = typed(file.text, 'forwards_to', '+13125550100');
    text = typed(text, 'forwarding_type', 'always');
    text = typed(text, 'customer_reference', null);
    text = typed(text, 'outbound_interception_app_id', null);
    await file.save(shared.door, text);
    const sent = shared.simulator.log.filter(({ method }) => method === 'PATCH');
    assert.deepEqual(
      sent.map(({ operation, body }) => [operation, body]),
      [
        [
          26,
          {
            customer_reference: null,
            call_forwarding: {
              call_forwarding_enabled: file.base['voice.call_forwarding_enabled'],
              forwards_to: '+13125550100',
              forwarding_type: 'always',
            },
            outbound: { interception_app_id: null },
          },
        ],
      ],
    );
    assert.equal(file.base['voice.outbound_interception_app_id'], null);
  });

  test('tells the two interception apps apart', async (t) => {
    const { shared, file } = await opened(t);
    await file.save(shared.door, typed(file.text, 'inbound_interception_app_id', 'app-7'));
    assert.deepEqual(shared.simulator.log.find(({ method }) => method === 'PATCH')?.body, {
      inbound: { interception_app_id: 'app-7' },
    });
    assert.notEqual(file.base['voice.outbound_interception_app_id'], 'app-7');
  });

  test('takes noise suppression as on and off only, and never loses one direction silently (D16)', async (t) => {
    const states = new Map<string, number>();
    const { shared } = await opened(t);
    const { rows } = await shared.colleague.page(
      (sdk, query, options) => sdk.mobilePhoneNumbers.list(query, options),
      { number: 1, size: 50 },
    );
    for (const [at, row] of rows.entries())
      states.set((row as { noise_suppression: string }).noise_suppression, at);
    const { shared: own, file } = await opened(t, states.get('inbound') ?? assert.fail());
    assert.equal(file.base['voice.noise_suppression'], 'inbound');
    // Other settings are saved without touching it.
    await file.save(own.door, typed(file.text, 'customer_reference', 'X'));
    assert.deepEqual(own.simulator.log.find(({ method }) => method === 'PATCH')?.body, {
      customer_reference: 'X',
    });
    await assert.rejects(file.save(own.door, typed(file.text, 'noise_suppression', 'outbound')), NotSaved);
    await file.save(own.door, typed(file.text, 'noise_suppression', 'both'));
    assert.deepEqual(own.simulator.log.filter(({ method }) => method === 'PATCH').at(-1)?.body, {
      noise_suppression: true,
    });
    assert.equal(file.base['voice.noise_suppression'], 'both');
  });

  test('keeps a screening that is not set, and brings a 422 to its field', async (t) => {
    const { shared, file } = await opened(t, 5);
    assert.equal(file.base['voice.inbound_call_screening'], null);
    const read = readDocument(file.text, file.base, { table: mobileTable });
    assert.deepEqual(read.problems, []);
    assert.equal(renderDocument(file.base, mobileTable), file.text);
    const text = typed(file.text, 'connection_id', '1111111111111111111');
    await assert.rejects(file.save(shared.door, text), NotSaved);
    const setting = mobileTable.settings.find(({ key }) => key === 'connection_id');
    assert.ok(setting);
    assert.equal(file.complaints(setting, '1111111111111111111').length, 1);
  });
});
