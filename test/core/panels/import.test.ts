import assert from 'node:assert/strict';
import { describe, test, type TestContext } from 'node:test';
import type { FileText } from '../../../src/core/files/bytes.ts';
import { renderPlan } from '../../../src/core/files/planFile.ts';
import type { Proposal } from '../../../src/core/plan/proposal.ts';
import { CurrentAccount } from '../../../src/core/state/session.ts';
import { ImportView } from '../../../src/panels/importView.ts';
import { sampleSession } from '../state/sessions.ts';

interface Raw {
  readonly id: string;
  readonly phone_number: string;
}

/** An account over HTTP and a way to read files about it; what is to be reviewed is collected. */
async function openAccount(t: TestContext) {
  const { session, simulator } = await sampleSession(t, { numbers: 60 });
  const page = await session.door.page((sdk, query, asked) => sdk.phoneNumbers.list(query, asked), {
    number: 1,
    size: 250,
  });
  const account = new CurrentAccount();
  account.become({ phase: 'open', session });
  const proposals: Proposal[] = [];
  const view = (name: string, file: string | FileText) => {
    const read: FileText = typeof file === 'string' ? { ok: true, text: file } : file;
    const made = new ImportView({
      account,
      profile: session.profile,
      plans: { review: (proposal) => Promise.resolve(void proposals.push(proposal)) },
      name,
      file: `file:///${name}`,
      read: () => Promise.resolve(read),
    });
    t.after(() => made.dispose());
    return made;
  };
  return { account, session, simulator, numbers: page.rows as Raw[], proposals, view };
}

