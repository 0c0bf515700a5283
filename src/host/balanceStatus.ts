import { t } from '@vscode/l10n';
import { StatusBarAlignment, ThemeColor, window, workspace } from 'vscode';
import { commands, settings } from '../core/model/names.ts';
import { balance, balanceTold } from '../core/resources/balance.ts';
import { collectionOf } from '../core/state/collection.ts';
import type { Disposable } from '../core/state/emitter.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import { readConfiguration } from './configuration.ts';
import { inLabel } from './plainText.ts';

/**
 * Shows the balance of the account in use: when it is low, or always, as the person chose. Asks for it only in the
 * latter case; else it knows what the Billing view has read.
 */
export function showBalance(account: CurrentAccount): Disposable {
  const item = window.createStatusBarItem('telnyx.balance', StatusBarAlignment.Left);
  item.name = t('Telnyx balance');
  item.command = commands.viewCharges;
  let following: Disposable | undefined;
  const draw = () => {
    const { session } = account;
    const { when, low } = readConfiguration().balance;
    const rows = session ? collectionOf(session, balance).listing.rows : [];
    const told = rows[0] && balanceTold(rows[0].raw, low);
    if (!told || when === 'never' || (when === 'low' && !told.low)) {
      item.hide();
      return;
    }
    item.text = `$(credit-card) ${inLabel(told.short)}`;
    item.tooltip = [...told.lines, t('Click to view charges.')].join('\n');
    item.accessibilityInformation = { label: told.lines.join(', ') };
    item.backgroundColor = told.low ? new ThemeColor('statusBarItem.warningBackground') : undefined;
    item.show();
  };
  const follow = () => {
    following?.dispose();
    const { session } = account;
    const collection = session && collectionOf(session, balance);
    following = collection?.onDidChange(draw);
    if (readConfiguration().balance.when === 'always') void collection?.load();
    draw();
  };
  const listeners = [
    account.onDidChange(follow),
    workspace.onDidChangeConfiguration((change) => {
      if ([settings.balanceWhen, settings.balanceLow].some((id) => change.affectsConfiguration(id))) follow();
    }),
  ];
  follow();
  return {
    dispose: () => {
      for (const one of [...listeners, following, item]) one?.dispose();
    },
  };
}
