import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { renderPlan } from '../../src/core/files/planFile.ts';
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
});
