import { t } from '@vscode/l10n';
import { commands, window } from 'vscode';
import { commands as ids } from '../core/model/names.ts';
import { Failure } from '../core/telnyx/failure.ts';
import { log } from './log.ts';
import { inMessage } from './plainText.ts';

interface WayOutButton {
  readonly title: string;
  readonly run: () => unknown;
}

const showLog = (): WayOutButton => ({
  title: t('Show Log'),
  run: () => commands.executeCommand(ids.showLog),
});

function buttons(failure: Failure, retry: (() => unknown) | undefined): WayOutButton[] {
  const found: WayOutButton[] = [];
  if (retry && failure.wayOut === 'retry') found.push({ title: t('Retry'), run: retry });
  if (failure.wayOut === 'replace-key') {
    found.push({ title: t('Replace API Key…'), run: () => commands.executeCommand(ids.replaceKey) });
  }
  if (failure.wayOut === 'check-account') {
    found.push({ title: t('Manage Accounts…'), run: () => commands.executeCommand(ids.accountMenu) });
  }
  return [...found, showLog()];
}

function sentenceOf(failure: Failure): string {
  if (failure.requestId === undefined) return failure.sentence;
  return `${failure.sentence} ${t('(Request id: {0})', failure.requestId)}`;
}

/**
 * The one way a failure becomes a notification, with its way out as buttons. Cancelling says nothing. What is no
 * `Failure` nobody foresaw: it goes to the log, and the person is told so.
 */
export async function showFailure(failure: unknown, options: { retry?: () => unknown } = {}): Promise<void> {
  const foreseen = failure instanceof Failure;
  if (!foreseen) log.error(failure);
  else if (failure.kind === 'cancelled') return;
  const found = foreseen ? buttons(failure, options.retry) : [showLog()];
  const chosen = await window.showErrorMessage(
    foreseen
      ? inMessage(sentenceOf(failure))
      : t('Something went wrong inside Telnyx Explorer. The log says more.'),
    ...found.map(({ title }) => title),
  );
  await found.find(({ title }) => title === chosen)?.run();
}
