import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import fc from 'fast-check';
import type { NumberName, Wish } from '../../../src/core/plan/plan.ts';
import { look } from '../../../src/core/plan/read.ts';
import { sameKnown } from '../../../src/core/settings/kinds.ts';
import { valuesOf } from '../../../src/core/settings/record.ts';
import type { Value, Values } from '../../../src/core/settings/setting.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import { applied, figures, manyNumbers, wishFor, type Many } from './many.ts';

/** Settings that can be put back whatever they were; what numbers point at is some of what there is, or nothing. */
function wishesOf(rows: Awaited<ReturnType<Many['rows']>>): fc.Arbitrary<Values> {
  const targets = (field: string) => {
    const ids = [...rows.values()].flatMap(({ [field]: id }) => (typeof id === 'string' ? id : []));
    const known = [...new Set(ids)].filter((id) => id !== 'UNAVAILABLE').slice(0, 3);
    assert.ok(known.length > 1, field);
    return fc.constantFrom(...known, null);
  };
  return fc
    .record(
      {
        'general.tags': fc.uniqueArray(fc.constantFrom('alpha', 'beta', 'Gamma', '"quoted"', '標籤'), {
          maxLength: 3,
        }),
        'general.customer_reference': fc.constantFrom('A', 'B', 'a, b', null),
        'general.connection_id': targets('connection_id'),
        'general.billing_group_id': targets('billing_group_id'),
        'general.hd_voice_enabled': fc.boolean(),
        'voice.tech_prefix_enabled': fc.boolean(),
        'voice.inbound_call_recording_enabled': fc.boolean(),
        'voice.inbound_call_recording_format': fc.constantFrom('wav', 'mp3'),
        'voice.call_forwarding_enabled': fc.boolean(),
        'voice.rtp_auto_adjust_enabled': fc.boolean(),
        'messaging.messaging_profile_id': targets('messaging_profile_id'),
        'general.deletion_lock_enabled': fc.boolean(),
      },
      { requiredKeys: [] },
    )
    .map((values) => values as Values);
}

async function held(many: Many, numbers: readonly NumberName[]): Promise<ReadonlyMap<string, Values>> {
  const all = await Promise.all(
    numbers.map(
      async ({ id }) =>
        [id, valuesOf((await look(many.door, id, ['number', 'voice', 'messaging'])).records)] as const,
    ),
  );
  return new Map(all);
}

function differences(one: Values = {}, other: Values = {}): readonly string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    (id) => !sameKnown(one[id], other[id]),
  );
}

describe('Whatever a plan does', () => {
  test('taking it back makes the account what it was', async (t) => {
    const many = await manyNumbers(t, { numbers: 60 });
    const rows = await many.rows();
    // Some hold a messaging profile and could not be given it: what is refused once more is no fault of the plan.
    const mayText = ({ phoneNumber }: NumberName) => phoneNumber.startsWith('+1');
    const numbers = many.numbers
      .filter((number) => rows.get(number.id)?.status === 'active' && mayText(number))
      .slice(0, 18);
    const wishes = wishesOf(rows);
    const shared = fc.tuple(wishes, fc.array(wishes, { minLength: 1, maxLength: 5 }), fc.nat(18));
    await fc.assert(
      fc.asyncProperty(shared, async ([most, some, few]) => {
        const before = await held(many, numbers);
        const plan = numbers.map((number, at): Wish => {
          const mine = at < few ? (some[at % some.length] ?? {}) : most;
          return { number, base: {}, mine };
        });
        const looked = await many.plans.look({ source: 'form', title: 'Try', wishes: plan, deletions: [] });
        if (many.plans.facts(looked).numbers === 0) return;
        const run = await many.plans.apply(looked);
        const state = await run.settled();
        assert.equal(state.phase, 'done', state.trouble);
        const { proposal, cannot } = await many.plans.undo(state.id);
        assert.deepEqual(cannot, []);
        const undone = await applied(many.plans, proposal);
        assert.equal(undone.state.counts.changed, state.counts.changed);
        const after = await held(many, numbers);
        for (const { id } of numbers) assert.deepEqual(differences(before.get(id), after.get(id)), []);
      }),
      { numRuns: 15, seed: 11 },
    );
  });

  test('what somebody else changes in between is a conflict, and stays', async (t) => {
    const many = await manyNumbers(t, { numbers: 40 });
    const rows = await many.rows();
    const numbers = many.numbers.filter(({ id }) => rows.get(id)?.status === 'active').slice(0, 14);
    let round = 0;
    const foreign: fc.Arbitrary<(round: number) => readonly [string, Value]> = fc.constantFrom(
      (at: number) => ['general.customer_reference', `THEIRS ${at}`] as const,
      (at: number) => ['general.tags', [`theirs ${at}`]] as const,
    );
    await fc.assert(
      fc.asyncProperty(foreign, fc.nat(13), async (change, at) => {
        round += 1;
        const [id, theirs] = change(round);
        const mine = { 'general.customer_reference': `MINE ${round}`, 'general.tags': [`mine ${round}`] };
        const [victim] = numbers.slice(at);
        assert.ok(victim);
        const looked = await many.plans.look({
          source: 'form',
          title: 'Try',
          wishes: numbers.map((number) => ({ number, base: {}, mine })),
          deletions: [],
        });
        if (many.plans.facts(looked).numbers === 0) return;
        const state = await (await many.plans.apply(looked)).settled();
        const other = many.window();
        await applied(other, {
          source: 'form',
          title: 'Theirs',
          wishes: [{ number: victim, base: {}, mine: { [id]: theirs } }],
          deletions: [],
        });
        const { proposal } = await many.plans.undo(state.id);
        const review = await many.plans.look(proposal);
        const conflicts = review.rows
          .filter((row) => row.state === 'conflict')
          .map(({ number }) => number.id);
        assert.deepEqual(
          conflicts,
          proposal.wishes.some(({ number }) => number.id === victim.id) ? [victim.id] : [],
        );
        if (many.plans.facts(review).numbers > 0) await (await many.plans.apply(review)).settled();
        assert.ok(sameKnown((await held(many, [victim])).get(victim.id)?.[id], theirs));
      }),
      { numRuns: 12, seed: 5 },
    );
  });
});

