import { t } from '@vscode/l10n';
import { ProgressLocation, window } from 'vscode';
import type { Verdict } from '../core/accounts/probe.ts';
import { Failure } from '../core/telnyx/failure.ts';
import type { Accounts } from '../host/accounts.ts';
import { askChoice } from '../host/ask.ts';
import { inMessage } from '../host/plainText.ts';
import type { KeptWhere } from '../host/secrets.ts';

/** What to do with a key after a look at the account; `remark` and `trouble` are for the person. */
export type Decision =
  { readonly keep: true; readonly remark?: string } | { readonly keep: false; readonly trouble?: string };

export interface Trial {
  readonly title: string;
  readonly baseUrl: string;
  readonly key: string;
}

/** Looks whether a key works. Where that cannot be known now, asks what to do. */
export async function tryKey(accounts: Accounts, trial: Trial): Promise<Decision> {
  for (;;) {
    const verdict = await probe(accounts, trial);
    if (verdict === undefined) return { keep: false };
    if (verdict.outcome === 'good') return { keep: true };
    if (verdict.outcome === 'no-billing') return { keep: true, remark: verdict.sentence };
    if (verdict.outcome === 'bad-key') return { keep: false, trouble: verdict.sentence };
    const answer = await askChoice<'again' | 'keep' | 'change'>({
      title: trial.title,
      placeholder: verdict.sentence,
      choices: [
        { label: t('Try again'), value: 'again' },
        {
          label: t('Save without checking'),
          detail: t('Whether the key works shows when it is used.'),
          value: 'keep',
        },
        { label: t('Change the key'), value: 'change' },
      ],
    });
    if (answer === 'keep') return { keep: true, remark: t('The API key has not been checked yet.') };
    if (answer !== 'again') return { keep: false, trouble: verdict.sentence };
  }
}

/** Undefined when the person cancelled. */
async function probe(accounts: Accounts, { baseUrl, key }: Trial): Promise<Verdict | undefined> {
  const controller = new AbortController();
  const title = t('Checking the API key…');
  try {
    return await window.withProgress(
      { location: ProgressLocation.Notification, title, cancellable: true },
      async (_progress, token) => {
        const listener = token.onCancellationRequested(() => {
          controller.abort();
        });
        try {
          return await accounts.probe(baseUrl, key, controller.signal);
        } finally {
          listener.dispose();
        }
      },
    );
  } catch (failure) {
    if (failure instanceof Failure && failure.kind === 'cancelled') return undefined;
    throw failure;
  }
}

/** One message for what a person should know after a key was saved; none when all is well. */
export function tellKept(name: string, where: KeptWhere, remark?: string): void {
  const lost = t(
    'The secure storage of this machine did not keep the API key. It works in this window only and is gone when the window closes. On Linux, a keyring such as GNOME Keyring or KWallet must be running.',
  );
  const sentences = [...(remark === undefined ? [] : [remark]), ...(where === 'window' ? [lost] : [])];
  if (sentences.length === 0) return;
  const message = inMessage(`${name}: ${sentences.join(' ')}`);
  void (where === 'window' ? window.showWarningMessage(message) : window.showInformationMessage(message));
}
