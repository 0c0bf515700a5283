import { t } from '@vscode/l10n';
import { commands as vsCode, window } from 'vscode';
import { commands } from '../core/model/names.ts';
import type { DeletionOutcome } from '../core/plan/deletion.ts';
import type { NumberName } from '../core/plan/plan.ts';
import { inMessage } from '../host/plainText.ts';
import { showFailure } from '../host/say.ts';

/** The number was gone before anything was sent. */
export function tellGone(phoneNumber: string): void {
  void window.showInformationMessage(
    inMessage(t('{0} is not in this account any more. Nothing was sent.', phoneNumber)),
  );
}

const editSettings = () => t('Edit Settings');

/** Each outcome in one sentence, and what can be done about it. */
export function tellDeletion(outcome: DeletionOutcome, { id, phoneNumber }: NumberName): void {
  const edit = async (shown: Thenable<string | undefined>) => {
    const subject = { type: 'number', id, phoneNumber };
    if ((await shown) === editSettings()) await vsCode.executeCommand(commands.editNumber, subject);
  };
  switch (outcome.result) {
    case 'deleted':
      void window.showInformationMessage(
        outcome.looked
          ? t('{0} was deleted: the answer got lost, but the account does not hold it any more.', phoneNumber)
          : t('{0} was deleted.', phoneNumber),
      );
      break;
    case 'gone':
      tellGone(phoneNumber);
      break;
    case 'locked': {
      const locked = t(
        'The deletion lock of {0} is on, so nothing was sent. To delete it, switch the lock off in its settings first.',
        phoneNumber,
      );
      void edit(window.showWarningMessage(locked, editSettings()));
      break;
    }
    case 'not-sent':
      void showFailure(outcome.failure);
      break;
    case 'refused':
      void window.showErrorMessage(
        inMessage(t('{0} was not deleted. {1}', phoneNumber, outcome.failure.sentence)),
      );
      break;
    case 'unclear':
      void window.showWarningMessage(
        inMessage(
          outcome.seen
            ? t(
                'Nobody can say yet whether {0} will be deleted: the answer got lost, and the number is still there. It was not sent again. {1}',
                phoneNumber,
                outcome.failure.sentence,
              )
            : t(
                'Nobody can say whether {0} was deleted: the answer got lost, and the account could not be looked at. It was not sent again. {1}',
                phoneNumber,
                outcome.failure.sentence,
              ),
        ),
      );
  }
}
