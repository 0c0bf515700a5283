import { t } from '@vscode/l10n';
import { window } from 'vscode';
import { commands } from '../core/model/names.ts';
import { detailType, detailTypes, type DetailType } from '../core/resources/detailTypes.ts';
import { stillOpen } from '../core/state/left.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import { inLabel } from '../host/plainText.ts';
import type { LaterTabs } from '../panels/laterTabs.ts';
import { firstQuery } from '../panels/usageQuery.ts';
import type { UsageTabs } from '../panels/usageTabs.ts';
import type { Handlers } from './register.ts';
import { subjectsIn } from './subject.ts';

/** Opens detail records (operation 31): of a type, or of a number once it is said which of its fields are meant. */
export function usageCommands(account: CurrentAccount, usage: LaterTabs<UsageTabs>) {
  return {
    [commands.showUsage]: async (...args: unknown[]) => {
      const session = account.needed();
      const [number] = subjectsIn('number', args);
      const types = subjectsIn('usage', args).flatMap(({ record }) => detailType(record) ?? []);
      const tabs = await usage.load();
      if (number) {
        const chosen = await pickOf(number.phoneNumber);
        if (!chosen) return;
        stillOpen(session);
        tabs.show(ofNumber(chosen, number.phoneNumber));
        return;
      }
      const [messages] = detailTypes;
      for (const type of types.length > 0 ? types : messages ? [messages] : []) tabs.show(firstQuery(type));
    },
  } satisfies Partial<Handlers>;
}

interface Meant {
  readonly type: DetailType;
  readonly field: string;
}

function ofNumber({ type, field }: Meant, phoneNumber: string) {
  return { ...firstQuery(type), filters: [{ field, operator: 'is' as const, value: phoneNumber }] };
}

/** Which records of a number are meant: types keep it in fields of their own, and no request asks for two. */
async function pickOf(phoneNumber: string): Promise<Meant | undefined> {
  const items = detailTypes.flatMap((type) =>
    (type.numbers ?? []).map(({ field, label }) => ({
      label: type.label(),
      description: label(),
      detail: t('Records whose field {0} is the number', field),
      meant: { type, field },
    })),
  );
  const title = t('Usage of {0}', inLabel(phoneNumber));
  const placeHolder = t('Telnyx keeps records by type, and the number in a field of its own: which ones?');
  const picked = await window.showQuickPick(items, { title, placeHolder, matchOnDescription: true });
  return picked?.meant;
}
