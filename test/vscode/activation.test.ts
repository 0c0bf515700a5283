import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('The extension', () => {
  const id = 'telnyx-explorer.telnyx-explorer';

  it('is there, and activates', async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, `${id} is not installed`);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('registers every command its manifest shows', async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension);
    await extension.activate();
    const manifest = extension.packageJSON as { contributes: { commands: readonly { command: string }[] } };
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = manifest.contributes.commands
      .map(({ command }) => command)
      .filter((name) => !registered.has(name));
    assert.deepEqual(missing, []);
  });
});
