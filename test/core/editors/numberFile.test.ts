import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import { applyEdits } from 'jsonc-parser';
import { editDocument } from '../../../src/core/settings/document.ts';
import { secretMask, type Setting, type Value } from '../../../src/core/settings/setting.ts';
import { numberTable } from '../../../src/core/settings/table.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import { Failure } from '../../../src/core/telnyx/failure.ts';
import { NotSaved } from '../../../src/editors/notSaved.ts';
import { NumberFile } from '../../../src/editors/numberFile.ts';
import { shareAccount, type Shared } from '../plan/account.ts';
import { held } from '../state/sessions.ts';

function setting(key: string): Setting {
  const found = numberTable.settings.find((one) => one.key === key);
  assert.ok(found);
  return found;
}

const typed = (text: string, key: string, value: Value) =>
  applyEdits(text, [...editDocument(text, setting(key), value)]);

async function opened(t: TestContext) {
  const shared = await shareAccount(t);
  await shared.elsewhere({ customer_reference: 'FIRST', external_pin: '4711', tags: ['a'] });
  const { door, number } = shared;
  return { shared, door, number, file: await NumberFile.open(door, number.phoneNumber) };
}

/** A door whose messaging settings come when they are let, so that the other answers of a look are old by then. */
function slowly({ simulator }: Shared, t: TestContext) {
  const [begun, free] = [held<undefined>(), held<undefined>()];
  const door = openDoor({
    baseUrl: simulator.url,
    apiKey: simulator.account.keys[0]?.key ?? '',
    fetch: async (input, init) => {
      const response = await fetch(input, init);
      if (response.url.endsWith('/messaging')) {
        begun.settle(undefined);
        await free.promise;
      }
      return response;
    },
  });
  t.after(() => door.close());
  return { door, answers: { waiting: begun.promise, come: () => free.settle(undefined) } };
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const thrown = await work.then(
    () => assert.fail('was saved'),
    (reason: unknown) => reason,
  );
  assert.ok(thrown instanceof NotSaved, String(thrown));
  return thrown.message;
}

