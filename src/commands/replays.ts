import { t } from '@vscode/l10n';
import { window } from 'vscode';
import { commands } from '../core/model/names.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import { decodeWhole, type WholeAttempt, type WholeDelivery } from '../core/webhooks/delivery.ts';
import type { LaterTabs } from '../panels/laterTabs.ts';
import type { ReplayTabs } from '../panels/replayTabs.ts';
import type { SignatureTabs } from '../panels/signatureTabs.ts';
import { nodesIn } from '../tree/node.ts';
import type { Handlers } from './register.ts';
import { rowsOf } from './subject.ts';

interface Tabs {
  readonly account: CurrentAccount;
  readonly replays: LaterTabs<ReplayTabs>;
  readonly signatures: LaterTabs<SignatureTabs>;
}

/** The delivery that a command is run on, with its last try. */
function tried(args: readonly unknown[]): { delivery: WholeDelivery; attempt: WholeAttempt } | undefined {
  const [row] = nodesIn(args).flatMap(({ content }) =>
    content.type === 'row' && content.row.item.abilities.includes('open-delivery') ? [content.row] : [],
  );
  const delivery = row && decodeWhole(row.raw);
  const attempt = delivery?.attempts.at(-1);
  return delivery && attempt && { delivery, attempt };
}

/** Sending a webhook again from this machine, and checking its signature. */
export function replayCommands({ account, replays, signatures }: Tabs) {
  const nothing = () =>
    void window.showInformationMessage(t('Telnyx tells of no attempt to deliver this event.'));
  return {
    [commands.replayDelivery]: async (...args: unknown[]) => {
      rowsOf(args);
      const found = tried(args);
      if (found) (await replays.load()).show(account.needed().profile.name, found.delivery, found.attempt);
      else nothing();
    },
    [commands.checkSignature]: async (...args: unknown[]) => {
      const found = tried(args);
      if (!found && nodesIn(args).length > 0) nothing();
      else await (await signatures.load()).show(found?.delivery, found?.attempt);
    },
  } satisfies Partial<Handlers>;
}
