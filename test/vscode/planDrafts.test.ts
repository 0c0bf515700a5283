import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { PlanDrafts } from '../../src/panels/planDrafts.ts';
import type { Draft } from '../../src/panels/planReview.ts';
import { Keyring } from './keyring.ts';

const number = { id: '1001', phoneNumber: '+13125550001' };

const draftOf = (id: string, mine: Draft['proposal']['wishes'][number]['mine'] = {}): Draft => ({
  id,
  proposal: { source: 'verb', title: id, wishes: [{ number, base: {}, mine }], deletions: [] },
  remarks: [],
  out: [],
  sides: {},
});
const secret = { 'general.external_pin': '739164' };

describe('Plans under review', () => {
  let folder: string;
  let keyring: Keyring;
  let open: Set<string>;
  let forgotten: string[];
  let drafts: PlanDrafts;

  const another = () =>
    new PlanDrafts({
      storage: vscode.Uri.file(folder),
      secrets: keyring,
      isOpen: ({ id }) => open.has(id),
      onForgotten: ({ id }) => forgotten.push(id),
    });
  const file = (id: string) => join(folder, 'plan-drafts', 'acme', `${id}.json`);
  const ids = async () => (await another().list('acme')).map(({ id }) => id).sort();

  /** Keeps so many, each older than those before it. */
  async function keep(count: number, more: Partial<Draft> = {}): Promise<void> {
    for (let at = 0; at < count; at += 1) {
      const id = `plan-${String(at).padStart(2, '0')}`;
      await drafts.keep('acme', { ...draftOf(id), ...more });
      const then = new Date(Date.UTC(2026, 0, 20 - at));
      await utimes(file(id), then, then);
    }
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'telnyx-plan-drafts-'));
    keyring = new Keyring();
    open = new Set();
    forgotten = [];
    drafts = another();
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('with a secret are listed and come back whole, and the secret stands in the keyring only', async () => {
    await drafts.keep('acme', draftOf('pin', secret));
    assert.deepEqual(await ids(), ['pin']);
    assert.doesNotMatch(await readFile(file('pin'), 'utf8'), /739164/);
    assert.match([...keyring.entries.values()].join(), /739164/);
    assert.deepEqual((await another().load('acme', 'pin'))?.proposal.wishes[0]?.mine, secret);
  });

  it('take their secret with them when they are forgotten, or their account is removed', async () => {
    await drafts.keep('acme', draftOf('one', secret));
    await drafts.keep('acme', draftOf('other', secret));
    await drafts.keep('beta', draftOf('beta', secret));
    await drafts.forget('acme', 'one');
    assert.equal(keyring.entries.size, 2);
    await another().forgetAll('acme');
    assert.deepEqual([...keyring.entries.keys()], ['telnyx.plan.beta.beta']);
    assert.deepEqual(await readdir(join(folder, 'plan-drafts')), ['beta']);
  });

  it('of an account that was removed are not kept again by a tab that is still open', async () => {
    await drafts.keep('acme', draftOf('one', secret));
    await drafts.forgetAll('acme');
    await drafts.keep('acme', { ...draftOf('one', secret), out: ['1001'] });
    assert.equal(keyring.entries.size, 0);
    assert.deepEqual(await ids(), []);
  });

  it('that are too many lose the oldest, and it is said which', async () => {
    await keep(10);
    await drafts.keep('acme', draftOf('new'));
    assert.deepEqual(forgotten, ['plan-09']);
    assert.equal((await ids()).length, 10);
    assert.ok(!(await ids()).includes('plan-09'));
  });

  it('are never forgotten while a tab shows them, or once somebody has decided something in them', async () => {
    await keep(10, { out: ['1001'] });
    await drafts.keep('acme', draftOf('open'));
    await utimes(file('open'), new Date(0), new Date(0));
    open.add('open');
    await Promise.all(
      ['a', 'b', 'c'].map((id) =>
        drafts.keep('acme', { ...draftOf(id), sides: { 1001: { 'general.tags': 'mine' } } }),
      ),
    );
    assert.deepEqual(forgotten, []);
    assert.equal((await ids()).length, 14);
  });

  it('are not forgotten while another window shows them, as long as it says so', async () => {
    await keep(10);
    const window = another();
    await window.shown('acme', 'plan-09');
    await drafts.keep('acme', draftOf('new'));
    assert.deepEqual(forgotten, []);
    const mark = file('plan-09').replace(/json$/, 'shown');
    const longAgo = new Date(Date.now() - 8 * 24 * 60 * 60 * 1000);
    await utimes(mark, longAgo, longAgo);
    await drafts.keep('acme', draftOf('newer'));
    assert.deepEqual(forgotten, ['plan-08', 'plan-09']);
    assert.ok(!(await readdir(join(folder, 'plan-drafts', 'acme'))).includes('plan-09.shown'));
  });
});