describe('A number as a file', () => {
  test('is found by its number, and holds no secret', async (t) => {
    const { file, number } = await opened(t);
    assert.equal(file.id, number.id);
    assert.match(file.text, /"customer_reference": "FIRST"/);
    assert.ok(!file.text.includes('4711') && file.text.includes(secretMask));
  });

  test('saves what was typed and then says what the server holds', async (t) => {
    const { file, door, shared } = await opened(t);
    const before = file.stamp;
    await file.save(door, typed(typed(file.text, 'customer_reference', 'SECOND'), 'external_pin', '0815'));
    assert.equal(await shared.held('customer_reference'), 'SECOND');
    assert.equal(await shared.held('external_pin'), '0815');
    assert.ok(file.text.includes('SECOND') && !file.text.includes('0815') && file.stamp > before);
    assert.deepEqual(file.notice, { tone: 'information', sentence: 'Saved 2 changes.' });
  });

  test('refuses broken JSON and wrong values before anything is sent', async (t) => {
    const { file, door, shared } = await opened(t);
    const before = shared.simulator.traffic.requests;
    assert.match(
      await refusal(file.save(door, '{ "general": ')),
      /^Nothing was saved\. This is not valid JSON/,
    );
    assert.match(
      await refusal(file.save(door, '{ "general": { "tagz": 1 }, "x": 2 }')),
      /\(1 more problems\)/,
    );
    assert.equal(shared.simulator.traffic.requests, before);
  });

  test('shows a conflict instead of overwriting, also of equal size, and saves once one side is chosen', async (t) => {
    for (const choice of ['mine', 'theirs'] as const) {
      const { file, door, shared } = await opened(t);
      const mine = typed(file.text, 'customer_reference', 'MINES');
      await shared.elsewhere({ customer_reference: 'THEIR' });
      assert.match(
        await refusal(file.save(door, mine)),
        /Changed elsewhere since you began: Customer reference/,
      );
      const [conflict] = file.conflicts(mine);
      assert.deepEqual([conflict?.base, conflict?.live, conflict?.mine], ['FIRST', 'THEIR', 'MINES']);
      file.accept(setting('customer_reference'));
      assert.deepEqual(file.conflicts(mine), []);
      const next = choice === 'mine' ? mine : typed(mine, 'customer_reference', 'THEIR');
      await file.save(door, next);
      assert.equal(await shared.held('customer_reference'), choice === 'mine' ? 'MINES' : 'THEIR');
      assert.equal(shared.count('PATCH'), choice === 'mine' ? 1 : 0);
    }
  });

  test('asks again when somebody changes the field once more after one side was chosen', async (t) => {
    const { file, door, shared } = await opened(t);
    const mine = typed(file.text, 'customer_reference', 'MINES');
    await shared.elsewhere({ customer_reference: 'THEIR' });
    await refusal(file.save(door, mine));
    file.accept(setting('customer_reference'));
    await shared.elsewhere({ customer_reference: 'AGAIN' });
    assert.match(await refusal(file.save(door, mine)), /Changed elsewhere/);
  });

  test('brings a 422 to its field until the value is another, and keeps everything', async (t) => {
    const { file, door } = await opened(t);
    const id = '1111111111111111111';
    const text = typed(typed(file.text, 'connection_id', id), 'customer_reference', 'KEPT');
    assert.match(await refusal(file.save(door, text)), /^Nothing was saved\./);
    assert.equal(file.complaints(setting('connection_id'), id).length, 1);
    assert.deepEqual(file.complaints(setting('connection_id'), '2'), []);
    assert.equal(file.changes(text).length, 2);
  });

  test('keeps an automatic save as a draft and sends nothing', async (t) => {
    const { file, door, shared, number } = await opened(t);
    const before = shared.simulator.traffic.requests;
    const text = typed(file.text, 'customer_reference', 'DRAFT');
    const draft = file.keep(text);
    assert.ok(draft && file.draft && file.text === text);
    assert.equal(shared.simulator.traffic.requests, before);
    const again = await NumberFile.open(door, number.phoneNumber, { kept: draft });
    assert.equal(again.text, text);
    await again.save(door, again.text);
    assert.equal(await shared.held('customer_reference'), 'DRAFT');
    assert.equal(again.draft, false);
  });

  test('keeps even a broken draft, and forgets one that changes nothing', async (t) => {
    const { file } = await opened(t);
    const { text } = file;
    assert.equal(file.keep('{ "general": ')?.text, '{ "general": ');
    assert.equal(file.keep(text), undefined);
    assert.equal(file.draft, false);
  });

  test('serves a draft when the number cannot be read, and nothing when there is none', async (t) => {
    const { file, door, shared, number } = await opened(t);
    const draft = file.keep(typed(file.text, 'customer_reference', 'DRAFT'));
    shared.simulator.faults.add({ fault: 'reset' });
    const again = await NumberFile.open(door, number.phoneNumber, { kept: draft });
    assert.ok(again.text.includes('DRAFT'));
    assert.equal(again.notice?.tone, 'error');
    await assert.rejects(NumberFile.open(door, number.phoneNumber), Failure);
    assert.match(await refusal(again.save(door, again.text)), /^Nothing was sent\./);
    assert.ok(again.text.includes('DRAFT') && again.draft);
  });

  test('after a reload knows what the person saw, so that a change meanwhile is a conflict', async (t) => {
    const { file, door, shared, number } = await opened(t);
    const text = typed(file.text, 'customer_reference', 'MINES');
    const kept = { id: file.id, base: file.base, stamp: file.stamp - 5000 };
    await shared.elsewhere({ customer_reference: 'THEIR' });
    const again = await NumberFile.open(door, number.phoneNumber, { kept });
    assert.equal(again.stamp, kept.stamp, 'VS Code would take a newer one for a change and refuse to save');
    assert.equal(again.outdated, true);
    assert.match(await refusal(again.save(door, text)), /Changed elsewhere/);
  });

  test('follows the account while nothing is unsent, and stays while something is', async (t) => {
    const { file, door, shared } = await opened(t);
    await shared.elsewhere({ customer_reference: 'THEIR' });
    const { stamp } = file;
    await file.refresh(door, () => true);
    assert.ok(file.text.includes('FIRST'));
    assert.equal(file.outdated, true);
    await file.refresh(door, () => false);
    assert.ok(file.text.includes('THEIR') && file.stamp > stamp);
    assert.equal(file.outdated, false);
  });

  test('stays when somebody began to type while it was looked at', async (t) => {
    const { file, door, shared } = await opened(t);
    await shared.elsewhere({ customer_reference: 'THEIR' });
    let editing = false;
    const looking = file.refresh(door, () => editing);
    editing = true;
    await looking;
    assert.ok(file.text.includes('FIRST'));
    assert.match(
      await refusal(file.save(door, typed(file.text, 'customer_reference', 'MINES'))),
      /Changed elsewhere/,
    );
  });

  test('says that it could not be looked at until it could, and then what it said before', async (t) => {
    const { file, door, shared } = await opened(t);
    await file.save(door, typed(file.text, 'customer_reference', 'SECOND'));
    const { notice } = file;
    shared.simulator.faults.add({ fault: 'html200' });
    await assert.rejects(
      file.refresh(door, () => false),
      Failure,
    );
    assert.equal(file.notice?.tone, 'error');
    shared.simulator.faults.clear();
    await file.refresh(door, () => false);
    assert.deepEqual(file.notice, notice);
  });

  test('takes what was seen while somebody typed once nobody does, and keeps a draft', async (t) => {
    const { file, door, shared } = await opened(t);
    await shared.elsewhere({ customer_reference: 'THEIR' });
    await file.refresh(door, () => true);
    assert.equal(file.follow(), true);
    assert.ok(file.text.includes('THEIR') && !file.outdated);
    const draft = typed(file.text, 'customer_reference', 'DRAFT');
    file.keep(draft);
    assert.equal(file.follow(), false);
    assert.equal(file.text, draft);
  });

  test('keeps what was saved while it was looked at: what was read before is thrown away and read anew', async (t) => {
    for (const refused of [false, true]) {
      const { file, shared } = await opened(t);
      const { door, answers } = slowly(shared, t);
      const looking = file.refresh(door, () => false);
      await answers.waiting;
      const text = typed(file.text, 'customer_reference', 'SECOND');
      await file
        .save(shared.door, refused ? typed(text, 'connection_id', '1111111111111111111') : text)
        .catch(String);
      assert.equal(await shared.held('customer_reference'), refused ? 'FIRST' : 'SECOND');
      const { notice } = file;
      answers.come();
      await looking;
      const held = await shared.held('customer_reference');
      assert.equal(file.live['general.customer_reference'], held);
      assert.ok(file.text.includes(`"customer_reference": "${String(held)}"`));
      assert.deepEqual(file.notice, notice);
    }
  });

  test('never takes old values for wishes when an edit meets a text that is about to be replaced', async (t) => {
    const { file, door, shared } = await opened(t);
    const shown = file.text;
    await shared.elsewhere({ customer_reference: 'THEIR' });
    await file.refresh(door, () => false);
    const text = typed(shown, 'tags', ['a', 'mine']);
    assert.deepEqual(
      file.changes(text).map(({ setting: { key } }) => key),
      ['tags'],
    );
    await file.save(door, text);
    assert.equal(await shared.held('customer_reference'), 'THEIR');
    assert.deepEqual(await shared.held('tags'), ['a', 'mine']);
  });

  test('never takes old values for wishes that stand in a text typed on while it was saved', async (t) => {
    const { file, door, shared } = await opened(t);
    await shared.elsewhere({ customer_reference: 'THEIR' });
    const first = typed(file.text, 'hd_voice_enabled', true);
    await file.save(door, first);
    const second = typed(first, 'tags', ['a', 'mine']);
    assert.deepEqual(
      file.changes(second).map(({ setting: { key } }) => key),
      ['tags'],
    );
    await file.save(door, second);
    assert.equal(await shared.held('customer_reference'), 'THEIR');
  });

  test('judges by the new text once it was taken', async (t) => {
    const { file, door, shared } = await opened(t);
    await shared.elsewhere({ customer_reference: 'THEIR' });
    await file.refresh(door, () => false);
    file.taken(file.text);
    const text = typed(file.text, 'customer_reference', 'FIRST');
    await file.save(door, text);
    assert.equal(await shared.held('customer_reference'), 'FIRST');
  });

  test('calls every difference a conflict when nobody knows what the person saw', async (t) => {
    const { door, shared, number, file } = await opened(t);
    const text = typed(file.text, 'customer_reference', 'MINES');
    const again = await NumberFile.open(door, number.phoneNumber, { edited: true });
    assert.match(await refusal(again.save(door, text)), /Changed elsewhere/);
    assert.deepEqual(
      again.conflicts(text).map(({ setting: { key } }) => key),
      ['customer_reference'],
    );
    again.accept(setting('customer_reference'));
    await again.save(door, text);
    assert.equal(await shared.held('customer_reference'), 'MINES');
  });

  test('goes back to the account when a draft is discarded', async (t) => {
    const { file } = await opened(t);
    file.keep(typed(file.text, 'customer_reference', 'DRAFT'));
    file.discard();
    assert.ok(file.text.includes('FIRST') && !file.draft);
  });

  test('says that a number is gone, and keeps what was typed', async (t) => {
    const { file, door, number } = await opened(t);
    const text = typed(file.text, 'customer_reference', 'TYPED');
    file.keep(text);
    await door.write(
      (sdk, options) => sdk.phoneNumbers.delete(number.id, options),
      (data) => data,
    );
    await refusal(file.save(door, text));
    assert.match(file.known.gone ?? '', /is not in this account any more/);
    assert.equal(file.text, text);
  });

  test('says of a save without a change no more than that', async (t) => {
    const { file, door, shared } = await opened(t);
    const { text } = file;
    const saved = async (now: string) => {
      await file.save(door, now);
      return file.notice?.sentence ?? '';
    };
    await shared.elsewhere({ customer_reference: 'THEIR' });
    assert.equal(await saved(text), 'Nothing was changed here, so nothing was sent.');
    await shared.elsewhere({ customer_reference: 'AGAIN' });
    assert.match(
      await saved(typed(file.text, 'customer_reference', 'AGAIN')),
      /the account holds these values already/,
    );
  });

  test('never sends a document twice that was saved once', async (t) => {
    const { file, door, shared } = await opened(t);
    const text = typed(file.text, 'customer_reference', 'ONCE');
    await file.save(door, text);
    await file.save(door, text);
    assert.equal(shared.count('PATCH'), 1);
  });

  test('opens with one round trip more than its slowest request: all sections are read side by side', async (t) => {
    const { simulator, door, number } = await shareAccount(t, 0, { latencyMs: 50 });
    const { log, traffic } = simulator;
    const before = log.length;
    traffic.mostConcurrent = 0;
    await NumberFile.open(door, number.phoneNumber, { knownId: number.id });
    const asked = log.slice(before).map(({ operation }) => operation);
    assert.deepEqual(asked.toSorted(), [15, 20, 22]);
    assert.equal(traffic.mostConcurrent, 3);
  });

  test('keeps what was saved when another section is refused, and changes only the rest any more', async (t) => {
    const { file, door, shared } = await opened(t);
    const text = typed(typed(file.text, 'customer_reference', 'PARTLY'), 'translated_number', 'desk7');
    const { stamp } = file;
    shared.simulator.faults.next({ fault: '429', method: 'PATCH', path: /\/voice$/ });
    assert.match(
      await refusal(file.save(door, text)),
      /^Saved: Customer reference\. Not saved: Translated number\./,
    );
    assert.deepEqual(
      file.changes(text).map((change) => change.setting.key),
      ['translated_number'],
    );
    // VS Code would call a newer file changed on disk.
    assert.equal(file.stamp, stamp);
    assert.match(file.text, /PARTLY/);
    await file.save(door, text);
    // The refusal itself never came to the account.
    assert.equal(shared.count('PATCH'), 2);
  });

  test('judges a text typed on by what it was made from also after it was saved in part', async (t) => {
    const { file, door, shared } = await opened(t);
    const first = typed(file.text, 'hd_voice_enabled', true);
    await shared.elsewhere({ customer_reference: 'THEIR' });
    await file.save(door, first);
    const second = typed(typed(first, 'tags', ['a', 'mine']), 'translated_number', 'desk7');
    shared.simulator.faults.next({ fault: '429', method: 'PATCH', path: /\/voice$/ });
    await refusal(file.save(door, second));
    assert.deepEqual(
      file.changes(second).map((change) => change.setting.key),
      ['translated_number'],
    );
    assert.match(file.text, /"mine"/);
    await file.save(door, second);
    assert.equal(await shared.held('customer_reference'), 'THEIR');
    assert.deepEqual(await shared.held('tags'), ['a', 'mine']);
  });

  test('never sends again what was sent and nobody tells, while another section is mended', async (t) => {
    const { file, door, shared } = await opened(t);
    const text = typed(typed(file.text, 'bundle_id', 'b-1'), 'translated_number', 'desk7');
    shared.simulator.faults.next({ fault: '429', method: 'PATCH', path: /\/voice$/ });
    await refusal(file.save(door, text));
    await file.save(door, text);
    const bundles = shared.simulator.log.filter(({ operation }) => operation === 18);
    assert.equal(bundles.length, 1);
    assert.ok(!file.text.includes('b-1'));
  });

  test('tells what it is doing, and what goes on behind the answer', async (t) => {
    const { file, door } = await opened(t);
    const told: unknown[] = [];
    const leave = new AbortController();
    const locked = file.base['general.deletion_lock_enabled'] === true;
    const text = typed(typed(file.text, 'deletion_lock_enabled', !locked), 'customer_reference', 'X');
    const onProgress = (operation: number, waiting?: string) => {
      told.push([operation, waiting]);
      if (waiting !== undefined) leave.abort();
    };
    await file.save(door, text, { leave: leave.signal, onProgress });
    assert.deepEqual(told, [
      [16, undefined],
      [10, undefined],
      [10, 'job'],
    ]);
    assert.match(file.notice?.sentence ?? '', /still works on this.*Deletion lock/);
  });
});
