import { t } from '@vscode/l10n';
import { commands as vsCode, Uri, window } from 'vscode';
import { commands, schemes } from '../core/model/names.ts';
import { recordPath } from '../core/resources/json.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import type { DeliveryTabs } from '../panels/deliveryTabs.ts';
import type { LaterTabs } from '../panels/laterTabs.ts';
import type { Handlers } from './register.ts';
import { rowsOf } from './subject.ts';

/** The deliveries that a command is run on. */
function rowsIn(args: readonly unknown[]) {
  return rowsOf(args).flatMap(({ content }) =>
    content.type === 'row' && content.row.item.abilities.includes('open-delivery') ? [content.row] : [],
  );
}

/** Reading deliveries, and laying two side by side. */
export function deliveryPageCommands(account: CurrentAccount, deliveries: LaterTabs<DeliveryTabs>) {
  return {
    [commands.openDelivery]: async (...args: unknown[]) => {
      const tabs = await deliveries.load();
      for (const { id } of rowsIn(args)) tabs.show(id);
    },
    [commands.compareDeliveries]: async (...args: unknown[]) => {
      const { profile } = account.needed();
      const [left, right, ...more] = rowsIn(args).map(({ id, item }) =>
        Uri.from({
          scheme: schemes.record,
          path: recordPath({ account: profile.id, kind: 'delivery', id }, item.label),
        }),
      );
      if (!left || !right || more.length > 0)
        void window.showInformationMessage(t('Select two deliveries to compare them.'));
      else await vsCode.executeCommand('vscode.diff', left, right, t('Two deliveries'));
    },
  } satisfies Partial<Handlers>;
}