describe('Reading a file of changes', () => {
  test('makes a proposal of what the file wishes, when nothing is in the way', async (t) => {
    const { numbers, proposals, view } = await openAccount(t);
    const [one, two] = numbers;
    assert.ok(one && two);
    const file = view('new.csv', `phone_number,tags\n'${one.phone_number},vip\n'${two.phone_number},vip\n`);
    assert.equal(await file.run(), true);
    assert.equal(file.needsALook, false);
    await file.goOn();
    assert.deepEqual(proposals, [
      {
        source: 'import',
        title: 'Import new.csv',
        wishes: [one, two].map(({ id, phone_number: phoneNumber }) => ({
          number: { id, phoneNumber },
          base: {},
          mine: { 'general.tags': ['vip'] },
        })),
        deletions: [],
      },
    ]);
  });

  test('reports every problem and goes on with the rest only when told to', async (t) => {
    const { numbers, proposals, view } = await openAccount(t);
    const file = view(
      'mixed.csv',
      `phone_number,tags,colour\n'${numbers[0]?.phone_number ?? ''},vip,red\n+15550000000,vip,\n77,vip,\n`,
    );
    await file.run();
    assert.equal(file.needsALook, true);
    const state = file.state();
    assert.deepEqual(
      state.problems.map(({ line, about }) => [line, about]),
      [
        [1, 'note'],
        [3, 'row'],
        [4, 'row'],
      ],
    );
    assert.equal(state.goOn, 'Review 1 Number');
    assert.match(state.summary.join(' '), /3 numbers in the file, 1 of them.* 2 are left out/);
    assert.equal(proposals.length, 0);
    await file.goOn();
    assert.equal(proposals[0]?.wishes.length, 1);
  });

  test('counts one as one, and names what is to be deleted', async (t) => {
    const { session, numbers, view } = await openAccount(t);
    const [one, two] = numbers;
    assert.ok(one && two);
    const said = async (name: string, text: string) => {
      const file = view(name, text);
      await file.run();
      return file.state().summary.join(' ');
    };
    const odd = `phone_number,tags\n'${one.phone_number},vip\n`;
    assert.equal(await said('one.csv', odd), '1 number in the file, to be changed.');
    assert.match(
      await said('two.csv', `${odd}77,vip\n`),
      /^2 numbers in the file, 1 of them to be changed\. 1 is left out because .* go on without it\.$/,
    );
    const name = ({ id, phone_number: phoneNumber }: Raw) => ({ id, phoneNumber });
    const plan = (all: readonly Raw[]) =>
      renderPlan({ source: 'form', title: 'x', wishes: [], deletions: all.map(name) }, session.profile);
    assert.equal(
      await said('x.telnyx-plan.json', plan([one, two])),
      '2 numbers in the file, none of them to be changed. 2 of them are to be deleted for good.',
    );
  });

  test('knows connections by their names', async (t) => {
    const { numbers, session, view } = await openAccount(t);
    const page = await session.door.page((sdk, query, asked) => sdk.connections.list(query, asked), {
      number: 1,
      size: 250,
    });
    const names = (page.rows as { id: string; connection_name: string }[]).map(
      ({ connection_name }) => connection_name,
    );
    const single = (page.rows as { id: string; connection_name: string }[]).find(
      ({ connection_name }) => names.filter((name) => name === connection_name).length === 1,
    );
    assert.ok(single);
    const file = view(
      'names.csv',
      `phone_number,connection_id\n'${numbers[0]?.phone_number ?? ''},"${single.connection_name}"\n`,
    );
    await file.run();
    const [wish] = file.imported?.proposal?.wishes ?? [];
    // The number may have that connection already.
    assert.equal(wish?.mine['general.connection_id'] ?? single.id, single.id);
    assert.deepEqual(file.imported?.problems, []);
  });

  test('opens a plan of this account, and refuses that of another one with a sentence', async (t) => {
    const { numbers, session, proposals, view } = await openAccount(t);
    const [one] = numbers;
    assert.ok(one);
    const proposal: Proposal = {
      source: 'form',
      title: 'Set tags',
      wishes: [
        {
          number: { id: one.id, phoneNumber: one.phone_number },
          base: { 'general.tags': ['seen'] },
          mine: { 'general.tags': [] },
        },
      ],
      deletions: [],
    };
    const here = view('a.telnyx-plan.json', renderPlan(proposal, session.profile));
    await here.run();
    await here.goOn();
    assert.deepEqual(proposals, [proposal], 'with what was seen, so that what changed since is a conflict');
    const elsewhere = { id: 'other-machine', name: 'Same account' };
    const same = view('b.telnyx-plan.json', renderPlan(proposal, elsewhere));
    await same.run();
    assert.deepEqual(same.imported?.proposal, proposal, 'the ids of its numbers are those of this account');
    const foreign = {
      ...proposal,
      wishes: proposal.wishes.map((wish) => ({ ...wish, number: { ...wish.number, id: '1' } })),
    };
    const other = view('c.telnyx-plan.json', renderPlan(foreign, elsewhere));
    await other.run();
    assert.equal(other.imported?.proposal, undefined);
    assert.match(other.state().problems[0]?.sentence ?? '', /made for the account "Same account"/);
  });

  test('says where a plan is wrong, and takes nothing of it', async (t) => {
    const { view } = await openAccount(t);
    const file = view('a.telnyx-plan.json', '{\n  "format": "telnyx-plan",\n  "version": 7\n}');
    await file.run();
    const [problem] = file.state().problems;
    assert.deepEqual([problem?.line, problem?.column, problem?.about], [3, 14, 'file']);
    assert.equal(file.state().goOn, undefined);
  });

  test('tells that a file is no text, and that an account is not open', async (t) => {
    const { account, view } = await openAccount(t);
    const file = view('a.csv', { ok: false, sentence: 'This is a workbook.' });
    await file.run();
    assert.equal(file.state().problems[0]?.sentence, 'This is a workbook.');
    assert.equal(file.state().tone, 'error');
    account.become({ phase: 'none' });
    await file.run();
    assert.ok(file.failure);
    assert.match(file.state().closed ?? '', /not open/);
  });

  test('that fails says so and can be done again; that is stopped says nothing', async (t) => {
    const { numbers, simulator, view } = await openAccount(t);
    const file = view('a.csv', `phone_number,tags\n'${numbers[0]?.phone_number ?? ''},vip\n`);
    simulator.faults.add({ fault: 'html200' });
    assert.equal(await file.run(), true);
    assert.ok(file.state().failure);
    simulator.faults.clear();
    const stop = new AbortController();
    const stopped = file.run(stop.signal);
    stop.abort();
    assert.equal(await stopped, false);
    assert.equal(file.state().failure, undefined);
    await file.run();
    assert.equal(file.imported?.proposal?.wishes.length, 1);
    assert.deepEqual(
      simulator.log.filter(({ method }) => method !== 'GET'),
      [],
    );
  });
});
