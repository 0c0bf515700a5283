import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import fc from 'fast-check';
import type { Proposal } from '../../../src/core/plan/proposal.ts';
import { tagKey } from '../../../src/core/model/tag.ts';
import { CurrentAccount } from '../../../src/core/state/session.ts';
import { BatchForm, type BatchFormParts } from '../../../src/panels/batchForm.ts';
import { batchState } from '../../../src/panels/batchState.ts';
import { tagsAfter } from '../../../src/panels/batchWishes.ts';
import { sampleSession } from '../state/sessions.ts';
import type { SimulatorOptions } from '../../simulator.ts';

interface Raw {
  readonly id: string;
  readonly phone_number: string;
  readonly tags: readonly string[];
}

/** A form for the first numbers of an account over HTTP; what it wants reviewed is collected. */
async function openForm(
  t: TestContext,
  count = 3,
  more: Partial<BatchFormParts> = {},
  options: SimulatorOptions = {},
) {
  const { session, simulator } = await sampleSession(t, { numbers: 60, ...options });
  const page = await session.door.page((sdk, query, asked) => sdk.phoneNumbers.list(query, asked), {
    number: 1,
    size: 250,
  });
  const raw = (page.rows as Raw[]).slice(0, count);
  const account = new CurrentAccount();
  account.become({ phase: 'open', session });
  const proposals: Proposal[] = [];
  const remarks: string[] = [];
  const form = new BatchForm({
    account,
    profile: session.profile,
    family: 'numbers',
    numbers: raw.map(({ id, phone_number }) => ({ id, phoneNumber: phone_number })),
    plans: {
      review: (proposal, said = []) => {
        proposals.push(proposal);
        remarks.push(...said);
        return Promise.resolve();
      },
    },
    ...more,
  });
  t.after(() => form.dispose());
  return { form, raw, proposals, remarks, account, session, simulator };
}

const field = (form: BatchForm, id: string) => {
  const found = batchState(form)
    .sections.flatMap(({ fields }) => fields)
    .find((one) => one.field.id === id);
  assert.ok(found, id);
  return found;
};

describe('Tags added and taken away', () => {
  const tags = fc.uniqueArray(fc.constantFrom('a', 'A', 'b', 'vip', 'VIP', 'c'), { selector: tagKey });

  test('are there or not there after it, whatever the letter case, and the others stay as they were', () => {
    fc.assert(
      fc.property(tags, tags, (before, wished) => {
        const keys = (list: readonly string[]) => new Set(list.map(tagKey));
        const added = tagsAfter(before, { value: wished, way: 'add' });
        assert.deepEqual(keys(added), new Set([...keys(before), ...keys(wished)]));
        assert.deepEqual(added.slice(0, before.length), before);
        assert.equal(added.length, keys(added).size);
        const removed = tagsAfter(before, { value: wished, way: 'remove' });
        assert.deepEqual(
          removed,
          before.filter((tag) => !keys(wished).has(tagKey(tag))),
        );
        assert.deepEqual(tagsAfter(before, { value: wished, way: 'replace' }), wished);
      }),
    );
  });
});

