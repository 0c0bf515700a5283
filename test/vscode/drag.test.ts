import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { dropped } from '../../src/commands/dropped.ts';
import type { Proposal } from '../../src/core/plan/proposal.ts';
import { kinds } from '../../src/core/resources/index.ts';
import { numbers } from '../../src/core/resources/numbers.ts';
import { collectionOf } from '../../src/core/state/collection.ts';
import { CurrentAccount, Session } from '../../src/core/state/session.ts';
import { openDoor } from '../../src/core/telnyx/client.ts';
import { NumberDrag } from '../../src/tree/drag.ts';
import { Node } from '../../src/tree/node.ts';
import { startSimulator, type Simulator } from '../simulator.ts';

const ownType = 'application/vnd.code.tree.telnyx.numbers';

describe('Dragging numbers', () => {
  const account = new CurrentAccount();
  let simulator: Simulator;
  let session: Session;
  let nodes: readonly Node[];

  before(async () => {
    simulator = await startSimulator({ numbers: 60 });
    const profile = { id: 'test', name: 'Test', icon: 'account', kind: 'account', readOnly: false } as const;
    const baseUrl = simulator.url;
    const door = openDoor({ baseUrl, apiKey: 'KEY_SAMPLE_ACCOUNT' });
    session = new Session({ ...profile, baseUrl }, door, kinds);
    account.become({ phase: 'open', session });
    const collection = collectionOf(session, numbers);
    await collection.load();
    nodes = collection.listing.rows.map(
      (row) => new Node(row.id, undefined, { type: 'row', collection, row }),
    );
  });

  after(async () => {
    account.become({ phase: 'none' });
    await simulator.close();
  });

  async function dragged(source: readonly Node[]): Promise<string> {
    const transfer = new vscode.DataTransfer();
    new NumberDrag(account).handleDrag(source, transfer);
    return (await transfer.get(ownType)?.asString()) ?? '';
  }

  /** What a drop proposes. */
  async function proposed(given: unknown): Promise<readonly Proposal[]> {
    const proposals: Proposal[] = [];
    const review = (proposal: Proposal) => {
      proposals.push(proposal);
      return Promise.resolve();
    };
    await dropped({ session, plans: { review } }, [given]);
    return proposals;
  }

  it('gives an editor the numbers as text, one in a line', async () => {
    const transfer = new vscode.DataTransfer();
    new NumberDrag(account).handleDrag(nodes.slice(0, 2), transfer);
    const text = await transfer.get('text/plain')?.asString();
    assert.equal(
      text,
      nodes
        .slice(0, 2)
        .map(({ item }) => item?.label)
        .join('\n'),
    );
  });

  it('carries nothing for lines that are no numbers', () => {
    const note = new Node('note', undefined, { type: 'note', text: 'x', icon: 'info' });
    const transfer = new vscode.DataTransfer();
    new NumberDrag(account).handleDrag([note], transfer);
    assert.deepEqual([...transfer], []);
  });

  it('proposes the value of the group for each number once, and sends nothing', async () => {
    const [first, second] = nodes;
    assert.ok(first && second);
    const given = { dragged: await dragged([first, second, first]), name: 'brand-new' };
    const [plan, ...more] = await proposed({ ...given, field: 'tag', value: '=brand-new' });
    assert.deepEqual(more, []);
    assert.equal(plan?.source, 'drop');
    assert.equal(plan.title, 'Add the tag “brand-new” to 2 numbers');
    assert.equal(plan.wishes.length, 2);
    assert.deepEqual(
      simulator.log.filter(({ method }) => method !== 'GET'),
      [],
    );
  });

  it('clears what a group without a value stands for', async () => {
    const given = { dragged: await dragged(nodes.slice(0, 1)), name: 'none', value: 'none' };
    const [plan] = await proposed({ ...given, field: 'connection' });
    assert.match(plan?.title ?? '', /^Take \+\d+ off their connection$/);
  });

  it('proposes nothing for groups that stand for no value that can be given', async () => {
    const given = { dragged: await dragged(nodes.slice(0, 1)), name: 'x' };
    assert.deepEqual(await proposed({ ...given, field: 'status', value: '=active' }), []);
    assert.deepEqual(await proposed({ ...given, field: 'tag', value: 'unknown' }), []);
  });

  it('proposes nothing for what another account or a stranger has dragged', async () => {
    const place = { field: 'tag', value: '=x', name: 'x' };
    const number = { type: 'number', id: '1', phoneNumber: '+13125550001' };
    for (const text of [
      '',
      'no json',
      'null',
      '{"account":"test"}',
      JSON.stringify({ account: 'other', numbers: [number] }),
      JSON.stringify({ account: 'test', numbers: [{ type: 'number', id: 5 }] }),
      JSON.stringify({ account: 'test', numbers: [] }),
    ])
      assert.deepEqual(await proposed({ ...place, dragged: text }), [], text);
    for (const given of [undefined, null, 'text', {}, { ...place, dragged: 5 }])
      assert.deepEqual(await proposed(given), []);
  });
});
