import { commands as vsCode, window, workspace, type TextDocument } from 'vscode';
import { commands, numberEditor } from '../core/model/names.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import { addressOf, uriToOpen, type Folder } from '../editors/address.ts';
import type { NumberEditing } from '../editors/numberEditing.ts';
import type { Handlers } from './register.ts';
import { subjectsIn } from './subject.ts';

/** Opening numbers, and what can be done with the draft of the one in front. */
export function numberCommands(account: CurrentAccount, editing: NumberEditing) {
  const onActive = (verb: (document: TextDocument) => Promise<void>) => async () => {
    const document = activeNumber();
    if (document) await verb(document);
  };
  const edit = async (phoneNumber: string, id?: string, folder: Folder = 'numbers') => {
    const session = account.needed();
    if (id !== undefined) await editing.know({ profileId: session.profile.id, folder, phoneNumber }, id);
    await vsCode.executeCommand(
      'vscode.openWith',
      uriToOpen(session.profile, phoneNumber, folder),
      numberEditor,
    );
  };
  return {
    [commands.editNumber]: async (...args) => {
      const subjects = subjectsIn('number', args);
      for (const { phoneNumber, id, mobile } of subjects)
        await edit(phoneNumber, id, mobile ? 'mobile' : 'numbers');
      if (subjects.length > 0) return;
      const { askNumber } = await import('./askNumber.ts');
      const asked = await askNumber();
      if (asked !== undefined) await edit(asked);
    },
    [commands.applyDraft]: onActive((document) => editing.applyDraft(document)),
    [commands.reviewChanges]: onActive((document) => editing.review(document)),
    [commands.discardDraft]: onActive((document) => editing.discardDraft(document)),
  } satisfies Partial<Handlers>;
}

/** The number document of the tab in front, whether it is shown as a form or as text. */
function activeNumber(): TextDocument | undefined {
  const input: unknown = window.tabGroups.activeTabGroup.activeTab?.input;
  if (typeof input !== 'object' || input === null || !('uri' in input)) return undefined;
  return workspace.textDocuments.find(
    ({ uri }) => String(uri) === String(input.uri) && addressOf(uri) !== undefined,
  );
}