describe('The form for many numbers', () => {
  test('wishes nothing at first, and asks for no review', async (t) => {
    const { form, proposals } = await openForm(t);
    const state = batchState(form);
    assert.equal(state.summary, undefined);
    assert.ok(state.sections.every(({ fields }) => fields.every(({ wished }) => !wished)));
    await form.review();
    assert.deepEqual(proposals, []);
  });

  test('tells what the numbers have: the same, several values, or that nobody knows', async (t) => {
    const { form, raw } = await openForm(t, 20);
    await form.look();
    assert.equal(batchState(form).looked, 'yes');
    assert.equal(field(form, 'general.address_id').now, 'Unknown: Telnyx does not tell it.');
    assert.equal(field(form, 'bundle.bundle_id').now, 'Telnyx does not tell what they have.');
    const lists = new Set(raw.map(({ tags }) => tags.join(', ')));
    assert.ok(lists.size > 1);
    assert.match(field(form, 'general.tags').now, /^They differ: .+ \(\d+\) · /);
    const one = await openForm(t, 1);
    await one.form.look();
    assert.match(field(one.form, 'general.hd_voice_enabled').now, /^All have: (on|off)$/);
  });

  test('says that it has not looked, when there are many, and what failed, when it could not', async (t) => {
    const { form, simulator } = await openForm(t, 3, {
      numbers: Array.from({ length: 501 }, (_, at) => ({
        id: String(at + 1),
        phoneNumber: `+1312555${1000 + at}`,
      })),
    });
    assert.equal(batchState(form).looked, 'no');
    assert.equal(field(form, 'general.tags').now, 'Not looked at yet.');
    simulator.faults.add({ fault: 'html200' });
    await form.look();
    assert.ok(batchState(form).failure);
    assert.equal(field(form, 'general.tags').now, 'Not looked at yet.');
  });

  test('makes one wish for all, shared, with nothing in its base: the plan shows what they have', async (t) => {
    const { form, raw, proposals } = await openForm(t);
    form.wish('general.customer_reference', 'ORDER-7', 1);
    form.wish('general.hd_voice_enabled', 'true', 2);
    form.wish('voice.inbound_call_screening', 'flag_calls', 3);
    assert.equal(batchState(form).summary, '3 settings of 3 numbers');
    assert.equal(batchState(form).heard, 3);
    await form.review();
    const [proposal] = proposals;
    assert.equal(proposal?.title, 'Change 3 settings of 3 numbers');
    assert.deepEqual(
      proposal.wishes.map(({ number }) => number.id),
      raw.map(({ id }) => id),
    );
    assert.deepEqual(proposal.wishes[0], {
      number: { id: raw[0]?.id, phoneNumber: raw[0]?.phone_number },
      base: {},
      mine: {
        'general.customer_reference': 'ORDER-7',
        'general.hd_voice_enabled': true,
        'voice.inbound_call_screening': 'flag_calls',
      },
    });
    assert.equal(proposal.wishes[0].mine, proposal.wishes[1]?.mine);
  });

  test('works out added tags from those each number has now, and says so in the base', async (t) => {
    const { form, raw, proposals } = await openForm(t, 10);
    form.turn('general.tags', 'add');
    assert.equal(field(form, 'general.tags').wished, false, 'to add nothing is no wish');
    form.wish('general.tags', ['new-tag'], 1);
    await form.review();
    assert.equal(proposals[0]?.title, 'Add tags to 10 numbers: new-tag');
    assert.deepEqual(
      proposals[0].wishes.map(({ base, mine }) => ({ base, mine })),
      raw.map(({ tags }) => ({
        base: { 'general.tags': tags },
        mine: { 'general.tags': [...tags, 'new-tag'] },
      })),
    );
  });

  test('leaves a number out whose tags cannot be read, and says so', async (t) => {
    const gone = { id: '1', phoneNumber: '+13125550001' };
    const { form, raw, proposals } = await openForm(t, 2);
    const {
      form: other,
      proposals: made,
      remarks,
    } = await openForm(t, 2, {
      numbers: [gone, ...form.parts.numbers],
    });
    other.turn('general.tags', 'add');
    other.wish('general.tags', ['new-tag'], 1);
    await other.review();
    assert.deepEqual(
      made[0]?.wishes.map(({ number }) => number.id),
      raw.map(({ id }) => id),
    );
    assert.match(batchState(other).notice ?? '', /could not be read.*\+13125550001/);
    assert.deepEqual(remarks, [batchState(other).notice], 'the plan stands in front of the form');
    assert.deepEqual(proposals, []);
  });

  test('takes tags away and replaces them, where no tag in the list means none at all', async (t) => {
    const { form, proposals } = await openForm(t);
    form.turn('general.tags', 'replace');
    assert.equal(field(form, 'general.tags').wished, true);
    await form.review();
    assert.deepEqual(proposals[0]?.wishes[0]?.mine, { 'general.tags': [] });
    form.turn('general.tags', undefined);
    assert.equal(batchState(form).summary, undefined);
  });

  test('is judged by the table, and nothing wrong is reviewed', async (t) => {
    const { form, proposals } = await openForm(t);
    form.wish('voice.forwards_to', '12', 1);
    assert.match(field(form, 'voice.forwards_to').field.errors.join(), /Write the number with \+/);
    await form.review();
    assert.deepEqual(proposals, []);
    form.leave('voice.forwards_to');
    assert.deepEqual(field(form, 'voice.forwards_to').field.errors, []);
  });

  test('says which settings go one by one', async (t) => {
    const { form } = await openForm(t);
    assert.match(field(form, 'bundle.bundle_id').note ?? '', /one by one/);
    assert.equal(field(form, 'general.tags').note, undefined);
  });

  test('comes back after a reload with all that was wished but a PIN, and says that it is gone', async (t) => {
    const { form, account, session } = await openForm(t);
    form.turn('general.tags', 'remove');
    form.wish('general.tags', ['old'], 1);
    form.wish('general.external_pin', '4711', 2);
    form.wish('general.hd_voice_enabled', 'false', 3);
    const { restore } = batchState(form);
    assert.doesNotMatch(JSON.stringify(restore), /4711/);
    const again = new BatchForm({
      account,
      profile: session.profile,
      family: restore.family,
      numbers: restore.numbers.map(([id, phoneNumber]) => ({ id, phoneNumber })),
      plans: form.parts.plans,
      wishes: restore.wishes,
      secretLost: restore.secret,
    });
    t.after(() => again.dispose());
    assert.deepEqual(again.parts.numbers, form.parts.numbers);
    assert.deepEqual([...again.wishes.keys()], ['general.tags', 'general.hd_voice_enabled']);
    assert.equal(field(again, 'general.tags').way, 'remove');
    assert.match(batchState(again).notice ?? '', /PIN/);
  });

  test('keeps everything while its account is not open, and reviews nothing', async (t) => {
    const { form, account, proposals } = await openForm(t);
    form.wish('general.customer_reference', 'X', 1);
    account.become({ phase: 'none' });
    assert.match(batchState(form).closed ?? '', /not open/);
    assert.equal(field(form, 'general.customer_reference').field.value, 'X');
    await form.review();
    assert.deepEqual(proposals, []);
  });
});
