import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { importKeys } from '../../src/commands/addAccount.ts';
import type { Session } from '../../src/core/state/session.ts';
import { Failure } from '../../src/core/telnyx/failure.ts';
import { settings } from '../../src/core/model/names.ts';
import { startSimulator, type Simulator } from '../simulator.ts';
import { Machine, until, type Window } from './windows.ts';

const firstKey = 'KEY_canary_first_0001';
const secondKey = 'KEY_canary_second_0002';

function sessionOf({ current }: Window): Session {
  assert.ok(current.session, `no account is open: ${current.state.phase}`);
  return current.session;
}

function lockOf({ current }: Window): Failure {
  assert.equal(current.state.phase, 'locked');
  return current.state.failure;
}

const readBalance = ({ door }: Session) =>
  door.read(
    (sdk, options) => sdk.balance.retrieve(options),
    (data) => data,
  );

const write = ({ door }: Session) =>
  door.write(
    (sdk, options) => sdk.phoneNumbers.update('1', { customer_reference: 'x' }, options),
    (data) => data,
  );

/** Presses a key of quick picks, again and again until the questions are over. */
async function press(command: string, questions: Promise<void>): Promise<void> {
  const over = questions.then(() => true);
  const pause = () => new Promise<false>((resolve) => setTimeout(() => resolve(false), 100));
  while (!(await Promise.race([over, pause()]))) await vscode.commands.executeCommand(command);
}

