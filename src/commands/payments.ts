import { commands } from '../core/model/names.ts';
import type { LaterTabs } from '../panels/laterTabs.ts';
import type { RechargeTabs } from '../panels/rechargeTabs.ts';
import type { TopUpTabs } from '../panels/topUpTabs.ts';
import type { Handlers } from './register.ts';

/** Opens the pages about paying. Neither takes an argument: what is paid or saved is typed and pressed there alone. */
export function paymentCommands(recharge: LaterTabs<RechargeTabs>, topUps: LaterTabs<TopUpTabs>) {
  return {
    [commands.editRecharge]: async () => {
      (await recharge.load()).show();
    },
    [commands.topUp]: async () => {
      (await topUps.load()).show();
    },
  } satisfies Partial<Handlers>;
}
