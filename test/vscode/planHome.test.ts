import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { Profile } from '../../src/core/model/profile.ts';
import { openPlans } from '../../src/core/plan/openPlans.ts';
import type { NumberName } from '../../src/core/plan/plan.ts';
import type { Plans } from '../../src/core/plan/plans.ts';
import type { Proposal } from '../../src/core/plan/proposal.ts';
import { CurrentAccount, Session } from '../../src/core/state/session.ts';
import { openDoor } from '../../src/core/telnyx/client.ts';
import { JournalFiles } from '../../src/host/journalFiles.ts';
import { planFolder } from '../../src/panels/planFolder.ts';
import { PlanHome } from '../../src/panels/planHome.ts';
import { workProfile } from '../profile.ts';
import { startSimulator, type Simulator } from '../simulator.ts';
import { Keyring } from './keyring.ts';
import { until } from './windows.ts';

const profile = { ...workProfile, baseUrl: '' };

describe('Plans of an account', () => {
  let simulator: Simulator;
  let folder: string;
  let account: CurrentAccount;
  let home: PlanHome;
  let others: Plans;
  let names: readonly NumberName[];

  const open = (of: Partial<Profile> = {}) => {
    const door = openDoor({ baseUrl: simulator.url, apiKey: simulator.account.keys[0]?.key ?? '' });
    const session = new Session({ ...profile, baseUrl: simulator.url, ...of }, door);
    account.become({ phase: 'open', session });
    return session;
  };
  const proposal = (text: string): Proposal => ({
    source: 'verb',
    title: `Set the reference to ${text}`,
    wishes: names.map((number) => ({ number, base: {}, mine: { 'general.customer_reference': text } })),
    deletions: [],
  });
  /** Applies a plan as another window does. */
  const applyElsewhere = async (text: string, draft: string) => {
    const run = await others.apply(await others.look(proposal(text)), { draft });
    await run.settled();
  };
  const tabs = () =>
    vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(({ label }) => label.startsWith('Plan: '));
  const listed = async (id: string) => (await home.drafts.list(id)).length;

  before(async () => {
    simulator = await startSimulator({ numbers: 10 });
  });
  after(() => simulator.close());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'telnyx-plans-'));
    account = new CurrentAccount();
    const { door } = open();
    const page = await door.page((sdk, query, options) => sdk.phoneNumbers.list(query, options), {
      number: 1,
      size: 3,
    });
    names = page.rows.map((raw) => {
      const { id, phone_number } = raw as { id: string; phone_number: string };
      return { id, phoneNumber: phone_number };
    });
    const storage = vscode.Uri.file(folder);
    const store = new JournalFiles(planFolder(storage, profile.id));
    others = openPlans({ door, profile, store, holder: 'another window' });
    home = new PlanHome({
      account,
      context: { extensionUri: storage, globalStorageUri: storage, secrets: new Keyring() },
      accounts: { onRemove: () => undefined },
      onFailure: (failure) => assert.fail(String(failure)),
      log: () => undefined,
    });
  });
  afterEach(async () => {
    home.dispose();
    await until(() => tabs().length === 0);
    await others.dispose();
    account.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  it('that are taken back are reviewed in their account, whichever is open by the time they are read', async () => {
    await applyElsewhere('SPRING', 'd1');
    const undoing = home.again('undo', 'd1');
    open({ id: 'other', name: 'Other' });
    await undoing;
    await until(() => tabs().length === 1);
    assert.deepEqual([await listed('work'), await listed('other')], [1, 0]);
  });

  it('that are asked twice at once to be taken back are so in one plan', async () => {
    await applyElsewhere('WINTER', 'd4');
    const { tabs: all } = home;
    const review = all.review.bind(all);
    let reviewed = 0;
    all.review = (...args) => {
      reviewed += 1;
      review(...args);
    };
    await Promise.all([home.again('undo', 'd4'), home.again('undo', 'd4')]);
    assert.equal(reviewed, 1);
    await until(() => tabs().length === 1);
  });

  it('are shown as what they became where another window has applied them', async () => {
    await applyElsewhere('SUMMER', 'd2');
    await home.tabs.show('draft/d2');
    assert.ok(home.tabs.isVisible('run/d2'));
  });

  it('that are forgotten say so when somebody opens them, in place of doing nothing', async () => {
    await assert.rejects(home.tabs.show('draft/gone'), /never applied, and is forgotten/);
    assert.deepEqual(tabs(), []);
  });

  it('open once, however fast they are asked for', async () => {
    await applyElsewhere('AUTUMN', 'd3');
    await Promise.all([home.tabs.show('run/d3'), home.tabs.show('run/d3'), home.tabs.show('draft/d3')]);
    await until(() => tabs().length > 0);
    assert.equal(tabs().length, 1);
  });
});
