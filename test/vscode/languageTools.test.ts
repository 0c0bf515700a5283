import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { toolNames } from '../../src/core/model/names.ts';

describe('Tools for language models in VS Code', () => {
  it('are offered, and answer bad input with what is wrong', async () => {
    const offered = vscode.lm.tools.map(({ name }) => name);
    assert.deepEqual(
      toolNames.filter((name) => !offered.includes(name)),
      [],
    );
    const { content } = await vscode.lm.invokeTool('telnyx_list_numbers', {
      input: { limit: 99 },
      toolInvocationToken: undefined,
    });
    const [part] = content;
    assert.ok(part instanceof vscode.LanguageModelTextPart);
    assert.match(part.value, /"error": "(limit|No account is open)/);
  });
});
