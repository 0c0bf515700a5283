import { t } from '@vscode/l10n';
import { commands as vsCode, ProgressLocation, Uri, window, workspace, type TextDocument } from 'vscode';
import { commands, numberEditor } from '../core/model/names.ts';
import type { CurrentAccount, Session } from '../core/state/session.ts';
import { Failure } from '../core/telnyx/failure.ts';
import { addressOf, uriToOpen } from '../editors/address.ts';
import { families } from '../editors/family.ts';
import type { NumberEditing } from '../editors/numberEditing.ts';
import type { Handlers } from './register.ts';
import { subjectsIn } from './subject.ts';

/** Where a number is looked at, and its id where the account has it. */
interface Known {
  readonly folder: keyof typeof families;
  readonly id: string | undefined;
}

/**
 * A number that is only named, in a link or by hand, may be a mobile one: those stand in a list of their own, which is
 * long to read, so it is asked last. Where the lists cannot be read, the editor says why.
 */
async function lookFor({ profile, door }: Session, phoneNumber: string): Promise<Known> {
  const folders = ['numbers', 'mobile'] as const;
  const open = folders.find((folder) => isOpen(uriToOpen(profile, phoneNumber, folder)));
  if (open) return { folder: open, id: undefined };
  try {
    for (const folder of folders) {
      const found = await families[folder].find(door, phoneNumber);
      if (found) return { folder, id: found.id };
    }
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
  }
  return { folder: 'numbers', id: undefined };
}

const isOpen = (uri: Uri) => workspace.textDocuments.some((document) => String(document.uri) === String(uri));

const looking = <T>(phoneNumber: string, work: () => Promise<T>) =>
  window.withProgress({ location: ProgressLocation.Window, title: t('Looking for {0}', phoneNumber) }, work);

/** Opening numbers, and what can be done with the draft of the one in front. */
export function numberCommands(account: CurrentAccount, editing: NumberEditing) {
  const onOne =
    (verb: Parameters<NumberEditing['run']>[0]) =>
    async (...[given]: readonly unknown[]) =>
      editing.run(verb, numberAt(given));
  const edit = async (phoneNumber: string, told?: Known) => {
    const session = account.needed();
    const { folder, id } = told ?? (await looking(phoneNumber, () => lookFor(session, phoneNumber)));
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
        await edit(phoneNumber, id === undefined ? undefined : { id, folder: mobile ? 'mobile' : 'numbers' });
      if (subjects.length > 0) return;
      const { askNumber } = await import('./askNumber.ts');
      const asked = await askNumber();
      if (asked !== undefined) await edit(asked);
    },
    [commands.applyDraft]: onOne('applyDraft'),
    [commands.reviewChanges]: onOne('review'),
    [commands.discardDraft]: onOne('discardDraft'),
  } satisfies Partial<Handlers>;
}

/**
 * The number document whose title a command was chosen in, which need not be the tab in front; else that of the tab in
 * front, whether it is shown as a form or as text. Throws a Failure where there is none.
 */
function numberAt(given: unknown): TextDocument {
  const input: unknown = window.tabGroups.activeTabGroup.activeTab?.input;
  const inFront = typeof input === 'object' && input !== null && 'uri' in input ? input.uri : undefined;
  const wanted = String(given instanceof Uri ? given : inFront);
  const document = workspace.textDocuments.find(
    ({ uri }) => String(uri) === wanted && addressOf(uri) !== undefined,
  );
  if (document) return document;
  const sentence = t('Bring a number to the front, then try again.');
  throw new Failure({ kind: 'misuse', sentence, wayOut: 'none' });
}