/** A number whose tags no person may type here, and what they were. */
async function oddNumber(t: TestContext) {
  const many = await manyNumbers(t, { numbers: 400 });
  const rows = await many.rows();
  const tagsOf = (id: string, all = rows) => all.get(id)?.tags as readonly string[] | undefined;
  const odd = many.numbers.find(({ id }) => tagsOf(id)?.some((tag) => /\p{Cc}/u.test(tag)));
  assert.ok(odd);
  const tags = tagsOf(odd.id);
  assert.ok(tags);
  const held = async () => tagsOf(odd.id, await many.rows());
  return { many, odd, tags, held };
}

describe('What the account held and nobody may type', () => {
  test('is put back by an undo all the same', async (t) => {
    const { many } = await oddNumber(t);
    const rows = await many.rows();
    const numbers = many.numbers.filter(({ id }) => rows.get(id)?.status === 'active');
    const before = await held(many, numbers);
    const mine = {
      'general.tags': ['spring'],
      'general.customer_reference': 'NEW',
      'voice.cnam_listing_details': 'ACME',
      'voice.cnam_listing_enabled': true,
    };
    const { state } = await applied(many.plans, wishFor(numbers, mine));
    const { proposal, cannot } = await many.plans.undo(state.id);
    assert.deepEqual(cannot, []);
    assert.deepEqual(many.plans.facts(await many.plans.look(proposal)).blocks, {});
    const undone = await applied(many.plans, proposal);
    assert.deepEqual(figures(undone.state), { changed: state.counts.changed });
    const after = await held(many, numbers);
    for (const { id } of numbers) assert.deepEqual(differences(before.get(id), after.get(id)), []);
  });

  test('fails by what Telnyx says where it is refused now, and may be tried again as often as one likes', async (t) => {
    const { many, odd, tags, held: now } = await oddNumber(t);
    const { state } = await applied(many.plans, wishFor([odd], { 'general.tags': ['spring'] }));
    let refuses = true;
    const door = openDoor({
      baseUrl: many.simulator.url,
      apiKey: 'KEY_SAMPLE_ACCOUNT',
      clock: many.clock,
      random: () => 0,
      fetch: (input, init) => {
        const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
        const errors = [{ code: '10015', title: 'Bad tags', detail: 'These tags are refused now.' }];
        return refuses && method === 'PATCH'
          ? Promise.resolve(Response.json({ errors }, { status: 422 }))
          : fetch(input, init);
      },
    });
    t.after(() => {
      door.close();
    });
    const plans = many.window({ door });
    let again = await plans.undo(state.id);
    for (let times = 0; times < 3; times++) {
      const { run } = await applied(plans, again.proposal);
      const [result] = run.results(['failed']);
      assert.match(result?.sentence ?? '', /refused now/);
      again = await plans.retry(run.state.id);
      await many.clock.sleep(1);
    }
    assert.deepEqual(await now(), ['spring']);
    refuses = false;
    assert.deepEqual(figures((await applied(plans, again.proposal)).state), { changed: 1 });
    assert.deepEqual(await now(), tags);
  });

  test('is no value where Telnyx could not say it: that is told before, and nothing is made up', async (t) => {
    const { many } = await oddNumber(t);
    const rows = await many.rows();
    const untold = many.numbers.filter(({ id }) => rows.get(id)?.messaging_profile_id === 'UNAVAILABLE');
    const profile = [...rows.values()].flatMap(({ messaging_profile_id: id }) =>
      typeof id === 'string' && id.includes('-') ? id : [],
    )[0];
    assert.ok(untold.length > 0 && profile !== undefined);
    const plan = await many.plans.look(wishFor(untold, { 'messaging.messaging_profile_id': profile }));
    assert.deepEqual(many.plans.facts(plan).lasting, { untold: untold.length });
    assert.equal(plan.rows[0]?.changes[0]?.live, undefined);
    const run = await many.plans.apply(plan);
    assert.deepEqual(figures(await run.settled()), { changed: untold.length });
    const { proposal, cannot } = await many.plans.undo(run.state.id);
    assert.deepEqual([proposal.wishes, cannot.map(({ numbers }) => numbers)], [[], [untold.length]]);
  });

  test('is refused still where a person types it', async (t) => {
    const { many, odd, tags } = await oddNumber(t);
    await applied(many.plans, wishFor([odd], { 'general.tags': ['spring'] }));
    const plan = await many.plans.look(wishFor([odd], { 'general.tags': tags }));
    assert.deepEqual(many.plans.facts(plan).blocks, { invalid: 1 });
  });
});