describe('Accounts', () => {
  let simulator: Simulator;
  let machine: Machine;

  before(async () => {
    simulator = await startSimulator({
      numbers: 5,
      keys: [
        { key: firstKey, name: 'first', billing: true },
        { key: secondKey, name: 'second', billing: true },
      ],
    });
  });
  after(() => simulator.close());
  beforeEach(() => {
    machine = new Machine();
  });
  afterEach(() => {
    machine.closeAll();
  });

  const add = (window: Window, name: string, key: string, readOnly = false) =>
    window.accounts.add({ name, baseUrl: simulator.url, readOnly }, key);

  it('open with their key, which is in the secure storage and nowhere else', async () => {
    const window = machine.openWindow();
    assert.equal(await add(window, 'Production', firstKey), 'machine');
    await readBalance(sessionOf(window));
    assert.equal(simulator.log.at(-1)?.key, 'first');
    assert.ok([...machine.secrets.values()].includes(firstKey));
    assert.match(machine.stateText, /Production/);
    machine.closeAll();
    assert.doesNotMatch(machine.stateText, /canary/);
  });

  it('each use their own key', async () => {
    const window = machine.openWindow();
    await add(window, 'One', firstKey);
    await add(window, 'Two', secondKey);
    await readBalance(sessionOf(window));
    assert.equal(simulator.log.at(-1)?.key, 'second');
    const [one] = window.accounts.list.profiles;
    assert.ok(one);
    const before = sessionOf(window);
    await window.accounts.open(one.id);
    assert.equal(before.closed, true);
    await readBalance(sessionOf(window));
    assert.equal(simulator.log.at(-1)?.key, 'first');
  });

  it('read no secret until they are asked for, and then open the one used last', async () => {
    const before = machine.openWindow();
    await add(before, 'One', firstKey);
    await add(before, 'Two', secondKey);
    machine.closeAll();
    const window = machine.openWindow();
    assert.equal(window.accounts.active?.name, 'Two');
    assert.equal(window.secretReads(), 0);
    await Promise.all([window.accounts.restore(), window.accounts.restore()]);
    assert.equal(window.secretReads(), 1);
    assert.equal(sessionOf(window).profile.name, 'Two');
  });

  it('that are read-only let no write leave, and say so until the mark is taken off', async () => {
    const window = machine.openWindow();
    await add(window, 'Production', firstKey, true);
    const seen = simulator.traffic.requests;
    await assert.rejects(
      write(sessionOf(window)),
      (failure) => failure instanceof Failure && failure.kind === 'read-only',
    );
    assert.equal(simulator.traffic.requests, seen);
    await window.accounts.setReadOnly(sessionOf(window).profile.id, false);
    await assert.rejects(
      write(sessionOf(window)),
      (failure) => failure instanceof Failure && failure.kind === 'not-found',
    );
    assert.equal(simulator.traffic.requests, seen + 1);
  });

  for (const keyring of ['throws', 'loses'] as const) {
    it(`work in this window when the secure storage ${keyring}, and say that the key will be gone`, async () => {
      const window = machine.openWindow();
      machine.keyring = keyring;
      assert.equal(await add(window, 'Production', firstKey), 'window');
      await readBalance(sessionOf(window));
      assert.deepEqual(window.accounts.troubles, ['this-window']);
      machine.closeAll();
      machine.keyring = 'works';
      const next = machine.openWindow();
      await next.accounts.restore();
      assert.equal(lockOf(next).wayOut, 'replace-key');
      assert.deepEqual(next.accounts.troubles, ['locked']);
    });
  }

  it('are locked, not gone, while the secure storage cannot be read', async () => {
    await add(machine.openWindow(), 'Production', firstKey);
    machine.closeAll();
    machine.keyring = 'throws';
    const window = machine.openWindow();
    await window.accounts.restore();
    assert.match(lockOf(window).sentence, /cannot be read/);
    machine.keyring = 'works';
    const [profile] = window.accounts.list.profiles;
    assert.ok(profile);
    await window.accounts.open(profile.id);
    assert.equal(sessionOf(window).profile.name, 'Production');
  });

  it('follow a key that another window deletes or replaces', async () => {
    const [here, there] = [machine.openWindow(), machine.openWindow()];
    await add(there, 'Production', firstKey);
    await until(() => here.accounts.list.profiles.length === 1);
    await here.accounts.restore();
    const { profile } = sessionOf(here);
    machine.secrets.delete(`telnyx.key.${profile.id}`);
    machine.tell(`telnyx.key.${profile.id}`);
    await until(() => here.current.state.phase === 'locked');
    await there.accounts.replaceKey(profile.id, secondKey);
    await until(() => here.current.state.phase === 'open');
    await readBalance(sessionOf(here));
    assert.equal(simulator.log.at(-1)?.key, 'second');
  });

  it('follow names, marks and removals of other windows at once', async () => {
    const [here, there] = [machine.openWindow(), machine.openWindow()];
    await add(there, 'Production', firstKey);
    await add(there, 'Staging', secondKey);
    await until(() => here.accounts.list.profiles.length === 2);
    const [production, staging] = here.accounts.list.profiles;
    assert.ok(production && staging);
    await here.accounts.open(production.id);
    await there.accounts.setReadOnly(production.id, true);
    await until(() => here.accounts.active?.readOnly === true);
    await there.accounts.rename(production.id, 'Live');
    await until(() => here.accounts.active?.name === 'Live');
    assert.equal(sessionOf(there).profile.name, 'Staging');
    await there.accounts.remove(production.id);
    await until(() => here.current.session?.profile.name === 'Staging');
  });

  it('leave nothing behind when they are removed', async () => {
    const window = machine.openWindow();
    const cleared: string[] = [];
    window.accounts.onRemove(() => {
      throw new Error('one room fails');
    });
    window.accounts.onRemove(({ name }) => void cleared.push(name));
    await add(window, 'Production', firstKey);
    await window.accounts.remove(sessionOf(window).profile.id);
    assert.deepEqual(cleared, ['Production']);
    assert.equal(window.current.state.phase, 'none');
    assert.deepEqual(window.accounts.list.profiles, []);
    assert.doesNotMatch([...machine.secrets.values()].join(), /canary|Production/);
  });

  it('stay when the secure storage does not let go of their key', async () => {
    const window = machine.openWindow();
    await add(window, 'Production', firstKey);
    machine.keyring = 'throws';
    const { id } = sessionOf(window).profile;
    await assert.rejects(
      window.accounts.remove(id),
      (failure) => failure instanceof Failure && failure.wayOut === 'retry',
    );
    assert.equal(window.accounts.list.profiles.length, 1);
    machine.keyring = 'works';
    await window.accounts.remove(id);
    assert.equal(window.accounts.list.profiles.length, 0);
  });

  it('tell a refused key and a dead network from a working account', async () => {
    const window = machine.openWindow();
    await add(window, 'Mistyped', 'KEY_wrong');
    await assert.rejects(readBalance(sessionOf(window)));
    assert.deepEqual(window.accounts.troubles, ['bad-key']);
    await window.accounts.replaceKey(sessionOf(window).profile.id, firstKey);
    await readBalance(sessionOf(window));
    assert.deepEqual(window.accounts.troubles, []);
    await window.accounts.add(
      { name: 'Nowhere', baseUrl: 'http://127.0.0.1:9/v2', readOnly: false },
      firstKey,
    );
    await assert.rejects(readBalance(sessionOf(window)));
    assert.deepEqual(window.accounts.troubles, ['offline']);
  });

  it('hold the sample account as long as the window lives, without key or network', async () => {
    const window = machine.openWindow();
    await window.accounts.exploreSample();
    const sample = sessionOf(window);
    assert.equal(sample.profile.kind, 'sample');
    await readBalance(sample);
    assert.deepEqual(window.accounts.troubles, []);
    await window.accounts.exploreSample();
    assert.equal(window.accounts.list.profiles.length, 1);
    assert.doesNotMatch([...machine.secrets.keys()].join(), /telnyx\.key/);
  });

  it('open the sample account at start where the setting says so and no account is there', async () => {
    const configuration = vscode.workspace.getConfiguration();
    await configuration.update(settings.startWithSampleAccount, true, vscode.ConfigurationTarget.Global);
    try {
      const window = machine.openWindow();
      await window.accounts.restore();
      assert.equal(sessionOf(window).profile.kind, 'sample');
      await window.accounts.remove(sessionOf(window).profile.id);
      assert.equal(window.current.state.phase, 'none');
    } finally {
      await configuration.update(
        settings.startWithSampleAccount,
        undefined,
        vscode.ConfigurationTarget.Global,
      );
    }
  });

  it('are imported from the environment after what was found was shown, and never sooner', async () => {
    const window = machine.openWindow();
    const configuration = vscode.workspace.getConfiguration();
    await configuration.update(settings.baseUrl, simulator.url, vscode.ConfigurationTarget.Global);
    process.env.TELNYX_API_KEY = ` "${secondKey}" `;
    try {
      const dismissed = importKeys(window.accounts);
      await press('workbench.action.closeQuickOpen', dismissed);
      assert.deepEqual(window.accounts.list.profiles, []);
      const imported = importKeys(window.accounts);
      await press('workbench.action.acceptSelectedQuickOpenItem', imported);
      const { profile } = sessionOf(window);
      assert.deepEqual([profile.name, profile.baseUrl], ['Telnyx', simulator.url]);
      await readBalance(sessionOf(window));
      assert.equal(simulator.log.at(-1)?.key, 'second');
      assert.doesNotMatch(machine.stateText, /canary/);
    } finally {
      delete process.env.TELNYX_API_KEY;
      await configuration.update(settings.baseUrl, undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('open only the last one asked for, however fast they are asked', async () => {
    const window = machine.openWindow();
    await add(window, 'One', firstKey);
    await add(window, 'Two', secondKey);
    const [one, two] = window.accounts.list.profiles;
    assert.ok(one && two);
    await Promise.all([one, two, one].map(({ id }) => window.accounts.open(id)));
    assert.equal(sessionOf(window).profile.id, one.id);
  });
});
