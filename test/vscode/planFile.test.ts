import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { renderPlan } from '../../src/core/files/planFile.ts';
import { jobs } from '../../src/core/resources/jobs.ts';
import { numbers } from '../../src/core/resources/numbers.ts';
import { collectionOf } from '../../src/core/state/collection.ts';
import { followPlanFiles } from '../../src/editors/planDiagnostics.ts';
import { accountWithJob, type LockedNumber } from './accountWithJob.ts';
import { until } from './windows.ts';

describe('A plan file in an editor', () => {
  const folder = mkdtempSync(join(tmpdir(), 'telnyx-plan-'));

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    rmSync(folder, { recursive: true });
  });

  async function open(name: string, text: string) {
    const uri = vscode.Uri.file(join(folder, `${name}.telnyx-plan.json`));
    await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
    await vscode.window.showTextDocument(uri);
    return () =>
      vscode.languages.getDiagnostics(uri).map(({ message, range }) => `${range.start.line}: ${message}`);
  }

  const number = { id: '1', phoneNumber: '+13125550001' };
  const good = renderPlan(
    {
      source: 'form',
      title: 'Set the tags',
      wishes: [
        {
          number,
          base: { 'general.tags': [] },
          mine: { 'general.tags': ['vip'], 'voice.forwards_to': '+13125550002' },
        },
      ],
      deletions: [],
    },
    { id: 'profile', name: 'Production' },
  );

  it('is checked by its schema, and by the table of settings', async () => {
    const wrong = good.replace('"vip"', '"vip", "VIP"').replace('"general.tags": []', '"general.tags": 7');
    const typed = await open('typed', wrong);
    await until(() => typed().some((text) => text.includes('has the wrong type')));
    const told = await open('told', good.replace('"vip"', '"vip", "VIP"').replace('+13125550002', '12'));
    await until(() => told().length >= 2);
    assert.match(told().join('\n'), /The tag "VIP" is there twice/);
    assert.match(told().join('\n'), /Write the number with \+ and country code/);
  });

  it('has nothing to complain of when it is as it was saved', async () => {
    const fine = await open('fine', good);
    const later = await open('later', good.replace('"vip"', 'true'));
    // Both are checked in one go: when the later one is told, the earlier one would be.
    await until(() => later().length > 0);
    assert.deepEqual(fine(), []);
  });

  it('warns of jobs and of the locks of what is to be deleted, once they are loaded, without an edit', async () => {
    const { account, session, first, second, end } = await accountWithJob();
    const following = followPlanFiles(account, () => undefined);
    const nameOf = ({ id, phone_number: phoneNumber }: LockedNumber) => ({ id, phoneNumber });
    const text = renderPlan(
      {
        source: 'form',
        title: 'Tidy up',
        wishes: [{ number: nameOf(first), base: {}, mine: { 'general.customer_reference': 'TIDY' } }],
        deletions: [nameOf(second)],
      },
      { id: 'profile', name: 'Files' },
    );
    const told = await open('known', text);
    const says = (words: RegExp, { phone_number: phone }: LockedNumber) => {
      const line = text.split('\n').findIndex((one) => one.includes(phone));
      return told().some((one) => one.startsWith(`${line}: `) && words.test(one));
    };
    await collectionOf(session, jobs).load();
    await collectionOf(session, numbers).load();
    await until(() => says(/A job is working on it.*when the jobs were last loaded/, first));
    await until(() => says(/deletion lock is on.*when the number was last loaded/, second));
    assert.equal(told().length, 2, 'a lock keeps nobody from changing a number');
    following.dispose();
    await end();
  });
});
